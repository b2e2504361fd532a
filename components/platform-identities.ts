import type { Placement } from "./conventions/placement";
import { clusterFederations, workloadsOf } from "./identity/federations";
import type { WorkloadName } from "./identity/federations";
import { githubFederation } from "./identity/github-federation";
import { WorkloadIdentity } from "./identity/workload-identity";
import type { Platform } from "./platform";

/** Who the workloads of the cluster are: an identity for each, which trusts its service accounts alone. */
export function workloadIdentities(
  platform: Platform,
  placement: Placement,
): ReadonlyMap<WorkloadName, WorkloadIdentity> {
  const { cluster, config } = platform;
  return new Map(
    workloadsOf(config).map((workload) => [
      workload.name,
      new WorkloadIdentity(
        workload.name,
        { placement, federations: clusterFederations(workload, cluster.oidcIssuer) },
        { parent: platform },
      ),
    ]),
  );
}

/** Who workflow runs are: an identity for each environment of the GitHub repository. */
export function environmentIdentities(platform: Platform, placement: Placement): readonly WorkloadIdentity[] {
  const { githubEnvironments, githubRepository } = platform.config;
  return githubEnvironments.map(
    (environment) =>
      new WorkloadIdentity(
        `github-${environment}`,
        { placement, federations: { github: githubFederation(githubRepository!, environment) } },
        { parent: platform },
      ),
  );
}

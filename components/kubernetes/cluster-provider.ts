import * as containerservice from "@pulumi/azure-native/containerservice";
import * as kubernetes from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../compute/cluster";
import type { ClusterLogin } from "../compute/cluster-choices";
import type { Placement } from "../conventions/placement";
import { apiServerOf, kubeconfig } from "./kubeconfig";

export interface ClusterProviderArgs {
  readonly placement: Pick<Placement, "resourceGroup">;
  readonly cluster: Pick<Cluster, "cluster" | "oidcIssuer">;
  /** Entra tenant that the cluster trusts. */
  readonly tenantId: pulumi.Input<string>;
  readonly login: ClusterLogin;
}

/**
 * What puts things into the cluster, as whoever deploys: no administrator's credential, no local account (G1). They need
 * the right to list the cluster's user credential, which Azure gives with "Azure Kubernetes Service Cluster User Role", a
 * role inside the cluster, and a way into the network.
 *
 * The address of the API server is known beforehand, but not the authority that signed its certificate: Azure tells it
 * nowhere else than in the kubeconfig for users. To take it from the API server itself would be to believe whoever answers.
 */
export function clusterProvider(
  parent: pulumi.Resource,
  { placement, cluster, tenantId, login }: ClusterProviderArgs,
): kubernetes.Provider {
  const { name } = cluster.cluster;
  const answer = containerservice.listManagedClusterUserCredentialsOutput(
    { resourceGroupName: placement.resourceGroup.name, resourceName: name, format: "exec" },
    { parent },
  );
  const configuration = pulumi
    .all([answer.kubeconfigs, name, tenantId])
    .apply(([[user], clusterName, tenant]) =>
      kubeconfig({ ...apiServerOf(decoded(user?.value)), clusterName, tenantId: tenant, login }),
    );
  return new kubernetes.Provider(
    "cluster",
    {
      // No secret, by its making; and who reviews a preview is to see it.
      kubeconfig: pulumi.unsecret(configuration),
      // Another cluster of the same name has another issuer; a new authority or another login make no other cluster of it.
      clusterIdentifier: cluster.oidcIssuer,
      enableServerSideApply: true,
      // Everything has a name of its own: what is not changed in place would be gone until it is made anew.
      enableConfigMapMutable: true,
      // Said here, for the environment of whoever deploys would say it otherwise. A cluster that does not answer is an
      // error, for the way in may be shut, and what somebody else made is not taken over.
      deleteUnreachable: false,
      skipUpdateUnreachable: false,
      upsertExistingObjects: false,
    },
    { parent },
  );
}

function decoded(base64 = ""): string {
  return Buffer.from(base64, "base64").toString("utf8");
}

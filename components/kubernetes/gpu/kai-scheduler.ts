import * as apiextensions from "@pulumi/kubernetes/apiextensions";
import * as helm from "@pulumi/kubernetes/helm";
import * as pulumi from "@pulumi/pulumi";
import { teamQueues } from "./gpu-queues";
import type { Teams } from "./gpu-queues";
import { kaiConfig, kaiValues } from "./kai-values";
import type { KaiNeeds } from "./kai-values";

export interface KaiSchedulerArgs extends KaiNeeds {
  /** Who shares the GPUs. */
  readonly teams: Teams;
  /** GPUs that the pools can have. */
  readonly totalGpus: number;
  /** Whether OSMO's own queues keep what teams are promised. */
  readonly osmo: boolean;
}

const CHART = { chart: "oci://ghcr.io/nvidia/kai-scheduler/kai-scheduler", version: "v0.20.1" };
/** Seconds that a release may take, as in the existing platform. */
const TIMEOUT_SECONDS = 600;
/** KAI's operator reads the one object of this name. */
const CONFIG_NAME = "kai-config";

/**
 * KAI, the scheduler of OSMO's workflows: whole groups of pods or none, and GPUs by team.
 *
 * The chart's hooks are switched off. They would write KAI's configuration outside of the program, and replace it at each
 * upgrade, which takes the scheduler away for that time; and run a job that rewrites definitions of resources. Definitions
 * come with the first release; a later version's have to be applied before it.
 *
 * The queues come before the configuration: from then on a webhook judges queues, which first has to start.
 */
export class KaiScheduler extends pulumi.ComponentResource {
  readonly release: helm.v3.Release;
  /** What has to be there before a pod names KAI as its scheduler. */
  readonly config: apiextensions.CustomResource;

  constructor(name: string, args: KaiSchedulerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:KaiScheduler", name, {}, opts);
    const { teams, totalGpus, osmo, ...needs } = args;
    this.release = new helm.v3.Release(
      name,
      {
        name,
        namespace: args.namespace,
        chart: CHART.chart,
        version: CHART.version,
        values: kaiValues(needs),
        disableWebhooks: true,
        timeout: TIMEOUT_SECONDS,
      },
      { parent: this },
    );
    const queues = teamQueues(teams, totalGpus, { osmo }).map(
      ({ name: queue, spec }) =>
        new apiextensions.CustomResource(
          queue,
          { apiVersion: "scheduling.run.ai/v2", kind: "Queue", metadata: { name: queue }, spec },
          { parent: this, dependsOn: this.release },
        ),
    );
    this.config = new apiextensions.CustomResource(
      CONFIG_NAME,
      {
        apiVersion: "kai.scheduler/v1",
        kind: "Config",
        metadata: { name: CONFIG_NAME },
        spec: kaiConfig(needs),
      },
      { parent: this, dependsOn: [this.release, ...queues] },
    );
    this.registerOutputs({});
  }
}

import * as helm from "@pulumi/kubernetes/helm";
import * as pulumi from "@pulumi/pulumi";
import { driverSource } from "./gpu-nodes";
import { GpuMetrics } from "./gpu-metrics";
import { gpuOperatorValues } from "./gpu-operator-values";
import type { GpuOperatorNeeds } from "./gpu-operator-values";
import { GridDriver } from "./grid-driver";
import type { GridDriverPackage } from "./grid-driver-pods";

export interface GpuOperatorArgs extends GpuOperatorNeeds {
  /** Its pods need privileges, so that nothing else may run there. */
  readonly namespace: pulumi.Input<string>;
  /** The driver of nodes whose GPUs Azure shares; for pools that need it alone. */
  readonly gridDriver: GridDriverPackage;
}

const CHART = { chart: "gpu-operator", version: "v26.3.2", repo: "https://helm.ngc.nvidia.com/nvidia" };
/** Seconds that a release may take, as in the existing platform. */
const TIMEOUT_SECONDS = 600;

/**
 * NVIDIA's GPU operator: drivers as each pool needs them, the container runtime, `nvidia.com/gpu` for the scheduler, and
 * metrics. A release and not a chart's objects alone, because its hooks bring definitions of resources up to date.
 */
export class GpuOperator extends pulumi.ComponentResource {
  readonly release: helm.v3.Release;

  constructor(name: string, args: GpuOperatorArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:GpuOperator", name, {}, opts);
    const { namespace, gridDriver, ...needs } = args;
    this.release = new helm.v3.Release(
      name,
      {
        name,
        namespace,
        chart: CHART.chart,
        version: CHART.version,
        repositoryOpts: { repo: CHART.repo },
        values: gpuOperatorValues(needs),
        // The job before an upgrade brings definitions that the old ones do not know.
        disableOpenapiValidation: true,
        timeout: TIMEOUT_SECONDS,
      },
      { parent: this },
    );
    new GpuMetrics("gpu-metrics", { namespace }, { parent: this });
    const gridPools = needs.pools.filter((pool) => driverSource(pool) === "grid");
    if (gridPools.length > 0) {
      new GridDriver("grid-driver", { ...needs, namespace, pools: gridPools, package: gridDriver }, { parent: this });
    }
    this.registerOutputs({});
  }
}

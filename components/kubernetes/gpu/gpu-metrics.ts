import * as apiextensions from "@pulumi/kubernetes/apiextensions";
import * as pulumi from "@pulumi/pulumi";

export interface GpuMetricsArgs {
  /** Where the exporters run. */
  readonly namespace: pulumi.Input<string>;
}

/** Seconds between two looks at the metrics, as in the existing platform. */
const INTERVAL_SECONDS = 15;

/**
 * Has Azure's Prometheus collect the metrics of GPUs. An object of its own kind, which AKS defines with its metrics: the
 * ConfigMap for the same purpose is one for the whole cluster, and whoever writes it last has it alone.
 */
export class GpuMetrics extends pulumi.ComponentResource {
  constructor(name: string, { namespace }: GpuMetricsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:kubernetes:GpuMetrics", name, {}, opts);
    new apiextensions.CustomResource(
      name,
      {
        apiVersion: "azmonitoring.coreos.com/v1",
        kind: "PodMonitor",
        metadata: { name, namespace },
        spec: podMonitorSpec(),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

/** The exporters' pods, by the operator's label. The limits are those that Azure's Prometheus takes series with. */
export function podMonitorSpec() {
  return {
    selector: { matchLabels: { app: "nvidia-dcgm-exporter" } },
    podMetricsEndpoints: [{ port: "metrics", path: "/metrics", interval: `${INTERVAL_SECONDS}s` }],
    labelLimit: 63,
    labelNameLengthLimit: 511,
    labelValueLengthLimit: 1023,
  };
}

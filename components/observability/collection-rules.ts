import type * as azure from "@pulumi/azure-native/types/input";
import { redactingTransform } from "./redaction";

/** Streams of Container Insights V2 beside the containers' own lines. */
const INVENTORY_STREAMS = ["Microsoft-KubeEvents", "Microsoft-KubePodInventory", "Microsoft-KubeNodeInventory"];
const LOG_STREAM = "Microsoft-ContainerLogV2";
const METRICS_STREAM = "Microsoft-PrometheusMetrics";

type LogRule = Pick<azure.monitor.DataCollectionRuleDataSourcesArgs, "extensions"> & {
  readonly flows: readonly azure.monitor.DataFlowArgs[];
};

/** What of the cluster's logs is collected, by which way. Lines of containers pass the redaction (R-1, I-5). */
export function clusterLogRule(destination: string): LogRule {
  return {
    extensions: [
      {
        name: "container-insights",
        extensionName: "ContainerInsights",
        streams: [LOG_STREAM, ...INVENTORY_STREAMS],
        extensionSettings: {
          dataCollectionSettings: {
            interval: "1m",
            namespaceFilteringMode: "Exclude",
            // Azure's own components, whose lines would be the most of all.
            namespaces: ["kube-system", "gatekeeper-system"],
            enableContainerLogV2: true,
          },
        },
      },
    ],
    flows: [
      {
        streams: [LOG_STREAM],
        destinations: [destination],
        transformKql: redactingTransform(),
        outputStream: LOG_STREAM,
      },
      { streams: [...INVENTORY_STREAMS], destinations: [destination] },
    ],
  };
}

/** The cluster's metrics, as managed Prometheus collects them. */
export function clusterMetricsRule(destination: string) {
  return {
    prometheusForwarder: [{ name: "prometheus", streams: [METRICS_STREAM] }],
    flows: [{ streams: [METRICS_STREAM], destinations: [destination] }],
  };
}

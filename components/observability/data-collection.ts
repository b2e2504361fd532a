import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import { clusterLogRule, clusterMetricsRule } from "./collection-rules";

export interface DataCollectionArgs {
  readonly placement: Placement;
  /** ARM id of the workspace that takes the logs. */
  readonly logsId: pulumi.Input<string>;
  /** ARM id of the workspace that takes the metrics. */
  readonly metricsId: pulumi.Input<string>;
}

/** How logs and metrics of the cluster's nodes and pods are collected: privately, and without the secrets in them. Part of R-1 and I-5. */
export class DataCollection extends pulumi.ComponentResource {
  /** Where the nodes write to. */
  readonly endpoint: monitor.DataCollectionEndpoint;
  private readonly logs: monitor.DataCollectionRule;
  private readonly metrics: monitor.DataCollectionRule;

  constructor(
    name: string,
    { placement, logsId, metricsId }: DataCollectionArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:observability:DataCollection", name, {}, opts);
    const { resourceGroup, location, names, tags } = placement;
    const common = { resourceGroupName: resourceGroup.name, location, tags };
    this.endpoint = new monitor.DataCollectionEndpoint(
      name,
      {
        ...common,
        dataCollectionEndpointName: names.of("dataCollectionEndpoint"),
        kind: "Linux",
        networkAcls: { publicNetworkAccess: "Disabled" },
      },
      { parent: this },
    );
    const { flows: logFlows, ...logSources } = clusterLogRule("logs");
    this.logs = new monitor.DataCollectionRule(
      `${name}-logs`,
      {
        ...common,
        dataCollectionRuleName: names.of("dataCollectionRule", "logs"),
        kind: "Linux",
        dataCollectionEndpointId: this.endpoint.id,
        dataSources: logSources,
        destinations: { logAnalytics: [{ name: "logs", workspaceResourceId: logsId }] },
        dataFlows: [...logFlows],
      },
      { parent: this },
    );
    const { flows: metricFlows, ...metricSources } = clusterMetricsRule("metrics");
    this.metrics = new monitor.DataCollectionRule(
      `${name}-metrics`,
      {
        ...common,
        dataCollectionRuleName: names.of("dataCollectionRule", "metrics"),
        kind: "Linux",
        dataCollectionEndpointId: this.endpoint.id,
        dataSources: metricSources,
        destinations: { monitoringAccounts: [{ name: "metrics", accountResourceId: metricsId }] },
        dataFlows: metricFlows,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }

  /** Collects from a cluster. The associations' names are Azure's: its agents look for them. */
  collectFrom(parent: pulumi.Resource, clusterId: pulumi.Input<string>): void {
    const associations = {
      configurationAccessEndpoint: { dataCollectionEndpointId: this.endpoint.id },
      ContainerInsightsExtension: { dataCollectionRuleId: this.logs.id },
      ContainerInsightsMetricsExtension: { dataCollectionRuleId: this.metrics.id },
    };
    for (const [associationName, rule] of Object.entries(associations)) {
      new monitor.DataCollectionRuleAssociation(
        associationName,
        { resourceUri: clusterId, associationName, ...rule },
        { parent },
      );
    }
  }
}

import * as alertsmanagement from "@pulumi/azure-native/alertsmanagement";
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import { GPU_ALERTS, METRIC_ALERTS, NODE_ALERTS, queryAlerts } from "./alert-rules";
import type { PrometheusAlert } from "./alert-rules";

export interface AlertsArgs {
  readonly placement: Placement;
  /** Who is called. */
  readonly actionGroup: monitor.ActionGroup;
  readonly logsId: pulumi.Input<string>;
  readonly metricsId: pulumi.Input<string>;
  readonly clusterId: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  /** Whether there is a firewall whose log to watch. */
  readonly firewall: boolean;
}

/** Calls somebody when it matters: API server, nodes, GPUs, refused connections, vault access, rights that were given. Part of R-1. */
export class Alerts extends pulumi.ComponentResource {
  constructor(name: string, args: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:observability:Alerts", name, {}, opts);
    this.queries(args);
    this.metrics(args);
    this.prometheus("nodes", NODE_ALERTS, args);
    this.prometheus("gpus", GPU_ALERTS, args);
    this.changes(args);
    this.registerOutputs({});
  }

  private queries({ placement, logsId, firewall, actionGroup }: AlertsArgs): void {
    const { resourceGroup, location, names, tags } = placement;
    for (const alert of queryAlerts({ firewall })) {
      new monitor.ScheduledQueryRule(
        alert.name,
        {
          resourceGroupName: resourceGroup.name,
          location,
          ruleName: names.of("alertRule", alert.name),
          kind: "LogAlert",
          displayName: alert.name,
          description: alert.description,
          severity: alert.severity,
          enabled: true,
          scopes: [logsId],
          evaluationFrequency: "PT5M",
          windowSize: alert.window,
          criteria: {
            allOf: [
              {
                query: alert.query,
                timeAggregation: "Count",
                operator: "GreaterThan",
                threshold: alert.above,
                failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
              },
            ],
          },
          // A table is there once its first row is.
          skipQueryValidation: true,
          autoMitigate: true,
          actions: { actionGroups: [actionGroup.id] },
          tags,
        },
        { parent: this },
      );
    }
  }

  private metrics({ placement, clusterId, actionGroup }: AlertsArgs): void {
    const { resourceGroup, names, tags } = placement;
    for (const alert of METRIC_ALERTS) {
      new monitor.MetricAlert(
        alert.name,
        {
          resourceGroupName: resourceGroup.name,
          location: "global",
          ruleName: names.of("alertRule", alert.name),
          description: alert.description,
          severity: alert.severity,
          enabled: true,
          autoMitigate: true,
          scopes: [clusterId],
          evaluationFrequency: "PT5M",
          windowSize: alert.window,
          criteria: {
            odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
            allOf: [
              {
                criterionType: "StaticThresholdCriterion",
                name: alert.name,
                metricNamespace: "Microsoft.ContainerService/managedClusters",
                metricName: alert.metric,
                operator: "GreaterThan",
                threshold: alert.above,
                timeAggregation: "Average",
              },
            ],
          },
          actions: [{ actionGroupId: actionGroup.id }],
          tags,
        },
        { parent: this },
      );
    }
  }

  private prometheus(
    group: string,
    alerts: readonly PrometheusAlert[],
    { placement, metricsId, clusterId, clusterName, actionGroup }: AlertsArgs,
  ): void {
    const { resourceGroup, location, names, tags } = placement;
    new alertsmanagement.PrometheusRuleGroup(
      group,
      {
        resourceGroupName: resourceGroup.name,
        location,
        ruleGroupName: names.of("alertRule", group),
        description: `Alerts on ${group} of the cluster`,
        enabled: true,
        interval: "PT1M",
        clusterName,
        scopes: [metricsId, clusterId],
        rules: alerts.map(({ name, expression, lasting, severity, description }) => ({
          alert: name,
          enabled: true,
          expression,
          for: lasting,
          severity,
          annotations: { description },
          resolveConfiguration: { autoResolved: true, timeToResolve: "PT10M" },
          actions: [{ actionGroupId: actionGroup.id }],
        })),
        tags,
      },
      { parent: this },
    );
  }

  /** Rights given or taken on the platform itself, which no workload does. */
  private changes({ placement, actionGroup }: AlertsArgs): void {
    const { resourceGroup, names, tags } = placement;
    new monitor.ActivityLogAlert(
      "role-assignments",
      {
        resourceGroupName: resourceGroup.name,
        location: "global",
        activityLogAlertName: names.of("alertRule", "role-assignments"),
        description:
          "A role was granted in the platform's resource group: only an update of the platform should (E-3).",
        enabled: true,
        scopes: [resourceGroup.id],
        condition: {
          allOf: [
            { field: "category", equals: "Administrative" },
            { field: "operationName", equals: "Microsoft.Authorization/roleAssignments/write" },
            { field: "status", equals: "Succeeded" },
          ],
        },
        actions: { actionGroups: [{ actionGroupId: actionGroup.id }] },
        tags,
      },
      { parent: this },
    );
  }
}

import { extensionOf, inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";
import { TENANT } from "../tenant";

/** Logs, metrics and alerts. */
export const observabilityTypes: Readonly<Record<string, ResourceType>> = {
  "alertsmanagement:PrometheusRuleGroup": inResourceGroup(
    "Microsoft.AlertsManagement/prometheusRuleGroups",
    "ruleGroupName",
    {
      required: ["rules", "scopes"],
    },
  ),
  "applicationinsights:Component": inResourceGroup("Microsoft.Insights/components", "resourceName", {
    required: ["applicationType", "kind"],
    outputs: ({ uuid }) => ({ appId: uuid("app"), tenantId: TENANT, provisioningState: "Succeeded" }),
  }),
  "dashboard:Grafana": inResourceGroup("Microsoft.Dashboard/grafana", "workspaceName", {
    outputs: ({ name, hex }, { properties }) => ({
      properties: {
        ...(properties as object),
        endpoint: `https://${name}-${hex("endpoint").slice(0, 8)}.grafana.azure.com`,
      },
    }),
  }),
  "dashboard:ManagedPrivateEndpoint": inResourceGroup("Microsoft.Dashboard/grafana/managedPrivateEndpoints", [
    "workspaceName",
    "managedPrivateEndpointName",
  ]),
  "monitor:ActionGroup": inResourceGroup("Microsoft.Insights/actionGroups", "actionGroupName", {
    required: ["enabled", "groupShortName"],
  }),
  "monitor:ActivityLogAlert": inResourceGroup("Microsoft.Insights/activityLogAlerts", "activityLogAlertName", {
    required: ["actions", "condition", "scopes"],
  }),
  "monitor:AzureMonitorWorkspace": inResourceGroup("Microsoft.Monitor/accounts", "azureMonitorWorkspaceName", {
    outputs: ({ name, uuid }) => ({
      accountId: uuid("account"),
      metrics: { prometheusQueryEndpoint: `https://${name}.standin.prometheus.monitor.azure.com` },
    }),
  }),
  "monitor:DataCollectionEndpoint": inResourceGroup(
    "Microsoft.Insights/dataCollectionEndpoints",
    "dataCollectionEndpointName",
    { outputs: ({ hex }) => ({ immutableId: `dce-${hex("immutable").slice(0, 32)}` }) },
  ),
  "monitor:DataCollectionRule": inResourceGroup("Microsoft.Insights/dataCollectionRules", "dataCollectionRuleName", {
    outputs: ({ hex }) => ({ immutableId: `dcr-${hex("immutable").slice(0, 32)}` }),
  }),
  "monitor:DataCollectionRuleAssociation": extensionOf(
    "resourceUri",
    "Microsoft.Insights/dataCollectionRuleAssociations",
    "associationName",
  ),
  "monitor:MetricAlert": inResourceGroup("Microsoft.Insights/metricAlerts", "ruleName", {
    required: ["criteria", "enabled", "evaluationFrequency", "scopes", "severity", "windowSize"],
  }),
  "monitor:PrivateLinkScope": inResourceGroup("Microsoft.Insights/privateLinkScopes", "scopeName", {
    required: ["accessModeSettings"],
  }),
  "monitor:PrivateLinkScopedResource": inResourceGroup("Microsoft.Insights/privateLinkScopes/scopedResources", [
    "scopeName",
    "name",
  ]),
  "monitor:ScheduledQueryRule": inResourceGroup("Microsoft.Insights/scheduledQueryRules", "ruleName"),
  "monitor:DiagnosticSetting": extensionOf("resourceUri", "Microsoft.Insights/diagnosticSettings", "name"),
  "operationalinsights:Workspace": inResourceGroup("Microsoft.OperationalInsights/workspaces", "workspaceName", {
    outputs: ({ uuid }) => ({ customerId: uuid("customer"), provisioningState: "Succeeded" }),
  }),
};

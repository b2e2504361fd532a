import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { telemetryRedaction } from "./telemetry-redaction";

const LOGS = ["Microsoft-ContainerLogV2"];
/** Takes every kind of secret out. */
const REDACTING = [
  "source",
  "| extend text = tostring(LogMessage)",
  String.raw`| extend text = replace_regex(text, @"(?i)((SECRET|TOKEN|PASSWORD|KEY)\s*[=:]\s*)\S+", @"\1[redacted]")`,
  String.raw`| extend text = replace_regex(text, @"(?i)(\bbearer\s+)\S+", @"\1[redacted]")`,
  String.raw`| extend text = replace_regex(text, @"eyJ[\w-]+\.[\w-]+\.[\w-]*", "[redacted]")`,
  String.raw`| extend text = replace_regex(text, @"(?i)(AccountKey=|[?&]sig=)[^;&\s]+", @"\1[redacted]")`,
  "| extend LogMessage = todynamic(text)",
  "| project-away text",
].join("\n");

const rule = (...dataFlows: readonly unknown[]): FixtureResource => ({
  type: AZURE.dataCollectionRule,
  name: "logs",
  properties: { dataFlows },
});
const flow = (transformKql?: unknown, streams: unknown = LOGS) => ({
  streams,
  destinations: ["logs"],
  ...(transformKql !== undefined && { transformKql }),
});
const cluster = (omsagent?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { addonProfiles: { ...(omsagent !== undefined && { omsagent }) } },
});

export default fixtures(telemetryRedaction, {
  pass: [
    { title: "a transformation that replaces secrets", resources: [rule(flow(REDACTING))] },
    {
      title: "the older table, whose text has another name",
      resources: [rule(flow(REDACTING.replaceAll("LogMessage", "LogEntry"), ["Microsoft-ContainerLog"]))],
    },
    { title: "the text is not kept at all", resources: [rule(flow("source | project-away LogMessage"))] },
    {
      title: "the agent signs in as itself, and so sends by the rule",
      resources: [cluster({ enabled: true, config: { useAADAuth: "true" } }), rule(flow(REDACTING))],
    },
  ],
  fail: [
    { title: "no transformation", resources: [rule(flow())] },
    { title: "one that changes nothing", resources: [rule(flow("source"))] },
    {
      title: "one that replaces some of the secrets",
      resources: [
        rule(flow('source | extend LogMessage = replace_regex(tostring(LogMessage), @"AccountKey=[^;]+", "")')),
      ],
    },
    {
      title: "replacing in a comment",
      resources: [rule(flow(`source // ${REDACTING.replaceAll("\n", " ")}`))],
    },
    {
      title: "replacing in a column that nobody keeps",
      resources: [rule(flow(REDACTING.replace("extend LogMessage =", "extend Other =")))],
    },
    {
      title: "replacing under a condition",
      resources: [rule(flow('source | extend LogMessage = iff(ContainerName == "a", "", tostring(LogMessage))'))],
    },
    {
      title: "a text around what was logged",
      resources: [rule(flow('source | extend LogMessage = "" + tostring(LogMessage) + ""'))],
    },
    {
      title: "a pattern that nothing understands",
      resources: [rule(flow('source | extend LogMessage = replace_regex(tostring(LogMessage), @"(", "")'))],
    },
    {
      title: "a second flow of the same logs without one",
      resources: [rule(flow(REDACTING), { ...flow(), destinations: ["archive"] })],
    },
    {
      title: "a flow of all that the agent collects",
      resources: [rule(flow(undefined, ["Microsoft-ContainerInsights-Group-Default"]))],
    },
    {
      title: "the transformation for the other table's column",
      resources: [rule(flow(REDACTING, ["Microsoft-ContainerLog"]))],
    },
    {
      title: "an agent that signs in by the workspace's key, past every rule",
      resources: [cluster({ enabled: true, config: {} }), rule(flow(REDACTING))],
    },
  ],
  unknown: [
    { title: "the transformation is not known yet", resources: [rule(flow(unknown))] },
    { title: "what the flow has is not known yet", resources: [rule(flow(undefined, [unknown]))] },
    {
      title: "the flows are not known yet",
      resources: [{ type: AZURE.dataCollectionRule, name: "logs", properties: { dataFlows: unknown } }],
    },
    {
      title: "how the agent signs in is not known yet",
      resources: [cluster({ enabled: true, config: { useAADAuth: unknown } })],
    },
  ],
  notApplicable: [
    { title: "a rule for metrics", resources: [rule(flow(undefined, ["Microsoft-PrometheusMetrics"]))] },
    { title: "a cluster without the agent", resources: [cluster({ enabled: false }), cluster()] },
  ],
});

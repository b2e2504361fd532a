import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { leftUnredacted } from "../../framework/kql-redaction";
import type { TextColumn } from "../../framework/kql-redaction";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/**
 * Streams that have what containers print. The group's name stands for all of Container Insights' own
 * (learn.microsoft.com/azure/azure-monitor/containers/container-insights-data-collection-configure).
 */
const STREAMS =
  /^Microsoft-(Table-)?ContainerLog(V2)?(-HighScale)?$|^Microsoft-ContainerInsights-Group-Default$|^Custom-ContainerLog/i;

export const telemetryRedaction = stackControl({
  name: "telemetry-redaction",
  threats: ["R-1"],
  severity: "medium",
  title: "Secrets are taken out of container logs before they are kept",
  rationale:
    "What training code prints, it prints into Log Analytics, for everybody who may read there and for as long as it is kept: whole environments with tokens and keys among them. Only a transformation of the data collection rule takes them out on the way.",
  remediation:
    "Give each data flow of container logs a transformKql that replaces secrets: components/observability/redaction.ts.",
  *check(stack) {
    for (const rule of stack.ofType(AZURE.dataCollectionRule)) yield* judgeRule(rule);
    for (const cluster of stack.ofType(AZURE.managedCluster)) yield* judgeAgent(cluster);
  },
});

function* judgeRule(rule: Resource): Iterable<Finding> {
  const flows = rule.list("dataFlows");
  if (flows.state === "unknown") yield rule.undetermined("what it collects is not known yet", { set: "dataFlows" });
  if (flows.state !== "known") return;
  for (const [index, flow] of flows.value.entries()) {
    const details = { part: `dataFlows.${index}`, set: `${flow.path}.transformKql to a query that replaces secrets` };
    const collects = collectsContainerLogs(flow);
    if (collects === false) continue;
    const left = leftIn(flow);
    if (left === "unknown" || (left.length > 0 && collects === "unknown")) {
      yield rule.undetermined("whether it redacts container logs is not known yet", details);
    } else if (left.length === 0) yield rule.pass({ part: details.part });
    else yield rule.fail(`keeps container logs with ${left.join(", ")}`, details);
  }
}

function collectsContainerLogs(flow: Properties): Truth {
  const streams = flow.list("streams");
  if (streams.state === "unknown") return "unknown";
  if (streams.state !== "known") return false;
  return anyOf(...streams.value.map((stream) => holds(stream.text(), (name) => STREAMS.test(name))));
}

/** Kinds of secrets that the flow leaves in. */
function leftIn(flow: Properties): readonly string[] | "unknown" {
  const transform = flow.text("transformKql");
  if (transform.state === "unknown") return "unknown";
  const query = transform.state === "known" ? transform.value : "source";
  const streams = flow.list("streams");
  // Of a stream that is not known yet either column may be meant.
  const columns: readonly TextColumn[] =
    streams.state === "known"
      ? streams.value.flatMap((stream) => columnsOf(stream.text()))
      : streams.state === "unknown"
        ? COLUMNS
        : [];
  return [...new Set([...new Set(columns)].flatMap((column) => leftUnredacted(query, column)))];
}

const COLUMNS: readonly TextColumn[] = ["LogEntry", "LogMessage"];

/** ContainerLog is the one table with a name of its own for the text. */
function columnsOf(stream: Reading<string>): readonly TextColumn[] {
  if (stream.state === "unknown") return COLUMNS;
  return [stream.state === "known" && /ContainerLog$/i.test(stream.value) ? "LogEntry" : "LogMessage"];
}

/**
 * Signed in by the workspace's key, the agent of Container Insights sends logs past every rule, and so past every
 * transformation. It does unless `useAADAuth` is true; the add-on has two spellings.
 */
function* judgeAgent(cluster: Resource): Iterable<Finding> {
  for (const addon of ["omsagent", "omsAgent"]) {
    const path = `addonProfiles.${addon}`;
    const enabled = holds(cluster.flag(`${path}.enabled`), (on) => on);
    if (enabled === false) continue;
    const byRule = anyOf(
      holds(cluster.flag(`${path}.config.useAADAuth`), (used) => used),
      holds(cluster.flag(`${path}.config.useAadAuth`), (used) => used),
    );
    const details = { part: addon, set: `${path}.config.useAADAuth to "true"` };
    const past = allOf(enabled, byRule === "unknown" ? "unknown" : !byRule);
    if (past === "unknown") yield cluster.undetermined("how its logs are sent is not known yet", details);
    else if (past) yield cluster.fail("sends container logs past every data collection rule", details);
    else yield cluster.pass({ part: addon });
  }
}

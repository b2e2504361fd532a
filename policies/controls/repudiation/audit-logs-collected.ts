import { azureName } from "../../framework/arm-id";
import { stackControl } from "../../framework/control";
import type { Properties, Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import type { Reference, Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** What of a type's logs tells who did what. */
interface AuditTrail {
  /** Categories that are all needed; of alternatives, joined by "|", one. */
  readonly categories: readonly string[];
  /** Category groups that hold all of them. */
  readonly groups: readonly string[];
  /** Part of the resource that the setting belongs on, where it is not the resource itself. */
  readonly on?: string;
}

const GROUPS = ["audit", "allLogs"];

/** Source: learn.microsoft.com/azure/azure-monitor/reference/logs-index, the resource log categories of each type. */
const TRAILS = new Map<ResourceType, AuditTrail>([
  [AZURE.keyVault, { categories: ["AuditEvent"], groups: GROUPS }],
  [
    AZURE.storageAccount,
    { categories: ["StorageRead", "StorageWrite", "StorageDelete"], groups: GROUPS, on: "blobServices/default" },
  ],
  [AZURE.managedCluster, { categories: ["kube-audit-admin|kube-audit", "guard"], groups: GROUPS }],
  [AZURE.postgresServer, { categories: ["PostgreSQLLogs"], groups: GROUPS }],
  [AZURE.redisEnterpriseDatabase, { categories: ["ConnectionEvents"], groups: GROUPS }],
  [
    AZURE.containerRegistry,
    { categories: ["ContainerRegistryLoginEvents", "ContainerRegistryRepositoryEvents"], groups: GROUPS },
  ],
  [
    AZURE.machineLearningWorkspace,
    { categories: ["AmlRunStatusChangedEvent", "ModelsChangeEvent", "DataStoreChangeEvent"], groups: GROUPS },
  ],
  [AZURE.automationAccount, { categories: ["AuditEvent"], groups: GROUPS }],
  [AZURE.grafana, { categories: ["GrafanaLoginEvents"], groups: GROUPS }],
  // Who queried the logs: they may hold what a workload should not have printed.
  [AZURE.logAnalyticsWorkspace, { categories: ["Audit"], groups: GROUPS }],
  [
    AZURE.azureFirewall,
    {
      categories: ["AZFWApplicationRule|AzureFirewallApplicationRule", "AZFWNetworkRule|AzureFirewallNetworkRule"],
      groups: ["allLogs"],
    },
  ],
  [
    AZURE.vpnGateway,
    { categories: ["GatewayDiagnosticLog", "P2SDiagnosticLog|TunnelDiagnosticLog"], groups: ["allLogs"] },
  ],
]);

export const auditLogsCollected = stackControl({
  name: "audit-logs-collected",
  threats: ["R-1"],
  severity: "medium",
  title: "Every service sends its audit log to where it is kept",
  rationale:
    "A service that can tell who did what tells nobody unless a diagnostic setting sends its log somewhere. Without one nothing shows whether a credential that leaked into a log was used, or by whom.",
  remediation:
    "Hand the component a LogSink, or create a DiagnosticSetting for the resource: components/conventions/log-sink.ts.",
  references: {
    psrule: ["Azure.KeyVault.Logs", "Azure.AKS.AuditLogs", "Azure.Automation.AuditLogs"],
    checkov: ["CKV2_AZURE_21"],
  },
  *check(stack) {
    const settings = stack.ofType(AZURE.diagnosticSetting).map((setting) => ({
      setting,
      source: sourceOf(stack, setting),
    }));
    for (const [type, trail] of TRAILS) {
      for (const resource of stack.ofType(type)) {
        const part = onPart(resource, trail);
        const leading = settings
          .map(({ setting, source }) => ({ setting, leads: leadsTo(source, resource, part) }))
          .filter(({ leads }) => leads !== false);
        const collected = ({ setting, leads }: Leading, category: string) =>
          allOf(leads, hasDestination(setting), sends(setting, category.split("|"), trail.groups));
        const kept = trail.categories.map((category) => ({
          category,
          isKept: anyOf(...leading.map((each) => collected(each, category))),
        }));
        const whole = allOf(...kept.map(({ isKept }) => isKept));
        const missing = kept.filter(({ isKept }) => isKept === false).map(({ category }) => category);
        const set = `logs of a DiagnosticSetting on ${part ?? "it"} to category group "${trail.groups[0]}", enabled`;
        if (whole === true) yield resource.pass();
        else if (whole === "unknown") {
          yield resource.undetermined("what its diagnostic settings collect is not known yet", { set });
        } else if (leading.length === 0) yield resource.fail("has no diagnostic setting", { set });
        else yield resource.fail(`sends nowhere: ${missing.join(", ").replaceAll("|", " or ")}`, { set });
      }
    }
  },
});

interface Leading {
  readonly setting: Resource;
  readonly leads: Truth;
}

/** What the setting collects from; a blob service that is a resource of its own stands for its account. */
function sourceOf(stack: Stack, setting: Resource): Reading<Reference> {
  const source = stack.referenceOf(setting, "resourceUri", [...TRAILS.keys(), AZURE.blobService]);
  if (source.state !== "known" || source.value.target?.type !== AZURE.blobService) return source;
  const account = stack.referenceOf(source.value.target, "accountName", [AZURE.storageAccount]);
  return account.state === "known"
    ? { state: "known", value: { ...account.value, part: "blobServices/default" } }
    : account;
}

/** While an id is unknown its part is too. It is taken for the right one: Azure refuses the categories on any other. */
function leadsTo(source: Reading<Reference>, resource: Resource, part = ""): Truth {
  if (source.state === "known" && !source.value.target && azureName(resource) === undefined) return "unknown";
  return holds(
    source,
    (found) =>
      found.target?.urn === resource.urn &&
      (found.part === undefined || found.part.toLowerCase() === part.toLowerCase()),
  );
}

/** A premium account for files has no blobs to log. */
function onPart(resource: Resource, { on }: AuditTrail): string | undefined {
  const kind = resource.text("kind");
  return on && kind.state === "known" && kind.value === "FileStorage" ? "fileServices/default" : on;
}

/** An id that is given but not known yet is a destination. */
function hasDestination(setting: Resource): boolean {
  return ["workspaceId", "storageAccountId", "eventHubAuthorizationRuleId", "marketplacePartnerId"].some(
    (property) => holds(setting.text(property), (id) => id !== "") !== false,
  );
}

function sends(setting: Resource, categories: readonly string[], groups: readonly string[]): Truth {
  const logs = setting.list("logs");
  if (logs.state === "unknown") return "unknown";
  return anyOf(...(logs.state === "known" ? logs.value : []).map((log) => sendsOne(log, categories, groups)));
}

function sendsOne(log: Properties, categories: readonly string[], groups: readonly string[]): Truth {
  const isOneOf = (wanted: readonly string[]) => (text: string) =>
    wanted.some((name) => name.toLowerCase() === text.toLowerCase());
  return allOf(
    holds(log.flag("enabled"), (enabled) => enabled),
    anyOf(holds(log.text("category"), isOneOf(categories)), holds(log.text("categoryGroup"), isOneOf(groups))),
  );
}

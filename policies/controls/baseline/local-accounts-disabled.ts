import { resourceControl } from "../../framework/control";
import { equalTo, oneOf } from "../../framework/expectation";
import type { Expectation } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { anyOf, holds } from "../../framework/truth";

interface Requirement {
  readonly path: string;
  readonly wanted: Expectation;
  readonly otherwise: string;
  /** Whether the level `remediate` may set it: what is left then signs in by identity, and nothing else has to change. */
  readonly mechanical?: boolean;
  /** Whether Azure's own default holds. */
  readonly absent?: "holds";
}

const KEYS = "takes keys beside identities of Entra ID";

/** Defaults as the resource providers' API references give them. */
const REQUIREMENTS = new Map<ResourceType, readonly Requirement[]>([
  [AZURE.applicationInsights, [{ path: "disableLocalAuth", wanted: equalTo(true), otherwise: KEYS, mechanical: true }]],
  [AZURE.automationAccount, [{ path: "disableLocalAuth", wanted: equalTo(true), otherwise: KEYS, mechanical: true }]],
  [
    AZURE.containerRegistry,
    [
      {
        path: "adminUserEnabled",
        wanted: equalTo(false),
        otherwise: "has an administrator with a password",
        mechanical: true,
        absent: "holds",
      },
      {
        path: "anonymousPullEnabled",
        wanted: equalTo(false),
        otherwise: "gives images to whoever asks, without signing in",
        mechanical: true,
        absent: "holds",
      },
    ],
  ],
  [
    AZURE.grafana,
    [
      {
        path: "properties.apiKey",
        wanted: equalTo("Disabled"),
        otherwise: "takes API keys and service accounts",
        mechanical: true,
        absent: "holds",
      },
    ],
  ],
  [
    AZURE.logAnalyticsWorkspace,
    [{ path: "features.disableLocalAuth", wanted: equalTo(true), otherwise: KEYS, mechanical: true }],
  ],
  [
    AZURE.machineLearningCompute,
    [{ path: "properties.disableLocalAuth", wanted: equalTo(true), otherwise: "takes logins of its own" }],
  ],
  [
    AZURE.managedCluster,
    [
      {
        path: "disableLocalAccounts",
        wanted: equalTo(true),
        otherwise: "hands out a certificate of a cluster administrator, which nobody can revoke",
      },
      { path: "aadProfile.managed", wanted: equalTo(true), otherwise: "does not ask Entra ID who somebody is" },
      {
        path: "aadProfile.enableAzureRBAC",
        wanted: equalTo(true),
        otherwise: "does not ask Azure what somebody may do",
      },
    ],
  ],
  [
    AZURE.storageAccount,
    [
      {
        path: "isLocalUserEnabled",
        wanted: equalTo(false),
        otherwise: "has users of its own, with passwords and keys for SFTP",
        mechanical: true,
      },
    ],
  ],
  [
    AZURE.virtualMachine,
    [
      {
        path: "osProfile.linuxConfiguration.disablePasswordAuthentication",
        wanted: equalTo(true),
        otherwise: "takes passwords",
      },
    ],
  ],
]);

/** Kinds of compute that have logins of their own; others are attached as they are. */
const COMPUTE = oneOf("AmlCompute", "ComputeInstance", "Kubernetes");

export const localAccountsDisabled = resourceControl({
  name: "local-accounts-disabled",
  goals: ["G1"],
  severity: "high",
  title: "Services take identities of Entra ID, and no accounts or keys of their own",
  rationale:
    "An account that a service keeps by itself knows no second factor, no conditional access and no leaver: its key works for whoever has it until somebody replaces it. The model claims access without passwords (G1), which holds only where the other way in is closed.",
  remediation:
    "Set the property that the finding names: components/compute/cluster.ts, components/registry/container-registry.ts, components/data/object-storage.ts, components/observability/log-analytics.ts, components/operations/automation.ts.",
  references: {
    psrule: [
      "Azure.AKS.LocalAccounts",
      "Azure.AKS.ManagedAAD",
      "Azure.AKS.AzureRBAC",
      "Azure.ACR.AdminUser",
      "Azure.ACR.AnonymousAccess",
      "Azure.AppInsights.LocalAuth",
      "Azure.ML.DisableLocalAuth",
    ],
    checkov: ["CKV_AZURE_1", "CKV_AZURE_137", "CKV_AZURE_138", "CKV_AZURE_141", "CKV_AZURE_142", "CKV_AZURE_244"],
    cisAks: ["5.5.1"],
  },
  resources: [...REQUIREMENTS.keys()],
  remediates:
    "sets the property of Application Insights, Log Analytics, an automation account, a container registry, a storage account and Grafana; leaves clusters, whose administrators have to be named in Entra ID first, and machines, whose logins are fixed when they are made",
  *check(service) {
    const requirements = REQUIREMENTS.get(service.type as ResourceType) ?? [];
    for (const requirement of requirements) {
      const found = service.expect(requirement.path, requirement.wanted, {
        otherwise: requirement.otherwise,
        absent: requirement.absent,
        mechanical: requirement.mechanical,
        part: requirements.length > 1 ? requirement.path : undefined,
      });
      yield* ofItsKind(service, found);
    }
  },
});

/** The finding, where this kind of the service has such accounts at all. */
function* ofItsKind(service: Resource, found: Finding): Iterable<Finding> {
  const has = hasAccounts(service);
  if (has === false) return;
  if (has === "unknown" && found.verdict === "fail") {
    yield service.undetermined("of which kind it is is not known yet", { set: found.set });
  } else yield found;
}

function hasAccounts(service: Resource) {
  if (service.type === AZURE.machineLearningCompute)
    return holds(service.text("properties.computeType"), COMPUTE.holds);
  // Users of a storage account come by SFTP alone, which is off unless told otherwise.
  if (service.type === AZURE.storageAccount) {
    return anyOf(
      holds(service.read("isLocalUserEnabled"), () => true),
      holds(service.flag("isSftpEnabled"), (isOn) => isOn),
    );
  }
  if (service.type === AZURE.virtualMachine) return holds(service.read("osProfile.linuxConfiguration"), () => true);
  return true;
}

import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { anyOf, holds } from "../../framework/truth";

/** Services that act in Azure by an identity which has to be given to them. */
const WITH_IDENTITY: readonly ResourceType[] = [
  AZURE.automationAccount,
  AZURE.machineLearningWorkspace,
  AZURE.managedCluster,
];

export const managedIdentityOnly = resourceControl({
  name: "managed-identity-only",
  goals: ["G1"],
  severity: "high",
  title: "Services act by managed identities, not by service principals with secrets",
  rationale:
    "A service principal's secret is a password that somebody copied into a configuration, that expires on a day nobody remembers and that works from anywhere. A managed identity has none: Azure gives it tokens where the service runs, and nowhere else.",
  remediation:
    "Give the resource an identity and take service principals and run-as connections away: components/compute/cluster.ts, components/operations/automation.ts, components/ml/workspace.ts.",
  references: {
    psrule: ["Azure.AKS.ManagedIdentity", "Azure.Automation.ManagedIdentity", "Azure.ML.UserManagedIdentity"],
    checkov: ["CKV2_AZURE_36"],
    cisAks: ["5.2.1"],
  },
  resources: [...WITH_IDENTITY, AZURE.automationConnection, AZURE.containerRegistryTask],
  *check(service) {
    if (WITH_IDENTITY.includes(service.type as ResourceType)) yield hasIdentity(service);
    if (service.type === AZURE.managedCluster) yield* withoutPrincipal(service);
    if (service.type === AZURE.automationConnection) yield* isNoRunAs(service);
    if (service.type === AZURE.containerRegistryTask) yield* withoutPasswords(service);
  },
});

function hasIdentity(service: Resource): Finding {
  const details = { part: "identity", set: 'identity.type to "SystemAssigned" or "UserAssigned"' };
  const managed = holds(service.text("identity.type"), (type) => /assigned/i.test(type));
  if (managed === "unknown") return service.undetermined("its identity is not known yet", details);
  return managed ? service.pass({ part: "identity" }) : service.fail("has no managed identity", details);
}

/** Azure writes `msi` where a cluster has a managed identity. */
function* withoutPrincipal(cluster: Resource): Iterable<Finding> {
  const path = "servicePrincipalProfile.clientId";
  const principal = anyOf(
    holds(cluster.text(path), (id) => id.toLowerCase() !== "msi"),
    holds(cluster.text("servicePrincipalProfile.secret"), () => true),
  );
  const details = { part: "service-principal", set: "servicePrincipalProfile to nothing" };
  if (principal === "unknown") yield cluster.undetermined("its service principal is not known yet", details);
  else if (principal) yield cluster.fail("acts by a service principal", details);
  else yield cluster.pass({ part: "service-principal" });
}

/** The connections of run-as accounts, which hold a service principal's certificate. */
function* isNoRunAs(connection: Resource): Iterable<Finding> {
  const runAs = holds(connection.text("connectionType.name"), (name) =>
    ["azureserviceprincipal", "azureclassiccertificate"].includes(name.toLowerCase()),
  );
  const details = { set: "the runbooks to the account's managed identity, and delete the connection" };
  if (runAs === true) yield connection.fail("holds a service principal for runbooks", details);
  if (runAs === "unknown") yield connection.undetermined("what it holds is not known yet", details);
}

function* withoutPasswords(task: Resource): Iterable<Finding> {
  const registries = task.entries("credentials.customRegistries");
  const set = "identity of the registry to a managed identity, without userName and password";
  if (registries.state === "unknown") yield task.undetermined("its credentials are not known yet", { set });
  for (const [index, [, login]] of (registries.state === "known" ? registries.value : []).entries()) {
    const part = `credentials[${index}]`;
    const given = (path: string) => holds(login.read(path), () => true);
    const byPassword = anyOf(given("password"), given("userName"));
    if (byPassword === true) yield task.fail("logs in to a registry with a password", { part, set });
    else if (byPassword === "unknown") yield task.undetermined("how it logs in is not known yet", { part, set });
    else yield task.pass({ part });
  }
}

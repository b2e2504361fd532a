import { expect } from "chai";
import { Workplace } from "./offline-command";
import { smallProgram } from "./program-folder";
import type { ProgramFolder } from "./program-folder";

/** What each control is set to, and the one finding of the program that it mends: resource, path and value. */
const MENDED: readonly (readonly [control: string, resource: string, path: readonly string[], value: unknown])[] = [
  ["cluster-upgrades", "aks", ["autoUpgradeProfile", "upgradeChannel"], "patch"],
  ["datastore-identity-access", "workspace", ["systemDatastoresAuthMode"], "Identity"],
  ["inference-endpoint-private", "endpoint", ["properties", "publicNetworkAccess"], "Disabled"],
  ["inference-tls-required", "extension", ["configurationSettings", "allowInsecureConnections"], "false"],
  ["key-vault-hardened", "vault", ["properties", "networkAcls", "defaultAction"], "Deny"],
  ["local-accounts-disabled", "registry", ["adminUserEnabled"], false],
  ["no-default-outbound-access", "machines", ["defaultOutboundAccess"], false],
  ["node-os-upgrades", "aks", ["autoUpgradeProfile", "nodeOSUpgradeChannel"], "NodeImage"],
  ["pod-security-labels", "training", ["metadata", "labels", "pod-security.kubernetes.io/audit"], "restricted"],
  ["private-cluster", "aks", ["apiServerAccessProfile", "disableRunCommand"], true],
  ["public-network-access-disabled", "vault", ["properties", "publicNetworkAccess"], "Disabled"],
  ["redis-access-keys-disabled", "database", ["accessKeysAuthentication"], "Disabled"],
  ["redis-private-and-encrypted", "redis", ["publicNetworkAccess"], "Disabled"],
  ["secret-rotation-enabled", "aks", ["addonProfiles", "azureKeyvaultSecretsProvider", "enabled"], true],
  ["storage-shared-key-disabled", "data", ["allowSharedKeyAccess"], false],
  ["tls-1-2-minimum", "data", ["minimumTlsVersion"], "TLS1_2"],
];
const CANARY = "canary-5e1f0c";

/** Fails each control in one property, and in nothing that its remedy leaves to somebody. */
const PROGRAM = `
  import * as pulumi from "@pulumi/pulumi";
  import * as k8s from "@pulumi/kubernetes";
  import * as aks from "@pulumi/azure-native/containerservice";
  import * as extensions from "@pulumi/azure-native/kubernetesconfiguration";
  import * as keyvault from "@pulumi/azure-native/keyvault";
  import * as ml from "@pulumi/azure-native/machinelearningservices";
  import * as network from "@pulumi/azure-native/network";
  import * as redis from "@pulumi/azure-native/redisenterprise";
  import * as registries from "@pulumi/azure-native/containerregistry";
  import * as storage from "@pulumi/azure-native/storage";
  const resourceGroupName = "rg";
  new storage.StorageAccount("legacy", {
    resourceGroupName, accountName: "legacy", kind: "StorageV2", sku: { name: "Standard_LRS" },
    publicNetworkAccess: "Disabled", minimumTlsVersion: "TLS1_2", allowSharedKeyAccess: true,
  });
  new storage.StorageAccount("data", {
    resourceGroupName, accountName: "data", kind: "StorageV2", sku: { name: "Standard_LRS" },
    publicNetworkAccess: "Disabled", tags: { note: pulumi.secret("${CANARY}") },
  });
  new keyvault.Vault("vault", {
    resourceGroupName, vaultName: "vault",
    properties: { tenantId: "t", sku: { family: "A", name: "standard" }, enableRbacAuthorization: true, enablePurgeProtection: true, publicNetworkAccess: "Enabled" },
  });
  new storage.StorageAccount("hidden", {
    resourceGroupName, accountName: "hidden", kind: "StorageV2", sku: { name: "Standard_LRS" },
    publicNetworkAccess: "Disabled", minimumTlsVersion: pulumi.secret("TLS1_0"), allowSharedKeyAccess: false,
  });
  new keyvault.Vault("guarded", {
    resourceGroupName, vaultName: "guarded",
    properties: { tenantId: "t", sku: { family: "A", name: "standard" }, enableRbacAuthorization: true, enablePurgeProtection: true, publicNetworkAccess: pulumi.secret("Enabled") },
  });
  new network.Subnet("machines", {
    resourceGroupName, virtualNetworkName: "net", subnetName: "machines", addressPrefix: "10.0.0.0/24",
  });
  new registries.Registry("registry", {
    resourceGroupName, registryName: "registry", sku: { name: "Premium" }, adminUserEnabled: true, publicNetworkAccess: "Disabled",
  });
  new redis.RedisEnterprise("redis", {
    resourceGroupName, clusterName: "redis", sku: { name: "Balanced_B1" }, minimumTlsVersion: "1.2", publicNetworkAccess: "Enabled",
  });
  new redis.Database("database", {
    resourceGroupName, clusterName: "redis", databaseName: "default", accessKeysAuthentication: "Enabled", clientProtocol: "Encrypted",
  });
  new ml.Workspace("workspace", {
    resourceGroupName, workspaceName: "workspace", publicNetworkAccess: "Disabled", identity: { type: "SystemAssigned" }, systemDatastoresAuthMode: "AccessKey",
  });
  new ml.OnlineEndpoint("endpoint", {
    resourceGroupName, workspaceName: "workspace", endpointName: "endpoint", properties: { authMode: "AADToken" },
  });
  new aks.ManagedCluster("aks", {
    resourceGroupName, resourceName: "aks", disableLocalAccounts: true, aadProfile: { managed: true, enableAzureRBAC: true },
    apiServerAccessProfile: { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false },
    autoUpgradeProfile: { nodeOSUpgradeChannel: "None" },
  });
  new extensions.Extension("extension", {
    resourceGroupName, clusterRp: "Microsoft.ContainerService", clusterResourceName: "managedClusters", clusterName: "aks", extensionName: "ml",
    extensionType: "Microsoft.AzureML.Kubernetes",
    configurationSettings: { enableInference: "true", allowInsecureConnections: "True", internalLoadBalancerProvider: "azure", sslCname: "models.internal", sslSecret: "tls" },
  });
  const cluster = new k8s.Provider("cluster", { kubeconfig: "{}" });
  new k8s.core.v1.Namespace("training", {
    metadata: { name: "training", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
  }, { provider: cluster });
`;

const accepted = {
  owner: "data-team",
  reason: "its reader knows no identities",
  expires: "2099-12-31",
  compensatingControl: "the key is replaced daily",
};
const WAIVERS = [
  { ...accepted, finding: "storage-shared-key-disabled", resource: "legacy" },
  // Leaves the cluster's network to the control of Redis, which stands after this one.
  { ...accepted, finding: "public-network-access-disabled", resource: "redis" },
];

/** Nothing else of the pack blocks. */
const levels = (level: string) =>
  JSON.stringify({
    all: "advisory",
    waivers: { enforcementLevel: "mandatory", waivers: WAIVERS },
    ...Object.fromEntries(MENDED.map(([control]) => [control, level])),
  });

/** Which control has changed which resource, as the engine recorded it. */
function mendedBy(place: Workplace): readonly string[] {
  return place
    .read("events.ndjson")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { policyRemediationEvent?: { policyName: string; resourceUrn: string } })
    .flatMap(({ policyRemediationEvent: event }) =>
      event ? [`${event.policyName} ${event.resourceUrn.split("::").at(-1)}`] : [],
    );
}

describe("the level remediate", () => {
  const place = new Workplace();
  let folder: ProgramFolder;
  before(async () => {
    await place.open();
    folder = smallProgram(PROGRAM);
    folder.write("mandatory.json", levels("mandatory"));
    folder.write("remediate.json", levels("remediate"));
  });
  after(() => {
    folder?.remove();
    place.remove();
  });
  const run = async (command: "preview" | "up", config: string) => {
    const args = ["--program", folder.folder, "--policy-config", folder.path(config), "--out", place.out];
    const ended = await place.offline(command, ...args);
    const resources = place.json<{ name: string; inputs: Record<string, unknown> }[]>("resources.json");
    const inputOf = (name: string, path: readonly string[]) =>
      path.reduce<unknown>(
        (value, step) => (value as Record<string, unknown> | undefined)?.[step],
        resources.find((resource) => resource.name === name)?.inputs,
      );
    return { ...ended, inputOf };
  };

  it("is needed: at mandatory every one of the controls fails the program", async () => {
    const { code, stdout, stderr, inputOf } = await run("preview", "mandatory.json");
    expect(code, stdout + stderr).to.equal(1);
    for (const [control, resource, path, value] of MENDED) {
      expect(stdout, control).to.match(new RegExp(`${control}\\[${resource}[/\\]]`));
      expect(inputOf(resource, path), control).not.to.equal(value);
    }
  });

  it("lets the same program pass, each property being what its control expects", async () => {
    const { code, stdout, stderr, inputOf } = await run("up", "remediate.json");
    expect(code, stdout + stderr).to.equal(0);
    for (const [control, resource, path, value] of MENDED) {
      expect(stdout, control).not.to.match(new RegExp(`mandatory fail.* ${control}\\[`));
      expect(inputOf(resource, path), control).to.equal(value);
    }
    expect(mendedBy(place)).to.include.members(MENDED.map(([control, resource]) => `${control} ${resource}`));
  });

  it("leaves what is waived as the program has it", () => {
    expect(mendedBy(place).filter((mended) => mended.endsWith(" legacy"))).to.deep.equal([]);
    expect(mendedBy(place)).not.to.include("public-network-access-disabled redis");
  });

  it("keeps what was secret secret, also where it writes over it", () => {
    const state = place.json<{ deployment: { resources: { urn: string; inputs?: Record<string, unknown> }[] } }>(
      "state.json",
    );
    const inputs = (name: string) =>
      state.deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`))?.inputs as Record<string, unknown>;
    expect(inputs("data"), "beside a change").to.have.nested.property("tags.note.ciphertext");
    expect(inputs("hidden").minimumTlsVersion, "in the place of a change").to.include.keys("ciphertext");
    // The SDK makes the whole property secret where a part of it is.
    expect(inputs("guarded").properties, "around a change").to.include.keys("ciphertext");
    expect(JSON.stringify(state)).not.to.contain(CANARY);
    expect(place.read("events.ndjson")).not.to.contain(CANARY);
  });
});

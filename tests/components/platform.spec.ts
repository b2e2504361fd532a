import { expect } from "chai";
import { Platform } from "../../components/platform";
import { PLATFORM_TAGS } from "../../components/conventions/tags";
import { roles } from "../../components/conventions/roles";
import { at, everyValue, idOf, register } from "./registered";
import type { Registered, Registrations } from "./registered";
import { stackConfig } from "./stack-config";

const STATE = { backend: "azblob", secretsProvider: "azurekeyvault", locking: true };

function platform(mode: "preview" | "update", stack = "dev"): Promise<Registrations> {
  return register(() => new Platform("platform", stackConfig(stack), STATE), mode);
}

/** Data services: what has a private endpoint, by class and the groups of its endpoints. */
const DATA_SERVICES: Record<string, readonly string[]> = {
  "keyvault:Vault": ["vault"],
  "storage:StorageAccount": ["blob"],
};

/** The zone that answers for a group of endpoints. */
const ZONE_OF: Record<string, string> = {
  vault: "privatelink.vaultcore.azure.net",
  blob: "privatelink.blob.core.windows.net",
};

/** Classes without logs of their own: parts of others, and what Azure logs in the activity log alone. */
const UNLOGGED = [
  "authorization:RoleAssignment",
  "managedidentity:UserAssignedIdentity",
  "monitor:DiagnosticSetting",
  "network:PrivateDnsZoneGroup",
  "network:PrivateEndpoint",
  "network:Subnet",
  "privatedns:PrivateZone",
  "privatedns:VirtualNetworkLink",
  "resources:ResourceGroup",
  // Logged by its blob service.
  "storage:BlobContainer",
  "storage:StorageAccount",
];

/** Classes that Azure has no tags for. */
const UNTAGGED = [
  "authorization:RoleAssignment",
  "monitor:DiagnosticSetting",
  "network:PrivateDnsZoneGroup",
  "network:Subnet",
  "storage:BlobContainer",
  "storage:BlobServiceProperties",
];

const classOf = ({ type }: Registered) => type.replace("azure-native:", "");

describe("Platform, updated", () => {
  let registered: Registrations;
  before(async () => {
    registered = await platform("update");
  });

  for (const [service, groups] of Object.entries(DATA_SERVICES)) {
    it(`reaches ${service} by private endpoints in their own subnet`, () => {
      const target = idOf(registered.one(service));
      const endpoints = registered
        .of("network:PrivateEndpoint")
        .filter(({ inputs }) => at(inputs, "privateLinkServiceConnections.0.privateLinkServiceId") === target);
      const subnet = idOf(registered.one("network:Subnet", "private-endpoints"));
      expect(
        endpoints.map(({ inputs }) => [
          at(inputs, "privateLinkServiceConnections.0.groupIds"),
          at(inputs, "subnet.id"),
        ]),
      ).to.deep.equal(groups.map((group) => [[group], subnet]));
    });

    it(`answers for ${service} from the zones of its endpoints`, () => {
      const target = idOf(registered.one(service));
      const zones = registered
        .of("network:PrivateEndpoint")
        .filter(({ inputs }) => at(inputs, "privateLinkServiceConnections.0.privateLinkServiceId") === target)
        .map(({ name }) => registered.one("network:PrivateDnsZoneGroup", name))
        .map(({ inputs }) => at(inputs, "privateDnsZoneConfigs.0.privateDnsZoneId"))
        .map((id) => registered.of("privatedns:PrivateZone").find((zone) => idOf(zone) === id)?.inputs.privateZoneName);
      expect(zones).to.deep.equal(groups.map((group) => ZONE_OF[group]));
    });
  }

  it("links every private DNS zone to the network, and registers nothing in it by itself", () => {
    const network = idOf(registered.one("network:VirtualNetwork"));
    const links = registered
      .of("privatedns:VirtualNetworkLink")
      .map(({ name, inputs }) => [name, at(inputs, "virtualNetwork.id"), inputs.registrationEnabled]);
    const zones = registered.of("privatedns:PrivateZone").map(({ name }) => [name, network, false]);
    expect(links).to.have.deep.members(zones);
  });

  it("opens nothing to the public", () => {
    const open = registered.cloud.flatMap((each) =>
      [...everyValue(each.inputs)]
        .filter(([path]) => /(^|\.)publicNetworkAccess\w*$/.test(path))
        .filter(([, value]) => value !== "Disabled")
        .map(([path]) => `${each.name} ${path}`),
    );
    expect(open).to.deep.equal([]);
  });

  it("says of every service that can be public that it is not", () => {
    const closed = registered.cloud
      .filter(({ inputs }) => [...everyValue(inputs)].some(([path]) => /(^|\.)publicNetworkAccess\w*$/.test(path)))
      .map(classOf);
    expect(closed).to.have.members(["keyvault:Vault", "storage:StorageAccount", "operationalinsights:Workspace"]);
  });

  it("has no public address", () => {
    expect(registered.cloud.map(classOf).filter((name) => /PublicIP/.test(name))).to.deep.equal([]);
  });

  it("denies by default whatever reaches vault and storage all the same", () => {
    const rules = [
      at(registered.one("keyvault:Vault").inputs, "properties.networkAcls"),
      registered.one("storage:StorageAccount").inputs.networkRuleSet,
    ];
    const denied = { defaultAction: "Deny", bypass: "None" };
    expect(rules).to.deep.equal([denied, denied]);
  });

  it("logs every resource that has logs, once", () => {
    const targets = registered.of("monitor:DiagnosticSetting").map(({ inputs }) => inputs.resourceUri);
    const logged = registered.cloud.filter((each) => !UNLOGGED.includes(classOf(each))).map(idOf);
    expect(targets).to.have.members(logged);
  });

  it("logs everything there is to log into the workspace", () => {
    const workspace = idOf(registered.one("operationalinsights:Workspace"));
    const settings = registered
      .of("monitor:DiagnosticSetting")
      .map(({ inputs: { workspaceId, logs } }) => [workspaceId, logs]);
    const all = [workspace, [{ categoryGroup: "allLogs", enabled: true }]];
    expect(settings).to.deep.equal(settings.map(() => all));
  });

  it("asks network security groups for no metrics, which they don't have", () => {
    const metrics = registered
      .of("monitor:DiagnosticSetting")
      .filter(({ name }) => name.startsWith("nsg-"))
      .map(({ inputs }) => inputs.metrics);
    expect(metrics).to.deep.equal([undefined, undefined, undefined]);
  });

  it("grants exactly this", () => {
    const roleOf = (id: unknown) =>
      Object.values(roles).find((role) => id === `/providers/Microsoft.Authorization/roleDefinitions/${role.id}`)?.name;
    const grants = registered
      .of("authorization:RoleAssignment")
      .map(({ inputs: { principalId, roleDefinitionId, scope } }) => [principalId, roleOf(roleDefinitionId), scope]);
    expect(grants).to.have.deep.members([
      ["principal of training", "Storage Blob Data Reader", "/storage:BlobContainer/datasets"],
      ["principal of training", "Storage Blob Data Contributor", "/storage:BlobContainer/checkpoints"],
      ["principal of training", "Storage Blob Data Contributor", "/storage:BlobContainer/models"],
      ["principal of training", "Key Vault Secrets User", "/keyvault:Vault/vault/secrets/mlflow-tracking"],
    ]);
  });

  it("names each grant by a uuid of its own, and says what kind of principal it is for", () => {
    const grants = registered.of("authorization:RoleAssignment").map(({ inputs }) => inputs);
    expect(new Set(grants.map((each) => each.roleAssignmentName)).size).to.equal(grants.length);
    expect(grants.map((each) => each.principalType)).to.deep.equal(grants.map(() => "ServicePrincipal"));
  });

  it("names the grants of another platform of the tenant differently", async () => {
    const namesOf = (each: Registrations) =>
      each.of("authorization:RoleAssignment").map(({ inputs }) => inputs.roleAssignmentName);
    const other = namesOf(await platform("update", "prod"));
    expect(namesOf(registered).filter((name) => other.includes(name))).to.deep.equal([]);
  });

  it("lets no key into the storage account", () => {
    expect(registered.one("storage:StorageAccount").inputs).to.deep.include({
      allowSharedKeyAccess: false,
      defaultToOAuthAuthentication: true,
      allowBlobPublicAccess: false,
      allowCrossTenantReplication: false,
      isLocalUserEnabled: false,
      isSftpEnabled: false,
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
    });
  });

  it("opens no container", () => {
    const containers = registered.of("storage:BlobContainer").map(({ name, inputs }) => [name, inputs.publicAccess]);
    expect(containers).to.have.deep.members([
      ["datasets", "None"],
      ["checkpoints", "None"],
      ["models", "None"],
    ]);
  });

  it("can bring deleted data back for as long as the stack says", () => {
    const kept = { enabled: true, days: 7 };
    expect(registered.one("storage:BlobServiceProperties").inputs).to.deep.include({
      isVersioningEnabled: true,
      deleteRetentionPolicy: kept,
      containerDeleteRetentionPolicy: kept,
    });
  });

  it("keeps secrets behind roles and lets none be lost for good", () => {
    expect(registered.one("keyvault:Vault").inputs.properties).to.deep.include({
      enableRbacAuthorization: true,
      enableSoftDelete: true,
      enablePurgeProtection: true,
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
    });
  });

  it("takes logs by identity alone", () => {
    expect(at(registered.one("operationalinsights:Workspace").inputs, "features.disableLocalAuth")).to.equal(true);
  });

  it("gives every subnet a security group of its own", () => {
    const groups = registered.of("network:Subnet").map(({ inputs }) => at(inputs, "networkSecurityGroup.id"));
    expect(groups).to.have.members(registered.of("network:NetworkSecurityGroup").map(idOf));
    expect(new Set(groups).size).to.equal(3);
  });

  it("gives no subnet a way out by default, and lets the rules reach private endpoints", () => {
    const subnets = registered
      .of("network:Subnet")
      .map(({ inputs }) => [inputs.defaultOutboundAccess, inputs.privateEndpointNetworkPolicies]);
    expect(subnets).to.deep.equal([
      [false, "Enabled"],
      [false, "Enabled"],
      [false, "Enabled"],
    ]);
  });

  it("tags everything that takes tags", () => {
    const tagged = registered.cloud.filter((each) => !UNTAGGED.includes(classOf(each)));
    const wanting = tagged.filter(({ inputs }) => PLATFORM_TAGS.some((tag) => at(inputs.tags, tag) === undefined));
    expect(wanting.map(idOf)).to.deep.equal([]);
  });

  it("registers what is known of its state as evidence", () => {
    const evidence = registered.all.filter(({ type }) => type === "physical-ai:operations:StateBackend");
    expect(evidence.map(({ inputs }) => inputs)).to.deep.equal([STATE]);
  });
});

describe("Platform, previewed", () => {
  let registered: Registrations;
  before(async () => {
    registered = await platform("preview");
  });

  it("registers what an update does", async () => {
    const updated = (await platform("update")).all.map(({ type, name }) => `${type} ${name}`);
    expect(registered.all.map(({ type, name }) => `${type} ${name}`)).to.have.members(updated);
  });

  it("knows the name of every resource already", () => {
    const names = {
      "resources:ResourceGroup": "resourceGroupName",
      "network:VirtualNetwork": "virtualNetworkName",
      "network:NetworkSecurityGroup": "networkSecurityGroupName",
      "network:Subnet": "subnetName",
      "network:PrivateEndpoint": "privateEndpointName",
      "privatedns:PrivateZone": "privateZoneName",
      "operationalinsights:Workspace": "workspaceName",
      "keyvault:Vault": "vaultName",
      "storage:StorageAccount": "accountName",
      "storage:BlobContainer": "containerName",
      "managedidentity:UserAssignedIdentity": "resourceName",
      "authorization:RoleAssignment": "roleAssignmentName",
    };
    const unknown = Object.entries(names).flatMap(([type, key]) =>
      registered.of(type).filter(({ inputs }) => typeof inputs[key] !== "string"),
    );
    expect(unknown.map(idOf)).to.deep.equal([]);
  });
});

describe("protection of a stack", () => {
  const protectedIn = async (stack: string) =>
    (await platform("update", stack)).cloud.filter(({ protect }) => protect).map(idOf);

  it("keeps vault, data and what holds them from being deleted in prod", async () => {
    expect(await protectedIn("prod")).to.have.members([
      "/resources:ResourceGroup/platform",
      "/keyvault:Vault/vault",
      "/storage:StorageAccount/storage",
      "/storage:BlobContainer/datasets",
      "/storage:BlobContainer/checkpoints",
      "/storage:BlobContainer/models",
    ]);
  });

  it("is off in dev, where everything can be thrown away", async () => {
    expect(await protectedIn("dev")).to.deep.equal([]);
  });
});

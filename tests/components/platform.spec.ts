import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Platform } from "../../components/platform";
import { PLATFORM_TAGS } from "../../components/conventions/tags";
import { PRIVATE_SERVICES } from "../../components/network/private-dns-zones";
import type { PrivateService } from "../../components/network/private-dns-zones";
import { grantTable } from "./grant-table";
import { at, everyValue, idOf, register } from "./registered";
import type { Registered, Registrations } from "./registered";
import { stackConfig } from "./stack-config";
import { SWITCHES } from "./switches";

const STATE = { backend: "azblob", secretsProvider: "azurekeyvault", locking: true };

const built = new Map<string, Promise<Registrations>>();

/** What the platform registers; nobody changes it, so each is built once. */
function platform(
  mode: "preview" | "update",
  stack = "dev",
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Registrations> {
  const key = JSON.stringify([mode, stack, changes]);
  const registered =
    built.get(key) ?? register(() => new Platform("platform", stackConfig(stack, changes), STATE), mode);
  built.set(key, registered);
  return registered;
}

/** Data services: the groups of the private endpoints that each has to have, by class and name. */
const DATA_SERVICES: Record<string, readonly PrivateService[]> = {
  "/keyvault:Vault/vault": ["vault"],
  "/keyvault:Vault/cluster-keys": ["vault"],
  "/keyvault:Vault/data-keys": ["vault"],
  "/keyvault:Vault/ml-vault": ["vault"],
  "/storage:StorageAccount/storage": ["blob"],
  "/storage:StorageAccount/lake": ["blob", "dfs"],
  "/storage:StorageAccount/ml-storage": ["blob", "file"],
  "/storage:StorageAccount/flow-storage": ["blob"],
  "/storage:StorageAccount/state-storage": ["blob"],
  "/dbforpostgresql:Server/postgres": ["postgresqlServer"],
  "/redisenterprise:RedisEnterprise/redis": ["redisEnterprise"],
  "/containerregistry:Registry/registry": ["registry"],
  "/machinelearningservices:Workspace/workspace": ["amlworkspace"],
  "/monitor:AzureMonitorWorkspace/metrics": ["prometheusMetrics"],
  "/monitor:PrivateLinkScope/monitor-scope": ["azuremonitor"],
  "/dashboard:Grafana/grafana": ["grafana"],
};

/**
 * Classes that have logs of their own, all of which are to be collected. Application Insights keeps its own in the workspace
 * already; Azure Monitor workspaces have none.
 */
const LOGGED = [
  "automation:AutomationAccount",
  "containerregistry:Registry",
  "containerservice:ManagedCluster",
  "dashboard:Grafana",
  "dbforpostgresql:Server",
  "eventgrid:SystemTopic",
  "keyvault:Vault",
  "machinelearningservices:Workspace",
  "network:AzureFirewall",
  "network:BastionHost",
  "network:NetworkSecurityGroup",
  "network:PublicIPAddress",
  "network:VirtualNetwork",
  "network:VirtualNetworkGateway",
  "operationalinsights:Workspace",
  "redisenterprise:Database",
  "redisenterprise:RedisEnterprise",
  "storage:BlobServiceProperties",
  "storage:FileServiceProperties",
];

/** Classes that Azure has tags for and that have none here are mistakes; these have none at all. */
const UNTAGGED = [
  "authorization:ManagementLockByScope",
  "authorization:PimRoleEligibilitySchedule",
  "authorization:RoleAssignment",
  "authorization:RoleDefinition",
  "automation:JobSchedule",
  "automation:Schedule",
  "consumption:Budget",
  "containerservice:MaintenanceConfiguration",
  "containerservice:TrustedAccessRoleBinding",
  "dbforpostgresql:AdministratorsMicrosoftEntra",
  "dbforpostgresql:Configuration",
  "dbforpostgresql:Database",
  "eventgrid:SystemTopicEventSubscription",
  "kubernetesconfiguration:Extension",
  "machinelearningservices:Datastore",
  "managedidentity:FederatedIdentityCredential",
  "monitor:DataCollectionRuleAssociation",
  "monitor:DiagnosticSetting",
  "monitor:PrivateLinkScopedResource",
  "network:FirewallPolicyRuleCollectionGroup",
  "network:PrivateDnsZoneGroup",
  "network:Subnet",
  "network:VirtualNetworkPeering",
  "privatedns:PrivateRecordSet",
  "redisenterprise:AccessPolicyAssignment",
  "redisenterprise:Database",
  "storage:BlobContainer",
  "storage:BlobServiceProperties",
  "storage:FileServiceProperties",
  "storage:ManagementPolicy",
];

const classOf = ({ type }: Registered) => type.replace("azure-native:", "");
const isSwitch = ([path]: readonly [string, unknown]) => /(^|\.)publicNetworkAccess\w*$/.test(path);

for (const stack of ["dev", "prod"]) {
  describe(`Platform of ${stack}, updated`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });
    const endpointsOf = (target: string) =>
      registered
        .of("network:PrivateEndpoint")
        .filter(({ inputs }) => at(inputs, "privateLinkServiceConnections.0.privateLinkServiceId") === target);

    it("reaches every data service by private endpoints in their own subnet, and no other", () => {
      const subnet = idOf(registered.one("network:Subnet", "private-endpoints"));
      const classes = new Set(Object.keys(DATA_SERVICES).map((id) => id.split("/")[1]));
      const services = registered.cloud.filter((each) => classes.has(classOf(each))).map(idOf);
      const reached = services.map((id) => [
        id,
        endpointsOf(id).map(({ inputs }) => at(inputs, "privateLinkServiceConnections.0.groupIds.0")),
      ]);
      expect(Object.fromEntries(reached)).to.deep.equal(
        Object.fromEntries(services.map((id) => [id, DATA_SERVICES[id]])),
      );
      const subnets = registered.of("network:PrivateEndpoint").map(({ inputs }) => at(inputs, "subnet.id"));
      expect(new Set(subnets)).to.deep.equal(new Set([subnet]));
    });

    it("answers for each endpoint from the zones of its service", () => {
      for (const endpoint of registered.of("network:PrivateEndpoint")) {
        const group = registered.one("network:PrivateDnsZoneGroup", endpoint.name);
        const zones = (group.inputs.privateDnsZoneConfigs as { privateDnsZoneId: string }[]).map(
          ({ privateDnsZoneId }) =>
            registered.of("privatedns:PrivateZone").find((zone) => idOf(zone) === privateDnsZoneId)?.inputs
              .privateZoneName,
        );
        const service = at(endpoint.inputs, "privateLinkServiceConnections.0.groupIds.0") as PrivateService;
        expect(zones, endpoint.name).to.deep.equal(
          PRIVATE_SERVICES[service].map((zone: string) => zone.replace("{region}", "westus3")),
        );
      }
    });

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
          .filter(isSwitch)
          .filter(([, value]) => value !== "Disabled" && value !== false)
          .map(([path]) => `${each.name} ${path}`),
      );
      expect(open).to.deep.equal([]);
    });

    it("says of every service that can be public that it is not", () => {
      const classes = new Set(registered.cloud.map(classOf));
      const closed = new Set(
        registered.cloud.filter(({ inputs }) => [...everyValue(inputs)].some(isSwitch)).map(classOf),
      );
      const canBePublic = [
        "applicationinsights:Component",
        "automation:AutomationAccount",
        "containerregistry:Registry",
        "containerservice:ManagedCluster",
        "dashboard:Grafana",
        "dbforpostgresql:Server",
        "keyvault:Vault",
        "machinelearningservices:OnlineEndpoint",
        "machinelearningservices:Workspace",
        "monitor:AzureMonitorWorkspace",
        "monitor:DataCollectionEndpoint",
        "operationalinsights:Workspace",
        "redisenterprise:RedisEnterprise",
        "storage:StorageAccount",
      ];
      expect([...closed].sort()).to.deep.equal(canBePublic.filter((each) => classes.has(each)));
    });

    it("has public addresses for firewall, NAT and VPN alone", () => {
      const owners = registered.of("network:PublicIPAddress").map(({ name }) => name);
      // A NAT gateway stands in one zone, and not behind a firewall that stands in three.
      const expected = { dev: ["firewall", "firewall-management", "nat", "vpn"], prod: ["firewall", "vpn"] };
      expect(owners.sort()).to.deep.equal(expected[stack as "dev"]);
    });

    it("denies by default whatever reaches vaults, storage and registry all the same", () => {
      const actions = [
        ...registered.of("keyvault:Vault").map(({ inputs }) => at(inputs, "properties.networkAcls.defaultAction")),
        ...registered.of("storage:StorageAccount").map(({ inputs }) => at(inputs, "networkRuleSet.defaultAction")),
        at(registered.one("containerregistry:Registry").inputs, "networkRuleSet.defaultAction"),
      ];
      expect(new Set(actions)).to.deep.equal(new Set(["Deny"]));
    });

    it("lets Azure itself past a firewall only where it writes flow logs or unwraps keys", () => {
      const past = [...registered.of("keyvault:Vault"), ...registered.of("storage:StorageAccount")]
        .filter(({ inputs }) =>
          [at(inputs, "properties.networkAcls.bypass"), at(inputs, "networkRuleSet.bypass")].includes("AzureServices"),
        )
        .map(({ name }) => name);
      expect(past).to.deep.equal(stack === "prod" ? ["data-keys", "flow-storage"] : ["flow-storage"]);
    });

    it("logs every resource that has logs, once, into the workspace", () => {
      const settings = registered.of("monitor:DiagnosticSetting");
      const logged = registered.cloud.filter((each) => LOGGED.includes(classOf(each))).map(idOf);
      expect(settings.map(({ inputs }) => inputs.resourceUri)).to.have.members(logged);
      const workspace = idOf(registered.one("operationalinsights:Workspace"));
      const all = [workspace, [{ categoryGroup: "allLogs", enabled: true }]];
      // The cluster of Redis has load to measure and no logs: its database has them.
      const ofLogs = settings.filter(({ name }) => name !== "redis");
      expect(ofLogs.map(({ inputs: { workspaceId, logs } }) => [workspaceId, logs])).to.deep.equal(
        ofLogs.map(() => all),
      );
    });

    it("grants exactly what the golden file says", () => {
      const file = join(__dirname, "golden", `grants.${stack}.txt`);
      expect(grantTable(registered)).to.equal(readFileSync(file, "utf8"));
    });

    it("makes nobody owner, contributor or administrator of access, and grants nothing beyond its resource group", () => {
      const ids = [
        ...registered.of("authorization:RoleAssignment"),
        ...registered.of("authorization:PimRoleEligibilitySchedule"),
      ].map(({ inputs }) => [String(inputs.roleDefinitionId), String(inputs.scope)]);
      const ruling = /8e3af657-a8ff-443c-a75c-2fe8c4bcb635|b24988ac-6180-42a0-ab88-20f7382dd24c|18d7d88d-d35e/;
      expect(ids.filter(([role]) => ruling.test(role!))).to.deep.equal([]);
      expect(ids.filter(([, scope]) => /^\/subscriptions\/[^/]+$|^\/$/.test(scope!))).to.deep.equal([]);
    });

    it("grants nothing on the whole resource group but reading", () => {
      const group = idOf(registered.one("resources:ResourceGroup"));
      const wide = registered
        .of("authorization:RoleAssignment")
        .filter(({ inputs }) => inputs.scope === group)
        .map(({ inputs }) => inputs.roleDefinitionId);
      expect(wide.filter((role) => !String(role).endsWith("acdd72a7-3385-48ef-bd42-f606fba81ae7"))).to.deep.equal([]);
    });

    it("names each grant by a uuid of its own, and says what kind of principal it is for", () => {
      const grants = registered.of("authorization:RoleAssignment").map(({ inputs }) => inputs);
      expect(new Set(grants.map((each) => each.roleAssignmentName)).size).to.equal(grants.length);
      expect(new Set(grants.map((each) => each.principalType))).to.deep.equal(new Set(["ServicePrincipal", "Group"]));
    });

    it("defines roles without a wildcard", () => {
      const actions = registered
        .of("authorization:RoleDefinition")
        .flatMap(({ inputs }) => inputs.permissions as { actions: string[]; dataActions: string[] }[])
        .flatMap((each) => [...each.actions, ...each.dataActions]);
      expect(actions.filter((action) => action.includes("*"))).to.deep.equal([]);
    });

    it("calls no function of Azure but for whom it is", () => {
      // The second answers where the API server is and who signed its certificate, and holds no credential.
      expect(new Set(registered.calls)).to.deep.equal(
        new Set([
          "azure-native:authorization:getClientConfig",
          "azure-native:containerservice:listManagedClusterUserCredentials",
        ]),
      );
    });

    it("hands over every secret as one", () => {
      const secrets: Record<string, string> = {
        "keyvault:Secret": "properties",
        "network:VirtualNetworkGatewayConnection": "sharedKey",
        "dbforpostgresql:Server": "administratorLoginPassword",
      };
      for (const [type, input] of Object.entries(secrets)) {
        for (const each of registered.of(type)) expect(each.secrets, each.name).to.include(input);
      }
    });

    it("lets every secret and key end", () => {
      const ends = registered.of("keyvault:Secret").map(({ inputs }) => at(inputs, "properties.attributes.expires"));
      // 90 days after 2026-11-01.
      expect(new Set(ends)).to.deep.equal(new Set([Date.parse("2027-01-30T00:00:00Z") / 1000]));
      const keys = registered.of("keyvault:Key");
      expect(keys.map(({ inputs }) => at(inputs, "properties.rotationPolicy.attributes.expiryTime"))).to.deep.equal(
        keys.map(() => "P2Y"),
      );
    });

    it("lets no key into a storage account, and opens no container", () => {
      for (const { inputs, name } of registered.of("storage:StorageAccount")) {
        expect(inputs, name).to.deep.include({
          allowSharedKeyAccess: false,
          defaultToOAuthAuthentication: true,
          allowBlobPublicAccess: false,
          allowCrossTenantReplication: false,
          isLocalUserEnabled: false,
          isSftpEnabled: false,
          enableHttpsTrafficOnly: true,
          minimumTlsVersion: "TLS1_2",
        });
      }
      const containers = registered.of("storage:BlobContainer").map(({ inputs }) => inputs.publicAccess);
      expect(new Set(containers)).to.deep.equal(new Set(["None"]));
    });

    it("reaches every datastore by identity", () => {
      const credentials = registered
        .of("machinelearningservices:Datastore")
        .map(({ inputs }) => at(inputs, "properties.credentials.credentialsType"));
      expect(new Set(credentials)).to.deep.equal(new Set(["None"]));
    });

    it("runs a private cluster that only Entra ID opens", () => {
      expect(registered.one("containerservice:ManagedCluster").inputs).to.deep.include({
        disableLocalAccounts: true,
        enableRBAC: true,
        publicNetworkAccess: "Disabled",
      });
      const { inputs } = registered.one("containerservice:ManagedCluster");
      expect(inputs.apiServerAccessProfile).to.deep.include({
        enablePrivateCluster: true,
        enablePrivateClusterPublicFQDN: false,
        disableRunCommand: true,
        enableVnetIntegration: true,
      });
      expect(at(inputs, "aadProfile.enableAzureRBAC")).to.equal(true);
      expect(at(inputs, "networkProfile.outboundType")).to.equal("userDefinedRouting");
      expect(at(inputs, "securityProfile.azureKeyVaultKms")).to.deep.include({
        enabled: true,
        keyVaultNetworkAccess: "Private",
        keyVaultResourceId: "/keyvault:Vault/cluster-keys",
      });
    });

    it("encrypts the disks of every node at its host, and gives none a public address", () => {
      const pools = [
        ...(registered.one("containerservice:ManagedCluster").inputs.agentPoolProfiles as object[]),
        ...registered.of("containerservice:AgentPool").map(({ inputs }) => inputs),
      ];
      expect(pools.map((pool) => [at(pool, "enableEncryptionAtHost"), at(pool, "enableNodePublicIP")])).to.deep.equal(
        pools.map(() => [true, false]),
      );
    });

    it("gives every subnet that takes one a security group of its own, and no machine a way out by default", () => {
      const subnets = registered.of("network:Subnet");
      const without = subnets.filter(({ inputs }) => at(inputs, "networkSecurityGroup.id") === undefined);
      expect(without.map(({ inputs }) => inputs.subnetName).sort()).to.deep.equal(
        stack === "prod"
          ? ["AzureFirewallSubnet", "GatewaySubnet"]
          : ["AzureFirewallManagementSubnet", "AzureFirewallSubnet", "GatewaySubnet"],
      );
      const groups = subnets.flatMap(({ inputs }) => at(inputs, "networkSecurityGroup.id") ?? []);
      expect(groups).to.have.members(registered.of("network:NetworkSecurityGroup").map(idOf));
      expect(new Set(groups).size).to.equal(groups.length);
      const withoutWayOut = subnets
        .filter(({ inputs }) => inputs.defaultOutboundAccess === false)
        .map(({ name }) => name);
      const managed = /^(firewall|firewall-management|gateway|bastion|resolver-inbound|api-server)$/;
      expect(withoutWayOut).to.deep.equal(subnets.map(({ name }) => name).filter((each) => !managed.test(each)));
    });

    it("routes every node to the firewall before it is there", () => {
      const table = idOf(registered.one("network:RouteTable"));
      const names = ["system", "workload", "gpu"];
      const routed = names.map((name) => at(registered.one("network:Subnet", name).inputs, "routeTable.id"));
      expect(routed).to.deep.equal(names.map(() => table));
      const order = registered.all.map(({ type, name }) => `${type} ${name}`);
      const cluster = order.indexOf("azure-native:containerservice:ManagedCluster cluster");
      const needed = [
        "azure-native:network:FirewallPolicyRuleCollectionGroup firewall",
        "azure-native:network:AzureFirewall firewall",
        "azure-native:network:RouteTable to-firewall",
      ];
      expect(needed.filter((each) => order.indexOf(each) < 0 || order.indexOf(each) > cluster)).to.deep.equal([]);
    });

    it("tags everything that takes tags", () => {
      const tagged = registered.cloud.filter((each) => !UNTAGGED.includes(classOf(each)));
      const wanting = tagged.filter(({ inputs }) => PLATFORM_TAGS.some((tag) => at(inputs.tags, tag) === undefined));
      expect(wanting.map(idOf)).to.deep.equal([]);
    });

    it("names nothing in a reference that is not there", () => {
      expect(danglingReferences(registered)).to.deep.equal([]);
    });

    it("registers what is known of its state as evidence", () => {
      const evidence = registered.all.filter(({ type }) => type === "physical-ai:operations:StateBackend");
      expect(evidence.map(({ inputs }) => inputs)).to.deep.equal([STATE]);
    });
  });

  describe(`Platform of ${stack}, previewed`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("preview", stack);
    });

    it("registers what an update does", async () => {
      const updated = (await platform("update", stack)).all.map(({ type, name }) => `${type} ${name}`);
      expect(registered.all.map(({ type, name }) => `${type} ${name}`)).to.have.members(updated);
    });

    it("knows already whether a service is public, though other parts of it are not known yet", () => {
      const unknown = registered.cloud
        .filter((each) => ["dashboard:Grafana", "machinelearningservices:Workspace"].includes(classOf(each)))
        .filter(({ inputs }) => ![...everyValue(inputs)].some(isSwitch));
      expect(unknown.map(idOf)).to.deep.equal([]);
      const { inputs } = registered.one("containerservice:ManagedCluster");
      expect(at(inputs, "securityProfile.azureKeyVaultKms.enabled")).to.equal(true);
    });

    it("knows the name of every resource already", () => {
      const unnamed = registered.cloud.filter(
        ({ inputs }) =>
          !Object.entries(inputs).some(
            ([key, value]) =>
              /(Name|^name|objectId|jobScheduleId|roleDefinitionId|principalId)$/.test(key) &&
              typeof value === "string",
          ),
      );
      expect(unnamed.map(idOf)).to.deep.equal([]);
    });
  });
}

describe("Platforms of one tenant", () => {
  it("name their grants differently", async () => {
    const namesOf = (each: Registrations) =>
      each.of("authorization:RoleAssignment").map(({ inputs }) => inputs.roleAssignmentName);
    const [dev, prod] = [namesOf(await platform("update", "dev")), namesOf(await platform("update", "prod"))];
    expect(dev.filter((name) => prod.includes(name))).to.deep.equal([]);
  });
});

describe("the prod stack", () => {
  it("registers at least 150 resources of Azure", async () => {
    expect((await platform("update", "prod")).cloud.length).to.be.at.least(150);
  });

  it("keeps vaults, data and what holds them from being deleted, by Pulumi and by Azure", async () => {
    const registered = await platform("update", "prod");
    const kept = registered.cloud.filter(({ protect }) => protect).map(classOf);
    expect([...new Set(kept)].sort()).to.deep.equal([
      "containerregistry:Registry",
      "dbforpostgresql:Database",
      "dbforpostgresql:Server",
      "keyvault:Key",
      "keyvault:Vault",
      "redisenterprise:RedisEnterprise",
      "resources:ResourceGroup",
      "storage:BlobContainer",
      "storage:StorageAccount",
    ]);
    const random = registered.all.filter(({ type, protect }) => protect && type.startsWith("random:"));
    expect(random.map(({ name }) => name)).to.deep.equal(["osmo-mek"]);
    const locked = registered.of("authorization:ManagementLockByScope").map(({ inputs }) => inputs.scope);
    expect(locked).to.have.members([
      "/keyvault:Vault/vault",
      "/keyvault:Vault/cluster-keys",
      "/keyvault:Vault/data-keys",
      "/keyvault:Vault/ml-vault",
      "/storage:StorageAccount/storage",
      "/storage:StorageAccount/lake",
      "/storage:StorageAccount/state-storage",
      "/storage:StorageAccount/ml-storage",
      "/dbforpostgresql:Server/postgres",
      "/containerregistry:Registry/registry",
    ]);
  });

  it("survives the loss of a zone wherever Azure can", async () => {
    const registered = await platform("update", "prod");
    const zones = ["1", "2", "3"];
    expect(registered.one("network:AzureFirewall").inputs.zones).to.deep.equal(zones);
    expect(registered.one("containerregistry:Registry").inputs.zoneRedundancy).to.equal("Enabled");
    expect(at(registered.one("dbforpostgresql:Server").inputs, "highAvailability")).to.deep.include({
      mode: "ZoneRedundant",
      standbyAvailabilityZone: "2",
    });
    expect(at(registered.one("dashboard:Grafana").inputs, "properties.zoneRedundancy")).to.equal("Enabled");
    expect(at(registered.one("storage:StorageAccount", "storage").inputs, "sku.name")).to.equal("Standard_GZRS");
  });
});

describe("the dev stack", () => {
  it("can be thrown away", async () => {
    const registered = await platform("update", "dev");
    expect(registered.all.filter(({ protect }) => protect).map(idOf)).to.deep.equal([]);
    expect(registered.of("authorization:ManagementLockByScope")).to.deep.equal([]);
  });
});

describe("access keys of Redis", () => {
  const database = async (changes: Readonly<Record<string, unknown>>) => platform("update", "prod", changes);

  it("are on for OSMO, replaced by a runbook that may list none, and kept in the vault", async () => {
    const registered = await database({});
    expect(registered.one("redisenterprise:Database").inputs.accessKeysAuthentication).to.equal("Enabled");
    const parameters = registered.one("automation:JobSchedule", "Update-RedisKey").inputs.parameters;
    expect(parameters).to.deep.equal({
      DatabaseId: "/redisenterprise:Database/redis",
      SecretId: "/keyvault:Secret/osmo-redis",
      Days: "90",
    });
  });

  it("are off without OSMO, and identities come in", async () => {
    const registered = await database({ osmo: false });
    expect(registered.one("redisenterprise:Database").inputs.accessKeysAuthentication).to.equal("Disabled");
    expect(
      registered.of("redisenterprise:AccessPolicyAssignment").map(({ inputs }) => at(inputs, "user.objectId")),
    ).to.deep.equal(["principal of training"]);
    expect(registered.of("automation:Runbook").map(({ name }) => name)).not.to.include("Update-RedisKey");
  });
});

describe("working hours", () => {
  const scheduled = async (stack: string) =>
    (await platform("update", stack)).of("automation:JobSchedule").map(({ name }) => name);

  it("start and stop dev, where nobody works at night", async () => {
    expect(await scheduled("dev")).to.have.members(["Start-Platform", "Stop-Platform", "Update-RedisKey"]);
  });

  it("stop no training of prod; the runbooks are there to be started by hand", async () => {
    expect(await scheduled("prod")).to.deep.equal(["Update-RedisKey"]);
    const runbooks = (await platform("update", "prod")).of("automation:Runbook").map(({ name }) => name);
    expect(runbooks).to.have.members(["Start-Platform", "Stop-Platform", "Update-RedisKey"]);
  });
});

describe("a hub", () => {
  const hub = `/subscriptions/${"0".repeat(8)}-0000-4000-8000-000000000009/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub`;

  it("is joined, and its gateway lets its ranges in where the platform has none of its own", async () => {
    const changes = { hubNetworkId: hub, hubGateway: true, vpn: false, reservedRanges: ["10.99.0.0/16"] };
    const registered = await platform("update", "dev", changes);
    expect(registered.one("network:VirtualNetworkPeering").inputs).to.deep.include({
      remoteVirtualNetwork: { id: hub },
      useRemoteGateways: true,
      allowGatewayTransit: false,
    });
    const rules = registered.one("network:NetworkSecurityGroup", "private-endpoints").inputs.securityRules as {
      name: string;
      sourceAddressPrefix?: string;
    }[];
    expect(rules.find(({ name }) => name === "operators-to-data-services-in")?.sourceAddressPrefix).to.equal(
      "10.99.0.0/16",
    );
  });
});

describe("environments of GitHub", () => {
  it("have an identity each, which reads the resource group and changes nothing", async () => {
    const changes = { githubRepository: "robots/platform", githubEnvironments: ["dev", "prod"] };
    const registered = await platform("update", "dev", changes);
    const subjects = registered
      .of("managedidentity:FederatedIdentityCredential")
      .map(({ inputs }) => String(inputs.subject))
      .filter((subject) => subject.startsWith("repo:"));
    expect(subjects).to.deep.equal(["repo:robots/platform:environment:dev", "repo:robots/platform:environment:prod"]);
    const rights = grantTable(registered)
      .split("\n")
      .filter((line) => line.startsWith("github-"));
    expect(rights).to.deep.equal([
      "github-dev: Reader on /resources:ResourceGroup/platform",
      "github-prod: Reader on /resources:ResourceGroup/platform",
    ]);
  });
});

describe("sites of the VPN", () => {
  const sites = [
    { name: "lab", address: "203.0.113.9", ranges: ["10.80.0.0/16"] },
    { name: "plant", address: "203.0.113.10", ranges: ["10.81.0.0/16"] },
  ];

  it("share a key of the configuration, or one that is made and kept in the vault", async () => {
    const config = stackConfig("dev", { vpnSites: sites });
    const registered = await register(
      () => new Platform("platform", { ...config, vpnSharedKeys: { lab: "given" } }, STATE),
      "update",
    );
    const keys = registered
      .of("network:VirtualNetworkGatewayConnection")
      .map(({ name, inputs }) => [name, inputs.sharedKey]);
    expect(keys).to.deep.equal([
      ["lab", "given"],
      ["plant", "password of vpn-plant"],
    ]);
    for (const { secrets } of registered.of("network:VirtualNetworkGatewayConnection")) {
      expect(secrets).to.include("sharedKey");
    }
    expect(registered.of("keyvault:Secret").map(({ name }) => name))
      .to.include("vpn-plant")
      .and.not.to.include("vpn-lab");
  });

  it("are answered directly, not by the firewall", async () => {
    const registered = await platform("update", "dev", { vpnSites: sites });
    const routes = registered.one("network:RouteTable").inputs.routes as {
      addressPrefix: string;
      nextHopType: string;
    }[];
    expect(routes.map(({ addressPrefix, nextHopType }) => [addressPrefix, nextHopType])).to.deep.equal([
      ["0.0.0.0/0", "VirtualAppliance"],
      ["192.168.200.0/24", "VirtualNetworkGateway"],
      ["10.80.0.0/16", "VirtualNetworkGateway"],
      ["10.81.0.0/16", "VirtualNetworkGateway"],
    ]);
  });
});

describe("Platform without a part", () => {
  for (const [part, [changes, gone]] of Object.entries(SWITCHES)) {
    it(`stands without ${part}, and nothing refers to it`, async () => {
      const registered = await platform("update", "prod", changes);
      const classes = new Set(registered.cloud.map(classOf));
      expect(gone.filter((each) => classes.has(each))).to.deep.equal([]);
      expect(danglingReferences(registered)).to.deep.equal([]);
    });
  }

  it("leaves by the NAT gateway where there is no firewall", async () => {
    const registered = await platform("update", "prod", { firewallTier: "none" });
    const gateway = idOf(registered.one("network:NatGateway"));
    expect(at(registered.one("network:Subnet", "system").inputs, "natGateway.id")).to.equal(gateway);
    expect(at(registered.one("containerservice:ManagedCluster").inputs, "networkProfile.outboundType")).to.equal(
      "userAssignedNATGateway",
    );
  });
});

describe("the sources of the components", () => {
  it("list no keys of any service, anywhere", () => {
    const folder = join(__dirname, "..", "..", "components");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|ps1)$/.test(file));
    const listing = files.filter((file) =>
      /\.list\w*(Keys|Secrets|Credentials)|\/listKeys/.test(readFileSync(join(folder, file), "utf8")),
    );
    expect(files.length).to.be.greaterThan(50);
    // What AKS gives users holds no credential where local accounts are off; the program refuses one that does.
    expect(listing).to.deep.equal([join("kubernetes", "cluster-provider.ts")]);
  });
});

/** Ids of resources in inputs that nobody registered. */
function danglingReferences(registered: Registrations): string[] {
  const known = new Set(registered.cloud.map(idOf));
  return registered.cloud.flatMap((each) =>
    [...everyValue(each.inputs)].flatMap(([path, value]) => {
      const [reference] = (typeof value === "string" && /^\/[a-z]+:[A-Z]\w+\/[^/]+/.exec(value)) || [];
      return reference === undefined || known.has(reference) ? [] : [`${each.name} ${path}: ${reference}`];
    }),
  );
}

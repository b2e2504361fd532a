import { expect } from "chai";
import { PLATFORM_TAGS } from "../../components/conventions/tags";
import { STACKS, STATE, classOf, danglingReferences, isSwitch, platform } from "./built-platform";
import { at, everyValue, idOf } from "./registered";
import type { Registrations } from "./registered";
import { SWITCHES } from "./switches";

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

for (const stack of STACKS) {
  describe(`Platform of ${stack}, updated`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
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

describe("Platform without a part", () => {
  for (const [part, [changes, gone]] of Object.entries(SWITCHES)) {
    it(`stands without ${part}, and nothing refers to it`, async () => {
      const registered = await platform("update", "prod", changes);
      const classes = new Set(registered.cloud.map(classOf));
      expect(gone.filter((each) => classes.has(each))).to.deep.equal([]);
      expect(danglingReferences(registered)).to.deep.equal([]);
    });
  }
});

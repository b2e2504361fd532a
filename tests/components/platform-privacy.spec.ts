import { expect } from "chai";
import { PRIVATE_SERVICES } from "../../components/network/private-dns-zones";
import type { PrivateService } from "../../components/network/private-dns-zones";
import { STACKS, classOf, isSwitch, platform } from "./built-platform";
import { at, everyValue, idOf } from "./registered";
import type { Registrations } from "./registered";

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

for (const stack of STACKS) {
  describe(`Privacy of ${stack}`, () => {
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
  });
}

import { expect } from "chai";
import { planAddresses } from "../../../components/network/address-plan";
import { deployedSubnets, firewallAddress, resolverAddress, subnetRequests } from "../../../components/network/subnets";
import type { SubnetChoices } from "../../../components/network/subnets";

const nothing: SubnetChoices = {
  prefixes: {},
  gpu: [],
  extra: [],
  firewall: false,
  firewallManagement: false,
  bastion: false,
  gateway: false,
  resolver: false,
  apiServer: false,
};
const deployed = (choices: Partial<SubnetChoices>) => {
  const all = { ...nothing, ...choices };
  return deployedSubnets(all, planAddresses("10.0.0.0/16", subnetRequests(all)));
};

describe("subnets", () => {
  it("have their usual places, GPU subnets at the end in their order", () => {
    const gpu = [
      { name: "h100", prefixLength: 24 },
      { name: "a10", prefixLength: 25 },
    ];
    expect(planAddresses("10.0.0.0/16", subnetRequests({ prefixes: {}, gpu }))).to.deep.equal({
      firewall: "10.0.0.0/26",
      "firewall-management": "10.0.0.64/26",
      bastion: "10.0.0.128/26",
      gateway: "10.0.0.192/27",
      "resolver-inbound": "10.0.0.224/28",
      "api-server": "10.0.0.240/28",
      system: "10.0.1.0/24",
      workload: "10.0.2.0/24",
      "private-endpoints": "10.0.3.0/24",
      "machine-learning": "10.0.4.0/24",
      workstations: "10.0.5.0/24",
      "container-apps": "10.0.6.0/23",
      h100: "10.0.8.0/24",
      a10: "10.0.9.0/25",
    });
  });

  it("stay where they are when a part is switched on later", () => {
    const ranges = (choices: Partial<SubnetChoices>) =>
      new Map(deployed(choices).map(({ name, range }) => [name, range]));
    const [before, after] = [ranges({}), ranges({ firewall: true, gateway: true, bastion: true, apiServer: true })];
    expect([...before].map(([name]) => after.get(name))).to.deep.equal([...before.values()]);
  });

  it("are those of the parts that are on", () => {
    expect(deployed({}).map(({ name }) => name)).to.deep.equal(["system", "workload", "private-endpoints"]);
    expect(deployed({ extra: ["workstations"], firewall: true }).map(({ name }) => name)).to.deep.equal([
      "firewall",
      "system",
      "workload",
      "private-endpoints",
      "workstations",
    ]);
  });

  it("have the names that Azure's own services demand, and no group where Azure refuses one", () => {
    const all = deployed({ firewall: true, firewallManagement: true, gateway: true, bastion: true, resolver: true });
    const azures = all.filter(({ name, azureName }) => name !== azureName);
    expect(azures.map(({ azureName, hasGroup }) => [azureName, hasGroup])).to.deep.equal([
      ["AzureFirewallSubnet", false],
      ["AzureFirewallManagementSubnet", false],
      ["AzureBastionSubnet", true],
      ["GatewaySubnet", false],
    ]);
  });

  it("are routed where machines are, and nowhere else", () => {
    const gpu = [{ name: "gpu", prefixLength: 24 }];
    const all = deployed({ gpu, extra: ["machine-learning"], firewall: true, gateway: true, apiServer: true });
    expect(all.filter(({ routed }) => routed).map(({ name }) => name)).to.deep.equal([
      "system",
      "workload",
      "machine-learning",
      "gpu",
    ]);
  });

  it("give the firewall and the resolver the first address that Azure leaves free", () => {
    const plan = planAddresses("10.7.0.0/16", subnetRequests(nothing));
    expect([firewallAddress(plan), resolverAddress(plan)]).to.deep.equal(["10.7.0.4", "10.7.0.228"]);
  });
});

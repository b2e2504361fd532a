import { expect } from "chai";
import { Platform } from "../../components/platform";
import { STACKS, STATE, platform } from "./built-platform";
import { at, idOf, register } from "./registered";
import type { Registrations } from "./registered";
import { stackConfig } from "./stack-config";

for (const stack of STACKS) {
  describe(`Network of ${stack}`, () => {
    let registered: Registrations;
    before(async () => {
      registered = await platform("update", stack);
    });

    it("has public addresses for firewall, NAT and VPN alone", () => {
      const owners = registered.of("network:PublicIPAddress").map(({ name }) => name);
      // A NAT gateway stands in one zone, and not behind a firewall that stands in three.
      const expected = { dev: ["firewall", "firewall-management", "nat", "vpn"], prod: ["firewall", "vpn"] };
      expect(owners.sort()).to.deep.equal(expected[stack]);
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
  });
}

describe("a network without a firewall", () => {
  it("leaves by the NAT gateway", async () => {
    const registered = await platform("update", "prod", { firewallTier: "none" });
    const gateway = idOf(registered.one("network:NatGateway"));
    expect(at(registered.one("network:Subnet", "system").inputs, "natGateway.id")).to.equal(gateway);
    expect(at(registered.one("containerservice:ManagedCluster").inputs, "networkProfile.outboundType")).to.equal(
      "userAssignedNATGateway",
    );
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

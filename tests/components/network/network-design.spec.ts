import { expect } from "chai";
import fc from "fast-check";
import { overlap } from "../../../components/network/address-plan";
import { FIREWALL_TIERS } from "../../../components/network/firewall-tiers";
import { designNetwork } from "../../../components/network/network-design";
import type { NetworkChoices } from "../../../components/network/network-design";

const choices: NetworkChoices = {
  addressSpace: "10.0.0.0/16",
  podRange: "10.244.0.0/16",
  prefixes: {},
  gpuSubnets: [{ name: "gpu", prefixLength: 24 }],
  extraSubnets: [],
  firewallTier: "Standard",
  apiServer: true,
  vpn: true,
  bastion: false,
  operators: ["192.168.200.0/24"],
};
const anyChoices = fc.record({
  firewallTier: fc.constantFrom("none" as const, ...FIREWALL_TIERS),
  apiServer: fc.boolean(),
  vpn: fc.boolean(),
  bastion: fc.boolean(),
  operators: fc.subarray(["192.168.200.0/24"]),
});

describe("network design", () => {
  it("sends machines' names and traffic to the firewall, clients' names to the resolver", () => {
    expect(designNetwork(choices)).to.deep.include({
      firewallAddress: "10.0.0.4",
      nameServers: ["10.0.0.4"],
      resolverAddress: "10.0.0.228",
      routedRanges: ["10.0.1.0/24", "10.0.2.0/24", "10.0.8.0/24"],
    });
  });

  it("sends names to the resolver where the firewall has no DNS proxy, which the Basic tier has not", () => {
    const basic = designNetwork({ ...choices, firewallTier: "Basic" });
    expect(basic).to.deep.include({ firewallAddress: "10.0.0.4", nameServers: ["10.0.0.228"] });
    expect(basic.subnets.map(({ name }) => name)).to.include("firewall-management");
  });

  it("leaves names to Azure where nobody comes in and nothing proxies", () => {
    expect(designNetwork({ ...choices, firewallTier: "none", vpn: false, operators: [] }).nameServers).to.deep.equal(
      [],
    );
  });

  it("has no firewall, no routes' goal and no subnet for one where there is to be none", () => {
    const open = designNetwork({ ...choices, firewallTier: "none" });
    expect(open.firewallAddress).to.equal(undefined);
    expect(open.subnets.map(({ name }) => name)).not.to.include("firewall");
  });

  it("puts no two subnets over each other, whatever is chosen", () => {
    fc.assert(
      fc.property(anyChoices, (some) => {
        const ranges = designNetwork({ ...choices, ...some }).subnets.map(({ range }) => range);
        const overlapping = ranges.filter((one, index) =>
          ranges.some((other, at) => at > index && overlap(one, other)),
        );
        expect(overlapping).to.deep.equal([]);
      }),
    );
  });

  it("connects a name server exactly where machines are told one", () => {
    fc.assert(
      fc.property(anyChoices, (some) => {
        const { nameServers, connections } = designNetwork({ ...choices, ...some });
        expect(connections.some(({ name }) => name === "names")).to.equal(nameServers.length > 0);
      }),
    );
  });
});

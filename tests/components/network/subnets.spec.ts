import { expect } from "chai";
import { subnetFlows, subnetRequests, SUBNETS } from "../../../components/network/subnets";

const plan = { system: "10.0.0.0/24", gpu: "10.0.1.0/24", "private-endpoints": "10.0.2.0/24" };
const flows = subnetFlows(plan);
const EVERYWHERE = ["*", "Internet", "0.0.0.0/0"];
const nodes = ["system", "gpu"] as const;

describe("subnets", () => {
  it("are requested in the order of the list, so that a new one moves none", () => {
    const sizes = { "private-endpoints": 26, gpu: 22, system: 24 };
    expect(subnetRequests(sizes)).to.deep.equal([
      { name: "system", prefixLength: 24 },
      { name: "gpu", prefixLength: 22 },
      { name: "private-endpoints", prefixLength: 26 },
    ]);
  });

  for (const name of SUBNETS) {
    it(`name each flow of ${name} once`, () => {
      const names = flows[name].map((flow) => flow.name);
      expect(new Set(names).size).to.equal(names.length);
    });

    it(`let nothing from everywhere into ${name}`, () => {
      const inbound = flows[name].filter(({ direction }) => direction === "Inbound");
      expect(inbound.flatMap(({ from }) => from).filter((from) => EVERYWHERE.includes(from))).to.deep.equal([]);
    });

    it(`let nothing out of ${name} to the internet at large`, () => {
      const outbound = flows[name].filter(({ direction }) => direction === "Outbound");
      expect(outbound.flatMap(({ to }) => to).filter((to) => EVERYWHERE.includes(to))).to.deep.equal([]);
    });
  }

  for (const name of nodes) {
    it(`let load balancers probe ${name}, which the deny below would stop`, () => {
      const probed = flows[name].filter(({ from }) => from.includes("AzureLoadBalancer"));
      expect(probed.map(({ direction }) => direction)).to.deep.equal(["Inbound"]);
    });
  }

  it("let private endpoints be reached from the nodes by TLS alone", () => {
    expect(flows["private-endpoints"].map(({ direction, from, ports }) => ({ direction, from, ports }))).to.deep.equal([
      { direction: "Inbound", from: ["10.0.0.0/24", "10.0.1.0/24"], ports: ["443"] },
    ]);
  });
});

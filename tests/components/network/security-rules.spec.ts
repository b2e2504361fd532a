import { expect } from "chai";
import fc from "fast-check";
import { securityRules } from "../../../components/network/security-rules";
import type { Flow } from "../../../components/network/security-rules";

const anyRange = fc.ipV4().map((address) => `${address}/32`);
const anyFlow: fc.Arbitrary<Flow> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
  direction: fc.constantFrom("Inbound", "Outbound"),
  protocol: fc.constantFrom("Tcp", "Udp", "*"),
  from: fc.array(anyRange, { minLength: 1, maxLength: 4 }),
  to: fc.array(anyRange, { minLength: 1, maxLength: 4 }),
  ports: fc.array(fc.nat({ max: 65535 }).map(String), { minLength: 1, maxLength: 4 }),
  why: fc.string({ maxLength: 300 }),
});
const anyFlows = fc.array(anyFlow, { maxLength: 40 });
const flow: Flow = {
  name: "nodes-in",
  direction: "Inbound",
  protocol: "Tcp",
  from: ["10.0.0.0/24"],
  to: ["10.0.2.0/24"],
  ports: ["443"],
  why: "Workloads reach the vault",
};

function forAnyFlows(judge: (rules: ReturnType<typeof securityRules>, flows: readonly Flow[]) => void): void {
  fc.assert(fc.property(anyFlows, (flows) => judge(securityRules(flows), flows)));
}

describe("security rules", () => {
  it("are the flow in Azure's words", () => {
    expect(securityRules([flow])[0]).to.deep.equal({
      name: "nodes-in",
      description: "Workloads reach the vault",
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      priority: 100,
      sourceAddressPrefix: "10.0.0.0/24",
      sourcePortRange: "*",
      destinationAddressPrefix: "10.0.2.0/24",
      destinationPortRange: "443",
    });
  });

  it("have Azure's fields for several values where there are several", () => {
    const rule = securityRules([
      { ...flow, from: ["10.0.0.0/24", "10.0.1.0/24"], to: ["10.0.2.0/24", "10.0.3.0/24"], ports: ["80", "443"] },
    ])[0];
    expect(rule).to.deep.include({
      sourceAddressPrefixes: ["10.0.0.0/24", "10.0.1.0/24"],
      destinationAddressPrefixes: ["10.0.2.0/24", "10.0.3.0/24"],
      destinationPortRanges: ["80", "443"],
    });
  });

  it("count up by 10 from 100", () => {
    const priorities = securityRules([flow, flow, flow]).map(({ priority }) => priority);
    expect(priorities).to.deep.equal([100, 110, 120, 4096, 4096]);
  });

  for (const direction of ["Inbound", "Outbound"] as const) {
    it(`end in a deny of everything ${direction.toLowerCase()} whatever the flows`, () => {
      forAnyFlows((rules) => {
        expect(rules.filter((rule) => rule.direction === direction).at(-1)).to.deep.include({
          access: "Deny",
          priority: 4096,
          protocol: "*",
          sourceAddressPrefix: "*",
          sourcePortRange: "*",
          destinationAddressPrefix: "*",
          destinationPortRange: "*",
        });
      });
    });
  }

  it("have a priority of their own in each direction", () => {
    forAnyFlows((rules) => {
      const places = rules.map(({ direction, priority }) => `${direction} ${priority}`);
      expect(new Set(places).size).to.equal(rules.length);
    });
  });

  it("allow each flow and nothing else", () => {
    forAnyFlows((rules, flows) => {
      expect(rules.filter(({ access }) => access === "Allow").map(({ name }) => name)).to.deep.equal(
        flows.map(({ name }) => name),
      );
    });
  });

  it("give either one value or several, as Azure demands", () => {
    forAnyFlows((rules) => {
      const both = rules.filter(
        (rule) =>
          (rule.sourceAddressPrefix === undefined) === (rule.sourceAddressPrefixes === undefined) ||
          (rule.destinationAddressPrefix === undefined) === (rule.destinationAddressPrefixes === undefined) ||
          (rule.destinationPortRange === undefined) === (rule.destinationPortRanges === undefined),
      );
      expect(both).to.deep.equal([]);
    });
  });

  it("describe a flow in no more characters than Azure takes", () => {
    forAnyFlows((rules) => {
      expect(Math.max(...rules.map(({ description }) => description.length))).to.be.at.most(140);
    });
  });

  it("refuse a flow that comes from nowhere", () => {
    expect(() => securityRules([{ ...flow, from: [] }])).to.throw(/at least one/);
  });

  it("refuse more flows than there are priorities", () => {
    expect(() => securityRules(Array.from({ length: 400 }, () => flow))).to.throw(/400 flows are more/);
  });
});

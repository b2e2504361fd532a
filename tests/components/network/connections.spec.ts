import { expect } from "chai";
import fc from "fast-check";
import { connections, flowsOf } from "../../../components/network/connections";
import type { Topology } from "../../../components/network/connections";
import { securityRules } from "../../../components/network/security-rules";

const FIXED = [
  "system",
  "workload",
  "private-endpoints",
  "api-server",
  "bastion",
  "resolver-inbound",
  "machine-learning",
  "workstations",
  "container-apps",
];
const ALWAYS = ["system", "workload", "private-endpoints"];
const anyTopology: fc.Arbitrary<Topology> = fc
  .record({
    optional: fc.subarray(FIXED.filter((name) => !ALWAYS.includes(name))),
    gpus: fc.integer({ min: 0, max: 4 }),
    operators: fc.subarray(["192.168.200.0/24", "10.80.0.0/16"]),
    nameServer: fc.constantFrom(undefined, { outside: "10.0.0.4" }),
    filtered: fc.boolean(),
  })
  .map(({ optional, gpus, operators, nameServer, filtered }) => {
    const gpuNames = Array.from({ length: gpus }, (_, index) => `gpu${index}`);
    const names = [...ALWAYS, ...optional, ...gpuNames];
    return {
      ranges: new Map(names.map((name, index) => [name, `10.0.${index + 1}.0/24`])),
      nodes: ["system", "workload", ...gpuNames],
      podRange: "10.244.0.0/16",
      operators,
      nameServer,
      filtered,
    };
  });

/** Judges the flows of every subnet's group. */
function forEverySubnet(judge: (subnet: string, flows: ReturnType<typeof flowsOf>, topology: Topology) => void): void {
  fc.assert(
    fc.property(anyTopology, (topology) => {
      const all = connections(topology);
      for (const subnet of topology.ranges.keys()) judge(subnet, flowsOf(subnet, all, topology.ranges), topology);
    }),
  );
}

const complete: Topology = {
  ranges: new Map(FIXED.map((name, index) => [name, `10.0.${index + 1}.0/24`])),
  nodes: ["system", "workload"],
  podRange: "10.244.0.0/16",
  operators: ["192.168.200.0/24"],
  nameServer: { outside: "10.0.0.4" },
  filtered: true,
};
const inbound = (subnet: string, topology = complete) =>
  flowsOf(subnet, connections(topology), topology.ranges).filter(({ direction }) => direction === "Inbound");
const outbound = (subnet: string, topology = complete) =>
  flowsOf(subnet, connections(topology), topology.ranges).filter(({ direction }) => direction === "Outbound");

describe("connections", () => {
  it("let nothing from the internet into any subnet", () => {
    forEverySubnet((_subnet, flows) => {
      const open = flows.filter(
        ({ direction, from }) =>
          direction === "Inbound" && from.some((each) => /^(\*|Internet|AzureCloud.*|0\.0\.0\.0\/0)$/.test(each)),
      );
      expect(open).to.deep.equal([]);
    });
  });

  it("let out to the internet only where the firewall filters, but for Azure Bastion's look at revocations", () => {
    forEverySubnet((subnet, flows, { filtered }) => {
      const out = flows.filter(({ to }) => to.includes("Internet"));
      if (subnet !== "bastion" && !filtered) expect(out).to.deep.equal([]);
      expect(out.filter(({ ports }) => ports.includes("*"))).to.deep.equal([]);
    });
  });

  it("let in what they let out, wherever both ends are subnets", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const all = connections(topology);
        for (const { name, from, to } of all) {
          const ends = [from, to].map((parties) => parties.flatMap((each) => ("subnet" in each ? [each.subnet] : [])));
          const rules = ends.map((subnets, end) =>
            subnets.every((subnet) =>
              flowsOf(subnet, all, topology.ranges).some((flow) => flow.name === `${name}-${end === 0 ? "out" : "in"}`),
            ),
          );
          expect(rules, name).to.deep.equal([true, true]);
        }
      }),
    );
  });

  it("become rules that Azure takes: each name once, no tag among several addresses", () => {
    forEverySubnet((subnet, flows) => {
      const rules = securityRules(flows);
      expect(new Set(rules.map(({ name }) => name)).size, subnet).to.equal(rules.length);
      const several = flows.flatMap(({ from, to }) => [from, to]).filter((addresses) => addresses.length > 1);
      expect(several.flat().filter((address) => !/^[\d.]+\/\d+$/.test(address))).to.deep.equal([]);
    });
  });

  it("name no subnet that is not there", () => {
    fc.assert(
      fc.property(anyTopology, (topology) => {
        const named = connections(topology)
          .flatMap(({ from, to }) => [...from, ...to])
          .flatMap((each) => ("subnet" in each ? [each.subnet] : []));
        expect(named.filter((name) => !topology.ranges.has(name))).to.deep.equal([]);
      }),
    );
  });

  it("let nodes and pods of all pools reach each other", () => {
    expect(inbound("system")[0]).to.deep.include({
      name: "cluster-in",
      from: ["10.0.1.0/24", "10.0.2.0/24", "10.244.0.0/16"],
      ports: ["*"],
    });
  });

  it("let load balancers probe nodes and API server, which the deny below would stop", () => {
    const probed = (subnet: string) => inbound(subnet).filter(({ from }) => from.includes("AzureLoadBalancer"));
    expect([...probed("system"), ...probed("api-server")].map(({ ports }) => ports)).to.deep.equal([
      ["*"],
      ["443", "4443", "9988"],
    ]);
  });

  it("let private endpoints be reached by machines, API server and operators, on the services' ports alone", () => {
    expect(inbound("private-endpoints").map(({ name, from, ports }) => ({ name, from, ports }))).to.deep.equal([
      {
        name: "data-services-in",
        from: ["10.0.1.0/24", "10.0.2.0/24", "10.0.7.0/24", "10.0.8.0/24", "10.0.9.0/24"],
        ports: ["443", "5432", "10000"],
      },
      { name: "api-server-keys-in", from: ["10.0.4.0/24"], ports: ["443"] },
      { name: "operators-to-data-services-in", from: ["192.168.200.0/24"], ports: ["443", "5432"] },
    ]);
  });

  it("let machines and API server ask the name server, wherever that is", () => {
    const asking = (nameServer: Topology["nameServer"]) =>
      FIXED.filter((name) => outbound(name, { ...complete, nameServer }).some((flow) => flow.name === "names-out"));
    const machines = ["system", "workload", "api-server", "machine-learning", "workstations", "container-apps"];
    expect(asking({ outside: "10.0.0.4" })).to.deep.equal(machines);
    expect(asking({ subnet: "resolver-inbound" })).to.deep.equal(machines);
    const answering = inbound("resolver-inbound", { ...complete, nameServer: { subnet: "resolver-inbound" } });
    expect(answering.map(({ name }) => name)).to.deep.equal(["names-in", "operators-names-in"]);
  });

  it("let operators open sessions on machines through Azure Bastion only", () => {
    const sessions = inbound("workstations").filter(({ ports }) => ports.includes("22"));
    expect(sessions.map(({ name, from }) => [name, from])).to.deep.equal([["bastion-sessions-in", ["10.0.5.0/24"]]]);
  });

  it("let nodes out to Azure and Microsoft's images alone where nothing filters", () => {
    const out = outbound("system", { ...complete, filtered: false }).filter(({ name }) => name.startsWith("to-"));
    expect(out.map(({ to, ports }) => [to, ports])).to.deep.equal([
      [["AzureCloud"], ["443"]],
      [["MicrosoftContainerRegistry"], ["443"]],
      [["AzureFrontDoor.FirstParty"], ["443"]],
    ]);
  });
});

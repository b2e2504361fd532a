import { expect } from "chai";
import { connectionsOf, namespaceDesigns, NAMESPACES } from "../../../../components/kubernetes/namespaces";
import type { NamespaceChoices } from "../../../../components/kubernetes/namespaces";
import { networkPolicies } from "../../../../components/kubernetes/network/network-policies";
import { jobPorts } from "../../../../components/kubernetes/network/pod-flows";
import { ENDS } from "./ends";
import type { EndName, Line } from "./ends";
import { FLOWS_THAT_MUST_NOT } from "./flows-that-must-not";
import { FLOWS_FROM_NODES, FLOWS_THAT_WORK } from "./flows-that-work";
import { Cluster } from "./reachability";
import type { Engine } from "./reachability";
import { clusterOf, dev, prod } from "./stacks";

const ENGINES: readonly Engine[] = ["azure", "cilium"];
/** What is there with GPUs whose driver AKS installs: nothing builds drivers. */
const DRIVERLESS = ([from, to]: Line) => !["driver", "grid driver"].includes(from) || to !== "internet";

const written = ([from, to, port, protocol = "TCP"]: Line) => `${from} -> ${to} ${port}/${protocol}`;
/** The lines of a table that a stack's policies answer with `reached`. */
const answered = (table: readonly Line[], choices: NamespaceChoices, engine: Engine, reached: boolean) => {
  const cluster = clusterOf(choices, engine);
  return table
    .filter(([from, to, port, protocol]) => cluster.reaches(ENDS[from], ENDS[to], port, protocol) === reached)
    .map(written);
};
const reaches = (from: EndName, to: EndName, port: number, choices: NamespaceChoices) =>
  ENGINES.map((engine) => clusterOf(choices, engine).reaches(ENDS[from], ENDS[to], port));

describe("Who reaches whom in the cluster", () => {
  it("is written down for at least 40 connections that work, and 40 that do not, each once", () => {
    const lines = [...FLOWS_THAT_WORK, ...FLOWS_FROM_NODES, ...FLOWS_THAT_MUST_NOT].map(written);
    expect(new Set(lines).size).to.equal(lines.length);
    expect(FLOWS_THAT_WORK.length).to.be.at.least(40);
    expect(FLOWS_THAT_MUST_NOT.length).to.be.at.least(40);
  });

  for (const engine of ENGINES) {
    for (const [stack, choices, table] of [
      ["prod", prod, FLOWS_THAT_WORK],
      ["dev", dev, FLOWS_THAT_WORK.filter(DRIVERLESS)],
    ] as const) {
      it(`has every connection that has to work: ${stack} on ${engine}`, () => {
        expect(answered(table, choices, engine, false)).to.deep.equal([]);
      });

      it(`has no connection that must not be: ${stack} on ${engine}`, () => {
        expect(answered(FLOWS_THAT_MUST_NOT, choices, engine, true)).to.deep.equal([]);
      });
    }
  }

  it("differs between the engines where a node forwards, and nowhere else in the table", () => {
    expect(answered(FLOWS_FROM_NODES, prod, "azure", false)).to.deep.equal([]);
    expect(answered(FLOWS_FROM_NODES, prod, "cilium", true)).to.deep.equal([]);
  });

  it("lets driver containers load packages only where AKS brings no driver", () => {
    for (const driver of ["driver", "grid driver"] as const) {
      expect(reaches(driver, "internet", 80, prod)).to.deep.equal([true, true]);
      expect(reaches(driver, "internet", 80, dev)).to.deep.equal([false, false]);
    }
  });

  it("lets jobs and workflows out on the ports of hosts that the operator adds, and nobody else", () => {
    const choices = { ...prod, jobPorts: [443, 8443] };
    expect(reaches("task", "internet", 8443, choices)).to.deep.equal([true, true]);
    expect(reaches("job", "internet", 8443, choices)).to.deep.equal([true, true]);
    expect(reaches("service", "internet", 8443, choices)).to.deep.equal([false, false]);
  });

  it("lets nobody in from outside where there is no VPN", () => {
    const choices = { ...prod, addresses: { ...prod.addresses, operators: [] } };
    for (const from of ["operator", "internet", "workstation", "on-premises host"] as const) {
      expect(reaches(from, "envoy", 443, choices), from).to.deep.equal([false, false]);
      expect(reaches(from, "front end", 443, choices), from).to.deep.equal([false, false]);
    }
  });

  it("lets out on no port at all where jobs have none", () => {
    expect(reaches("task", "internet", 443, { ...prod, jobPorts: [] })).to.deep.equal([false, false]);
  });
});

describe("Ports of jobs", () => {
  it("are 443, and those of the hosts that somebody chose for them, each once", () => {
    expect(jobPorts([])).to.deep.equal([443]);
    expect(
      jobPorts([{ protocol: "https" }, { protocol: "http" }, { protocol: "https", port: 8443 }, { protocol: "http" }]),
    ).to.deep.equal([443, 80, 8443]);
  });
});

describe("The list of connections", () => {
  const choices: readonly NamespaceChoices[] = [true, false].flatMap((osmo) =>
    [true, false].flatMap((machineLearning) =>
      [prod.gpuPools, dev.gpuPools, []].map((gpuPools) => ({ ...prod, osmo, machineLearning, gpuPools })),
    ),
  );

  it("says of each who needs it and why, under a name of its own that Kubernetes takes", () => {
    const all = connectionsOf(prod);
    expect(new Set(all.map(({ name }) => name)).size).to.equal(all.length);
    for (const { name, neededBy, why } of all) {
      expect(name).to.match(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
      expect(neededBy, name).to.have.length.greaterThan(2);
      expect(why, name).to.have.length.greaterThan(10);
    }
  });

  it("names ports and protocols of every connection", () => {
    for (const { name, ports, protocols } of connectionsOf(prod)) {
      expect(ports, name).to.not.be.empty;
      expect(protocols, name).to.not.be.empty;
    }
  });

  it("opens all ports only between tasks, between workers of jobs, between the extension's parts, and behind scoring's service", () => {
    const open = connectionsOf(prod).filter(({ ports }) => ports.some((port) => typeof port !== "number"));
    expect(open.map(({ name }) => name)).to.deep.equal([
      "workflow-tasks",
      "ml-extension-parts",
      "scoring",
      "ml-jobs-parts",
    ]);
  });

  it("has none that no line of the table needs", () => {
    const all = connectionsOf(prod);
    const needless = all.filter((left) => {
      const others = all.filter((each) => each !== left);
      const policies = NAMESPACES.flatMap((name) => networkPolicies(name, others, prod.addresses));
      const cluster = new Cluster(policies, "azure");
      return [...FLOWS_THAT_WORK, ...FLOWS_FROM_NODES].every(([from, to, port, protocol]) =>
        cluster.reaches(ENDS[from], ENDS[to], port, protocol),
      );
    });
    expect(needless.map(({ name }) => name)).to.deep.equal([]);
  });

  it("lets nobody in from the internet, whatever is chosen", () => {
    for (const each of choices) {
      const open = connectionsOf(each).filter(({ from }) =>
        from.some(
          (party) => "address" in party && ["internet", "privateEndpoints", "nameService"].includes(party.address),
        ),
      );
      expect(open).to.deep.equal([]);
    }
  });

  it("leaves out what is not there", () => {
    const named = (each: NamespaceChoices) => namespaceDesigns(each).map(({ name }) => name);
    expect(named({ ...prod, osmo: false, gpuPools: [] })).to.deep.equal(["azureml"]);
    expect(named({ ...prod, machineLearning: false, gpuPools: [] })).to.deep.equal([
      "osmo-control-plane",
      "osmo-operator",
      "osmo-workflows",
      "kai-scheduler",
    ]);
    expect(named({ ...prod, osmo: false, machineLearning: false })).to.deep.equal(["gpu-operator", "kai-scheduler"]);
    expect(connectionsOf({ ...prod, osmo: false, machineLearning: false, gpuPools: [] })).to.deep.equal([]);
  });
});

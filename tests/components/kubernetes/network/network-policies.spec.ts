import { expect } from "chai";
import fc from "fast-check";
import type { AddressRole } from "../../../../components/kubernetes/network/cluster-addresses";
import { networkPolicies } from "../../../../components/kubernetes/network/network-policies";
import type { PolicyDesign } from "../../../../components/kubernetes/network/network-policies";
import type { PodConnection } from "../../../../components/kubernetes/network/pod-flows";
import { podGroup, POD_GROUP_NAMES } from "../../../../components/kubernetes/network/pod-parties";
import type { Party, PodGroupName } from "../../../../components/kubernetes/network/pod-parties";
import { namespaceDesigns, NAMESPACES } from "../../../../components/kubernetes/namespaces";
import { ENDS } from "./ends";
import type { EndName } from "./ends";
import { Cluster } from "./reachability";
import type { End } from "./reachability";
import { prod } from "./stacks";

const ROLES: readonly AddressRole[] = [
  "apiServer",
  "gateway",
  "internet",
  "nameService",
  "nodes",
  "operators",
  "privateEndpoints",
];
const PORTS = [22, 53, 443, 5432, 8000];
const anyParty: fc.Arbitrary<Party> = fc.oneof(
  fc.constantFrom(...POD_GROUP_NAMES).map((pods) => ({ pods })),
  fc.constantFrom(...ROLES).map((address) => ({ address })),
);
const anyConnection: fc.Arbitrary<PodConnection> = fc.record({
  name: fc.stringMatching(/^[a-z]{3,12}$/),
  from: fc.array(anyParty, { maxLength: 3 }),
  to: fc.array(anyParty, { maxLength: 3 }),
  protocols: fc.subarray(["TCP", "UDP"] as const),
  ports: fc.array(
    fc.oneof(
      fc.constantFrom(...PORTS),
      fc.tuple(fc.constantFrom(...PORTS), fc.nat(1000)).map(([from, more]) => ({ from, to: from + more })),
    ),
    { maxLength: 3 },
  ),
  neededBy: fc.constant("somebody"),
  why: fc.constant("for a reason"),
});
const anyConnections = fc.array(anyConnection, { maxLength: 6 });
const anyEnd = fc.constantFrom(...(Object.keys(ENDS) as EndName[]));
const anyPort = fc.constantFrom(...PORTS);
const anyProtocol = fc.constantFrom("TCP" as const, "UDP" as const);
const anyEngine = fc.constantFrom("azure" as const, "cilium" as const);

const policiesOf = (connections: readonly PodConnection[], addresses = prod.addresses): PolicyDesign[] =>
  NAMESPACES.flatMap((name) => networkPolicies(name, connections, addresses));
const isPlatforms = (end: End) => "pod" in end && (NAMESPACES as readonly string[]).includes(end.pod.namespace);

/** A pod with exactly the labels of a group. */
const podOf = (name: PodGroupName): End => {
  const { namespace, labels } = podGroup(name);
  return { pod: { namespace, labels, address: "10.244.9.9" } };
};

describe("Network policies made of connections", () => {
  it("let nobody reach anybody without a connection, wherever one end is the platform's", () => {
    fc.assert(
      fc.property(anyEnd, anyEnd, anyPort, anyProtocol, anyEngine, (from, to, port, protocol, engine) => {
        fc.pre(isPlatforms(ENDS[from]) || isPlatforms(ENDS[to]));
        expect(new Cluster(policiesOf([]), engine).reaches(ENDS[from], ENDS[to], port, protocol)).to.be.false;
      }),
    );
  });

  it("take nothing away when a connection is added", () => {
    fc.assert(
      fc.property(
        anyConnections,
        anyConnection,
        fc.array(fc.tuple(anyEnd, anyEnd, anyPort, anyProtocol), { minLength: 20, maxLength: 20 }),
        anyEngine,
        (connections, added, asked, engine) => {
          const before = new Cluster(policiesOf(connections), engine);
          const after = new Cluster(policiesOf([...connections, added]), engine);
          const lost = asked.filter(
            ([from, to, port, protocol]) =>
              before.reaches(ENDS[from], ENDS[to], port, protocol) &&
              !after.reaches(ENDS[from], ENDS[to], port, protocol),
          );
          expect(lost).to.deep.equal([]);
        },
      ),
    );
  });

  it("open both ends of a connection between pods, on its ports and protocols", () => {
    fc.assert(
      fc.property(anyConnections, anyEngine, (connections, engine) => {
        const cluster = new Cluster(policiesOf(connections), engine);
        for (const { from, to, ports, protocols } of connections) {
          for (const source of from.flatMap((party) => ("pods" in party ? [party.pods] : []))) {
            for (const target of to.flatMap((party) => ("pods" in party ? [party.pods] : []))) {
              for (const port of ports.map((each) => (typeof each === "number" ? each : each.to))) {
                for (const protocol of protocols) {
                  const reached = cluster.reaches(podOf(source), podOf(target), port, protocol);
                  expect(reached, `${source} -> ${target} ${port}/${protocol}`).to.be.true;
                }
              }
            }
          }
        }
      }),
    );
  });

  it("have no rule without peers or without ports, which would mean everybody", () => {
    const nobody = { ...prod.addresses, operators: [], nodes: [], apiServer: [] };
    fc.assert(
      fc.property(anyConnections, fc.constantFrom(prod.addresses, nobody), (connections, addresses) => {
        for (const { spec } of policiesOf(connections, addresses)) {
          for (const { from, ports } of spec.ingress ?? [])
            expect([from.length > 0, ports.length > 0]).to.not.include(false);
          for (const { to, ports } of spec.egress ?? [])
            expect([to.length > 0, ports.length > 0]).to.not.include(false);
        }
      }),
    );
  });

  it("name pods of other namespaces together with their namespace", () => {
    for (const { spec } of policiesOf(namespaceConnections())) {
      const peers = [
        ...(spec.ingress ?? []).flatMap(({ from }) => from),
        ...(spec.egress ?? []).flatMap(({ to }) => to),
      ];
      for (const peer of peers) {
        if ("ipBlock" in peer) continue;
        expect(peer.namespaceSelector.matchLabels).to.have.all.keys("kubernetes.io/metadata.name");
        expect(peer).to.have.property("podSelector");
      }
    }
  });

  it("say who needs what, under keys that Kubernetes takes", () => {
    for (const { policies } of namespaceDesigns(prod)) {
      for (const { metadata } of policies) {
        expect(Object.keys(metadata.annotations), metadata.name).to.not.be.empty;
        for (const key of Object.keys(metadata.annotations)) {
          expect(key).to.match(/^(flow\.)?physical-ai\.io\/[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/);
        }
      }
    }
  });

  it("deny everything first, in every namespace, under a name each", () => {
    for (const { name, policies } of namespaceDesigns(prod)) {
      expect(policies[0], name).to.deep.include({
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      });
      const names = policies.map(({ metadata }) => metadata.name);
      expect(new Set(names).size, name).to.equal(names.length);
      expect(new Set(policies.map(({ metadata }) => metadata.namespace)), name).to.deep.equal(new Set([name]));
    }
  });

  it("are one for each group of pods, with all that it may do", () => {
    const { policies } = namespaceDesigns(prod).find(({ name }) => name === "osmo-control-plane")!;
    const ratelimit = policies.find(({ metadata }) => metadata.name === "gateway-ratelimit")!;
    const own = (labels: Record<string, string>) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "osmo-control-plane" } },
      podSelector: { matchLabels: labels },
    });
    expect(ratelimit.spec).to.deep.equal({
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": "osmo-gateway", "app.kubernetes.io/component": "ratelimit" },
      },
      policyTypes: ["Ingress", "Egress"],
      ingress: [
        {
          from: [own({ "app.kubernetes.io/name": "osmo-gateway", "app.kubernetes.io/component": "envoy" })],
          ports: [{ protocol: "TCP", port: 8081 }],
        },
      ],
      egress: [
        { to: [own({ app: "osmo-ratelimit-redis" })], ports: [{ protocol: "TCP", port: 6379 }] },
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
            { ipBlock: { cidr: "172.16.0.10/32" } },
            { ipBlock: { cidr: "169.254.10.11/32" } },
          ],
          ports: [
            { protocol: "TCP", port: 53 },
            { protocol: "UDP", port: 53 },
          ],
        },
      ],
    });
  });

  it("give pods that only others call no way out", () => {
    const { policies } = namespaceDesigns(prod).find(({ name }) => name === "osmo-control-plane")!;
    const withoutWayOut = policies.filter(({ spec }) => !spec.policyTypes.includes("Egress"));
    expect(withoutWayOut.map(({ metadata }) => metadata.name)).to.deep.equal(["gateway-authz", "ratelimit-redis"]);
  });
});

/** One connection from every group to every other. */
function namespaceConnections(): PodConnection[] {
  const all = POD_GROUP_NAMES.map((pods) => ({ pods }));
  return [{ name: "all", from: all, to: all, protocols: ["TCP"], ports: [1], neededBy: "tests", why: "everything" }];
}

import { expect } from "chai";
import { Cluster, matches } from "./reachability";
import type { End, Engine, NetworkPolicy } from "./reachability";

const pod = (namespace: string, labels: Record<string, string> = {}, address = "10.244.0.9"): End => ({
  pod: { namespace, labels, address },
});
const policy = (spec: NetworkPolicy["spec"], namespace = "default"): NetworkPolicy => ({
  metadata: { name: "policy", namespace },
  spec,
});
const cluster = (policies: NetworkPolicy[], engine: Engine = "azure") =>
  new Cluster(policies, engine, { myproject: { project: "myproject" } });

const db = pod("default", { role: "db" });
const frontend = pod("default", { role: "frontend" });

/** The examples of kubernetes.io/docs/concepts/services-networking/network-policies. */
describe("Reachability by network policies", () => {
  it("is everything where there is no policy", () => {
    expect(cluster([]).reaches(frontend, db, 6379)).to.be.true;
    expect(cluster([]).reaches({ address: "203.0.113.7" }, db, 6379)).to.be.true;
  });

  it("is nothing into and out of what the policy with the empty selector denies, in its own namespace alone", () => {
    const denied = cluster([policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] })]);
    expect(denied.reaches(frontend, db, 6379)).to.be.false;
    expect(denied.reaches(pod("other"), db, 6379)).to.be.false;
    expect(denied.reaches(db, pod("other"), 6379)).to.be.false;
    expect(denied.reaches(db, { address: "203.0.113.7" }, 443)).to.be.false;
    expect(denied.reaches(pod("other"), pod("third"), 80)).to.be.true;
  });

  it("is everything in where one empty rule stands", () => {
    const open = cluster([policy({ podSelector: {}, ingress: [{}], policyTypes: ["Ingress"] })]);
    expect(open.reaches(pod("other"), db, 1)).to.be.true;
  });

  it("is nothing in where there are no rules, and everything in where a rule has no peers but a port", () => {
    const onPort = cluster([policy({ podSelector: {}, ingress: [{ from: [], ports: [{ port: 6379 }] }] })]);
    expect(onPort.reaches(pod("other"), db, 6379)).to.be.true;
    expect(onPort.reaches(pod("other"), db, 6380)).to.be.false;
    expect(cluster([policy({ podSelector: {}, ingress: [] })]).reaches(frontend, db, 6379)).to.be.false;
  });

  describe("of the page's own example", () => {
    const example = cluster([
      policy({
        podSelector: { matchLabels: { role: "db" } },
        policyTypes: ["Ingress", "Egress"],
        ingress: [
          {
            from: [
              { ipBlock: { cidr: "172.17.0.0/16", except: ["172.17.1.0/24"] } },
              { namespaceSelector: { matchLabels: { project: "myproject" } } },
              { podSelector: { matchLabels: { role: "frontend" } } },
            ],
            ports: [{ protocol: "TCP", port: 6379 }],
          },
        ],
        egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/24" } }], ports: [{ protocol: "TCP", port: 5978 }] }],
      }),
    ]);

    it("lets in the block without its exception", () => {
      expect(example.reaches({ address: "172.17.0.255" }, db, 6379)).to.be.true;
      expect(example.reaches({ address: "172.17.2.0" }, db, 6379)).to.be.true;
      expect(example.reaches({ address: "172.17.1.7" }, db, 6379)).to.be.false;
      expect(example.reaches({ address: "172.18.0.1" }, db, 6379)).to.be.false;
    });

    it("lets in every pod of the project, and the frontend of its own namespace", () => {
      expect(example.reaches(pod("myproject"), db, 6379)).to.be.true;
      expect(example.reaches(frontend, db, 6379)).to.be.true;
      expect(example.reaches(pod("default"), db, 6379)).to.be.false;
      expect(example.reaches(pod("other", { role: "frontend" }), db, 6379)).to.be.false;
    });

    it("keeps to the port and the protocol", () => {
      expect(example.reaches(frontend, db, 6378)).to.be.false;
      expect(example.reaches(frontend, db, 6379, "UDP")).to.be.false;
    });

    it("lets out to the block on its port, and leaves other pods alone", () => {
      expect(example.reaches(db, { address: "10.0.0.4" }, 5978)).to.be.true;
      expect(example.reaches(db, { address: "10.0.0.4" }, 443)).to.be.false;
      expect(example.reaches(db, { address: "10.0.1.4" }, 5978)).to.be.false;
      expect(example.reaches(frontend, { address: "10.0.1.4" }, 443)).to.be.true;
    });
  });

  it("takes two selectors of one peer together, and of two peers each for itself", () => {
    const namespaceSelector = { matchLabels: { project: "myproject" } };
    const podSelector = { matchLabels: { role: "client" } };
    const together = cluster([policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector, podSelector }] }] })]);
    const each = cluster([policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector }, { podSelector }] }] })]);
    const answers = (asked: Cluster) =>
      [pod("myproject", { role: "client" }), pod("myproject"), pod("default", { role: "client" }), pod("default")].map(
        (from) => asked.reaches(from, db, 80),
      );
    expect(answers(together)).to.deep.equal([true, false, false, false]);
    expect(answers(each)).to.deep.equal([true, true, true, false]);
  });

  it("takes an empty selector of namespaces for all of them", () => {
    const all = cluster([policy({ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] })]);
    expect(all.reaches(pod("other"), db, 80)).to.be.true;
    expect(all.reaches({ address: "203.0.113.7" }, db, 80)).to.be.false;
  });

  it("takes missing types for those of the rules: always what comes in, what goes out only with rules", () => {
    const none = cluster([policy({ podSelector: {} })]);
    expect(none.reaches(pod("other"), db, 80)).to.be.false;
    expect(none.reaches(db, pod("other"), 80)).to.be.true;
    const egress = cluster([policy({ podSelector: {}, egress: [{ ports: [{ port: 53, protocol: "UDP" }] }] })]);
    expect(egress.reaches(pod("other"), db, 80)).to.be.false;
    expect(egress.reaches(db, pod("other"), 80)).to.be.false;
    expect(egress.reaches(db, pod("other"), 53, "UDP")).to.be.true;
  });

  it("adds up policies that select the same pod", () => {
    const onPort = (port: number) => policy({ podSelector: {}, ingress: [{ ports: [{ port }] }] });
    const both = cluster([onPort(80), onPort(443)]);
    expect([80, 443, 8080].map((port) => both.reaches(pod("other"), db, port))).to.deep.equal([true, true, false]);
  });

  it("needs both ends to allow it", () => {
    const deny = policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] }, "a");
    const out = policy({ podSelector: {}, policyTypes: ["Egress"], egress: [{}] }, "a");
    const inward = policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [] }, "b");
    expect(cluster([deny, out]).reaches(pod("a"), pod("b"), 80)).to.be.true;
    expect(cluster([deny, out, inward]).reaches(pod("a"), pod("b"), 80)).to.be.false;
  });

  it("takes a range of ports with both its ends", () => {
    const range = cluster([
      policy({ podSelector: {}, ingress: [{ ports: [{ protocol: "TCP", port: 32000, endPort: 32768 }] }] }),
    ]);
    const reached = [31999, 32000, 32768, 32769].map((port) => range.reaches(frontend, db, port));
    expect(reached).to.deep.equal([false, true, true, false]);
  });

  it("takes a port without a number for all of its protocol", () => {
    const udp = cluster([policy({ podSelector: {}, ingress: [{ ports: [{ protocol: "UDP" }] }] })]);
    expect(udp.reaches(frontend, db, 7, "UDP")).to.be.true;
    expect(udp.reaches(frontend, db, 7)).to.be.false;
  });

  it("refuses to judge ports with names, ranges that are none, and peers that are both or neither", () => {
    const asked = (ingress: NonNullable<NetworkPolicy["spec"]["ingress"]>) => () =>
      cluster([policy({ podSelector: {}, ingress })]).reaches(frontend, db, 80);
    expect(asked([{ ports: [{ port: "http" }] }])).to.throw('Port "http" has a name');
    expect(asked([{ ports: [{ port: 90, endPort: 80 }] }])).to.throw("A range of ports is none");
    expect(asked([{ from: [{}] }])).to.throw("A peer is empty");
    expect(asked([{ from: [{ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: {} }] }])).to.throw("a block of addresses");
  });

  it("matches blocks of addresses to pods and nodes with Azure's engine, and not with Cilium", () => {
    const blocks = [policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] })];
    const answers = (engine: Engine) =>
      [pod("other"), { node: "10.0.1.4" }, { address: "10.0.1.4" }].map((from) =>
        cluster(blocks, engine).reaches(from, db, 80),
      );
    expect(answers("azure")).to.deep.equal([true, true, true]);
    expect(answers("cilium")).to.deep.equal([false, false, true]);
  });
});

describe("Label selectors", () => {
  const expression = (operator: string, values?: string[]) => ({
    matchExpressions: [{ key: "tier", operator, values }],
  });
  it("match by presence and value", () => {
    const answers = (labels: Record<string, string>) =>
      [expression("In", ["a"]), expression("NotIn", ["a"]), expression("Exists"), expression("DoesNotExist")].map(
        (selector) => matches(selector, labels),
      );
    expect(answers({ tier: "a" })).to.deep.equal([true, false, true, false]);
    expect(answers({ tier: "b" })).to.deep.equal([false, true, true, false]);
    expect(answers({})).to.deep.equal([false, true, false, true]);
  });

  it("are refused with an operator that Kubernetes does not have", () => {
    expect(() => matches(expression("Like", ["a"]), {})).to.throw('"Like" is no operator');
  });
});

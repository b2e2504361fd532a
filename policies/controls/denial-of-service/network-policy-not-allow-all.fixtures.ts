import { fixtures, unknown } from "../../framework/fixtures";
import type { Fixture, FixtureResource } from "../../framework/fixtures";
import { networkPolicyNotAllowAll } from "./network-policy-not-allow-all";

type Fields = Readonly<Record<string, unknown>>;

const policy = (spec: unknown, type = "kubernetes:networking.k8s.io/v1:NetworkPolicy"): FixtureResource => ({
  type,
  name: "web",
  properties: { metadata: { name: "web", namespace: "training" }, spec },
});
const ingress = (title: string, rule: Fields): Fixture => ({
  title,
  resources: [policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [rule] })],
});
const egress = (title: string, rule: Fields): Fixture => ({
  title,
  resources: [policy({ podSelector: {}, policyTypes: ["Egress"], egress: [rule] })],
});
const CILIUM = "kubernetes:cilium.io/v2:CiliumNetworkPolicy";
const cilium = (title: string, spec: Fields, type = CILIUM): Fixture => ({
  title,
  resources: [policy({ endpointSelector: {}, ...spec }, type)],
});
const HTTPS = { port: 443, protocol: "TCP" };
const WEB = { podSelector: { matchLabels: { app: "web" } } };
const INTERNET = { ipBlock: { cidr: "0.0.0.0/0" } };

export default fixtures(networkPolicyNotAllowAll, {
  pass: [
    ingress("who and where are named", { from: [WEB], ports: [HTTPS] }),
    ingress("who is named", { from: [WEB] }),
    ingress("everybody, at one port", { ports: [HTTPS] }),
    egress("the internet, at one port", { to: [INTERNET], ports: [HTTPS] }),
    ingress("the pods of the same namespace", { from: [{ podSelector: {} }] }),
    {
      title: "rules of a direction that the policy is not for",
      resources: [policy({ podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [WEB] }], egress: [{}] })],
    },
    cilium("Cilium, where a rule that names nobody allows nobody", { ingress: [{}] }),
    cilium("Cilium, with the pods of the same namespace", { ingress: [{ fromEndpoints: [{}] }] }),
    cilium("Cilium, where somebody is named for all ports", {
      ingress: [{ fromEndpoints: [{ matchLabels: { app: "web" } }], toPorts: [{ ports: [{ port: "0" }] }] }],
    }),
    cilium("Cilium, with everybody at one port", {
      egress: [{ toEntities: ["world"], toPorts: [{ ports: [{ port: "443", protocol: "TCP" }] }] }],
    }),
  ],
  fail: [
    ingress("an empty rule", {}),
    ingress("a peer that names nobody", { from: [{}] }),
    ingress("empty lists", { from: [], ports: [] }),
    egress("an empty rule for the way out", {}),
    egress("the internet", { to: [INTERNET] }),
    egress("the internet, but for private networks", {
      to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }],
    }),
    egress("half the internet, twice", {
      to: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }],
    }),
    egress("the internet of IPv6", { to: [{ ipBlock: { cidr: "::/0" } }] }),
    ingress("all pods of all namespaces", { from: [{ namespaceSelector: {} }] }),
    ingress("all pods of all namespaces, by empty selectors", {
      from: [{ namespaceSelector: { matchLabels: {} }, podSelector: { matchExpressions: [] } }],
    }),
    ingress("all pods of all namespaces, by a label that each namespace has", {
      from: [{ namespaceSelector: { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "Exists" }] } }],
    }),
    ingress("everybody, beside one that is named", { from: [WEB, INTERNET] }),
    ingress("everybody at all ports of a protocol", { ports: [{ protocol: "TCP" }] }),
    ingress("everybody at a range of nearly all ports", { ports: [{ port: 1, endPort: 65535 }] }),
    {
      title: "no types are said, and there is a rule for the way out",
      resources: [policy({ podSelector: {}, egress: [{}] })],
    },
    {
      title: "by an old version of the API",
      resources: [policy({ podSelector: {}, ingress: [{}] }, "kubernetes:extensions/v1beta1:NetworkPolicy")],
    },
    {
      title: "one rule allows everything while another is not known yet",
      resources: [policy({ podSelector: {}, ingress: [unknown, {}] })],
    },
    cilium("Cilium, everybody", { ingress: [{ fromEntities: ["all"] }] }),
    cilium("Cilium, everybody, without a denial of its own", {
      ingress: [{ fromEntities: ["all"] }],
      enableDefaultDeny: { ingress: false },
    }),
    cilium("Cilium, all pods of all namespaces, by a label that each pod has", {
      ingress: [
        { fromEndpoints: [{ matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: "Exists" }] }] },
      ],
    }),
    cilium("Cilium, the whole cluster", { ingress: [{ fromEntities: ["cluster"] }] }),
    cilium("Cilium, the internet", { egress: [{ toCIDRSet: [{ cidr: "0.0.0.0/0" }] }] }),
    cilium("Cilium, port zero, which is all of them", { ingress: [{ toPorts: [{ ports: [{ port: "0" }] }] }] }),
    cilium(
      "Cilium, all pods of the cluster",
      { ingress: [{ fromEndpoints: [{}] }] },
      "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy",
    ),
    {
      title: "Cilium, in the second of its specifications",
      resources: [
        {
          type: CILIUM,
          name: "web",
          properties: {
            spec: { endpointSelector: {}, ingress: [{}] },
            specs: [{ endpointSelector: {}, egress: [{ toEntities: ["all"] }] }],
          },
        },
      ],
    },
  ],
  unknown: [
    { title: "the policy is not known yet", resources: [policy(unknown)] },
    { title: "the rules are not known yet", resources: [policy({ podSelector: {}, ingress: unknown })] },
    ingress("who is let through is not known yet", { from: unknown }),
    ingress("at which ports everybody is let through is not known yet", { ports: unknown }),
    ingress("the network is not known yet", { from: [{ ipBlock: { cidr: unknown } }] }),
    {
      title: "for which directions it is, is not known yet",
      resources: [policy({ podSelector: {}, policyTypes: unknown, ingress: [{}] })],
    },
  ],
  notApplicable: [
    {
      title: "a policy that denies",
      resources: [policy({ podSelector: {}, policyTypes: ["Ingress", "Egress"] })],
    },
    { title: "another kind", resources: [policy({ ingress: [{}] }, "kubernetes:networking.k8s.io/v1:Ingress")] },
  ],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { namespaceDefaultDeny } from "./namespace-default-deny";

type Fields = Readonly<Record<string, unknown>>;

const NAMESPACE = "kubernetes:core/v1:Namespace";
const namespace = (name: unknown = "training"): FixtureResource => ({
  type: NAMESPACE,
  name: "training",
  properties: { metadata: { name } },
});
const DENY = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
const policy = (
  spec: unknown,
  {
    name = "deny",
    namespace = "training",
    type = "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  }: {
    name?: string;
    namespace?: unknown;
    type?: string;
  } = {},
): FixtureResource => ({
  type,
  name,
  properties: { metadata: { name, ...(namespace !== undefined && { namespace }) }, spec },
  from: namespace === unknown ? { metadata: ["training"] } : {},
});
const deployment = (metadata: Fields, name = "trainer"): FixtureResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name,
  properties: { metadata: { name, ...metadata }, spec: {} },
});
const release = (properties: Fields): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "osmo",
  properties: { chart: "service", ...properties },
});
const CILIUM = { type: "kubernetes:cilium.io/v2:CiliumNetworkPolicy" };
const CLUSTERWIDE = { type: "kubernetes:cilium.io/v2:CiliumClusterwideNetworkPolicy", namespace: "" };

export default fixtures(namespaceDefaultDeny, {
  pass: [
    { title: "a policy denies both directions", resources: [namespace(), policy(DENY)] },
    {
      title: "two policies, one for each direction",
      resources: [
        namespace(),
        policy({ podSelector: {}, policyTypes: ["Ingress"] }, { name: "in" }),
        policy({ podSelector: { matchLabels: {} }, policyTypes: ["Egress"] }, { name: "out" }),
      ],
    },
    {
      title: "names that are not known yet lead to the same namespace",
      resources: [namespace(unknown), policy(DENY, { namespace: unknown })],
    },
    {
      title: "the policy allows name resolution besides",
      resources: [namespace(), policy({ ...DENY, egress: [{ ports: [{ port: 53, protocol: "UDP" }] }] })],
    },
    {
      title: "workloads in a namespace that another stack creates",
      resources: [deployment({ namespace: "training" }), policy(DENY)],
    },
    {
      title: "Cilium, where a rule that names nobody denies",
      resources: [namespace(), policy({ endpointSelector: {}, ingress: [{}], egress: [{}] }, CILIUM)],
    },
    {
      title: "Cilium, for the whole cluster",
      resources: [
        namespace(),
        policy({ endpointSelector: {}, enableDefaultDeny: { ingress: true, egress: true } }, CLUSTERWIDE),
      ],
    },
  ],
  fail: [
    { title: "no policy at all", resources: [namespace()] },
    {
      title: "a policy for some pods",
      resources: [namespace(), policy({ ...DENY, podSelector: { matchLabels: { app: "web" } } })],
    },
    {
      title: "a policy for some pods, by an expression",
      resources: [
        namespace(),
        policy({ ...DENY, podSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] } }),
      ],
    },
    {
      title: "the way out is open: types that are left out are Ingress",
      resources: [namespace(), policy({ podSelector: {} })],
    },
    {
      title: "the way in is open",
      resources: [namespace(), policy({ podSelector: {}, policyTypes: ["Egress"] })],
    },
    {
      title: "the policy that selects all allows all",
      resources: [namespace(), policy({ ...DENY, ingress: [{}], egress: [{}] })],
    },
    {
      title: "the policy is in another namespace",
      resources: [namespace(), policy(DENY, { namespace: "simulation" })],
    },
    { title: "the policy names no namespace", resources: [namespace(), policy(DENY, { namespace: "" })] },
    {
      title: "workloads in a namespace that another stack creates",
      resources: [deployment({ namespace: "training" })],
    },
    { title: "workloads that name no namespace", resources: [deployment({})] },
    {
      title: "a Helm release in a namespace that it creates itself",
      resources: [release({ namespace: "osmo", createNamespace: true })],
    },
    {
      title: "Cilium, for nodes, which leaves their pods alone",
      resources: [namespace(), policy({ nodeSelector: {}, ingress: [{}], egress: [{}] }, CLUSTERWIDE)],
    },
    {
      title: "Cilium, told not to deny",
      resources: [
        namespace(),
        policy(
          { endpointSelector: {}, ingress: [{}], egress: [{}], enableDefaultDeny: { ingress: false, egress: false } },
          CILIUM,
        ),
      ],
    },
    {
      title: "one of two namespaces",
      resources: [namespace(), policy(DENY), deployment({ namespace: "simulation" })],
    },
    {
      title: "the way out is open, while the way in is not known yet",
      resources: [namespace(), policy({ podSelector: unknown, policyTypes: ["Ingress"] })],
    },
  ],
  unknown: [
    {
      title: "the policy's namespace is not known yet",
      resources: [{ ...namespace(), name: "other" }, policy(DENY, { namespace: unknown })],
    },
    { title: "the policy is not known yet", resources: [namespace(), policy(unknown)] },
    { title: "whom it selects is not known yet", resources: [namespace(), policy({ ...DENY, podSelector: unknown })] },
    {
      title: "what it allows besides is not known yet",
      resources: [namespace(), policy({ ...DENY, ingress: unknown })],
    },
    { title: "where the workloads go is not known yet", resources: [deployment({ namespace: unknown })] },
  ],
  notApplicable: [
    {
      title: "neither namespaces nor workloads",
      resources: [policy(DENY), { type: "kubernetes:core/v1:ConfigMap", name: "settings", properties: {} }],
    },
  ],
});

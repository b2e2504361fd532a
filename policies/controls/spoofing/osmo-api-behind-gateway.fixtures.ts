import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoApiBehindGateway } from "./osmo-api-behind-gateway";

const ENVOY = { "app.kubernetes.io/name": "osmo-gateway", "app.kubernetes.io/component": "envoy" };
const FROM_GATEWAY = { from: [{ podSelector: { matchLabels: ENVOY } }], ports: [{ port: 8000, protocol: "TCP" }] };

const release = (values: unknown = {}, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    namespace: "osmo",
    values,
    ...properties,
  },
});
const policy = (
  name: string,
  podSelector: unknown,
  ingress: unknown,
  properties: Record<string, unknown> = {},
): FixtureResource => ({
  type: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
  name,
  properties: {
    metadata: { namespace: "osmo" },
    spec: { podSelector, policyTypes: ["Ingress"], ingress, ...properties },
  },
});
const denyAll = policy("deny-all", {}, undefined);
const services = { matchExpressions: [{ key: "app", operator: "In", values: ["osmo-service", "osmo-router"] }] };
const other = (ingress: unknown, podSelector: unknown = services) => [
  release(),
  denyAll,
  policy("opening", podSelector, ingress),
];
const deployment: FixtureResource = {
  type: KUBERNETES.deployment,
  name: "osmo-service",
  properties: {
    metadata: { namespace: "osmo" },
    spec: {
      template: {
        metadata: { labels: { app: "osmo-service" } },
        spec: { containers: [{ name: "service", image: "nvcr.io/nvidia/osmo/service:6.3.1" }] },
      },
    },
  },
};

export default fixtures(osmoApiBehindGateway, {
  pass: [
    { title: "everything is denied, and the gateway let in", resources: other([FROM_GATEWAY]) },
    { title: "nobody is let in yet", resources: [release(), denyAll] },
    {
      title: "metrics are read by others",
      resources: other([FROM_GATEWAY, { from: [{ namespaceSelector: {} }], ports: [{ port: 9464 }] }]),
    },
    {
      title: "the gateway with the name of its namespace",
      resources: other([
        {
          ...FROM_GATEWAY,
          from: [
            {
              podSelector: { matchLabels: ENVOY },
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "osmo" } },
            },
          ],
        },
      ]),
    },
    {
      title: "another namespace is open",
      resources: [
        release(),
        denyAll,
        {
          ...policy("open", {}, [{}]),
          properties: { metadata: { namespace: "web" }, spec: { podSelector: {}, ingress: [{}] } },
        },
      ],
    },
    {
      title: "a service that somebody rendered",
      resources: [deployment, policy("service", { matchLabels: { app: "osmo-service" } }, [FROM_GATEWAY])],
    },
  ],
  fail: [
    { title: "no network policy", resources: [release()] },
    {
      title: "the chart's policies, which leave two services open",
      resources: [release({ gateway: { networkPolicies: { enabled: true } } })],
    },
    {
      title: "a policy for what pods send",
      resources: [release(), policy("egress", {}, undefined, { policyTypes: ["Egress"] })],
    },
    { title: "policies of another namespace", resources: [release(undefined, { namespace: "control" }), denyAll] },
    { title: "whoever is in the namespace", resources: other([{ from: [{ podSelector: {} }] }]) },
    { title: "a rule without senders", resources: other([{ ports: [{ port: 8000 }] }]) },
    {
      title: "a policy that does not say for whom it is",
      resources: [release(), denyAll, policy("opening", undefined, [{}])],
    },
    { title: "a rule that says nothing", resources: other([{}]) },
    { title: "a list of senders that is empty", resources: other([{ from: [] }]) },
    {
      title: "a range of ports with the one in it",
      resources: other([{ from: [{ podSelector: {} }], ports: [{ port: 7000, endPort: 9000 }] }]),
    },
    {
      title: "a named port",
      resources: other([{ from: [{ podSelector: {} }], ports: [{ port: "http" }] }]),
    },
    {
      title: "addresses",
      resources: other([{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 8000 }] }]),
    },
    {
      title: "a gateway's labels in any namespace",
      resources: other([{ from: [{ podSelector: { matchLabels: ENVOY }, namespaceSelector: {} }] }]),
    },
    {
      title: "the gateway, and workflows too",
      resources: other([
        {
          from: [
            { podSelector: { matchLabels: ENVOY } },
            { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "osmo-workflows" } } },
          ],
          ports: [{ port: 8000 }],
        },
      ]),
    },
    {
      title: "a policy for all pods but some opens one service",
      resources: other([{ from: [{ podSelector: {} }] }], {
        matchExpressions: [{ key: "app", operator: "NotIn", values: ["osmo-ui"] }],
      }),
    },
    {
      title: "services under other names that no policy is for",
      resources: [
        release({ services: { agent: { serviceName: "osmo-agent-blue" } } }),
        policy("agent", { matchLabels: { app: "osmo-agent" } }, [FROM_GATEWAY]),
      ],
    },
    { title: "a service that somebody rendered", resources: [deployment] },
  ],
  unknown: [
    { title: "what a policy lets in is not known yet", resources: other(unknown) },
    { title: "whom a policy is for is not known yet", resources: [release(), policy("some", unknown, [FROM_GATEWAY])] },
    {
      title: "who is let in is not known yet",
      resources: other([{ from: [{ podSelector: { matchLabels: unknown } }], ports: [{ port: 8000 }] }]),
    },
    { title: "the namespace is not known yet", resources: [release(undefined, { namespace: unknown }), denyAll] },
  ],
  notApplicable: [
    {
      title: "another chart",
      resources: [release({}, { chart: "postgresql", repositoryOpts: {}, namespace: "data" })],
    },
    { title: "policies without OSMO", resources: [denyAll] },
  ],
});

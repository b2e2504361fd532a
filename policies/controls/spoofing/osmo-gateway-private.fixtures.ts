import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoGatewayPrivate } from "./osmo-gateway-private";

const INTERNAL = { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" };
const GATEWAY = { "app.kubernetes.io/name": "osmo-gateway", "app.kubernetes.io/component": "envoy" };

const release = (values: unknown, chart = "service"): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: { chart, repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" }, values },
});
const envoy = (properties: Record<string, unknown>) => ({ gateway: { envoy: properties } });
const service = (spec: Record<string, unknown>, annotations: unknown = {}): FixtureResource => ({
  type: "kubernetes:core/v1:Service",
  name: "address",
  properties: { metadata: { annotations }, spec: { selector: GATEWAY, ...spec } },
});
const ingress = (spec: Record<string, unknown>, annotations: unknown = {}, name = "osmo-gateway"): FixtureResource => ({
  type: KUBERNETES.ingress,
  name: "entry",
  properties: {
    metadata: { annotations },
    spec: { rules: [{ http: { paths: [{ path: "/", backend: { service: { name } } }] } }], ...spec },
  },
});

export default fixtures(osmoGatewayPrivate, {
  pass: [
    { title: "inside the cluster alone", resources: [release(envoy({ service: { type: "ClusterIP" } }))] },
    {
      title: "a load balancer inside the network",
      resources: [release(envoy({ service: { type: "LoadBalancer", annotations: INTERNAL } }))],
    },
    { title: "the chart that is to replace the others, as it is", resources: [release({}, "osmo")] },
    {
      title: "an ingress inside the network",
      resources: [
        release(envoy({ service: { type: "ClusterIP" }, ingress: { enabled: true, ingressClass: "nginx-internal" } })),
      ],
    },
    {
      title: "a load balancer of one's own inside the network",
      resources: [service({ type: "LoadBalancer" }, INTERNAL)],
    },
    { title: "a Service as it is unless told otherwise", resources: [service({})] },
    {
      title: "Application Gateway with its private address",
      resources: [ingress({}, { "appgw.ingress.kubernetes.io/use-private-ip": "true" })],
    },
  ],
  fail: [
    { title: "the chart as it is: a public load balancer", resources: [release({})] },
    { title: "a public load balancer", resources: [release(envoy({ service: { type: "LoadBalancer" } }))] },
    {
      title: "an annotation that Azure does not take for true",
      resources: [
        release(
          envoy({ service: { annotations: { "service.beta.kubernetes.io/azure-load-balancer-internal": "True" } } }),
        ),
      ],
    },
    {
      title: "a public load balancer with some addresses let in",
      resources: [release(envoy({ service: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] } }))],
    },
    { title: "a port on every node", resources: [release(envoy({ service: { type: "NodePort" } }))] },
    {
      title: "a public ingress",
      resources: [
        release(
          envoy({
            service: { type: "ClusterIP" },
            ingress: { enabled: true, ingressClass: "webapprouting.kubernetes.azure.com" },
          }),
        ),
      ],
    },
    {
      title: "the chart's ingress, whatever its class",
      resources: [release(envoy({ service: { type: "ClusterIP" }, ingress: { enabled: true } }))],
    },
    {
      title: "the ingress of the chart that is to replace the others",
      resources: [release({ ingress: { enabled: true } }, "osmo")],
    },
    { title: "a public load balancer of one's own", resources: [service({ type: "LoadBalancer" })] },
    {
      title: "a public load balancer straight to the API, past the gateway",
      resources: [service({ type: "LoadBalancer", selector: { app: "osmo-service" } })],
    },
    { title: "a port on every node, of one's own", resources: [service({ type: "NodePort" }, INTERNAL)] },
    { title: "addresses from elsewhere", resources: [service({ externalIPs: ["203.0.113.7"] })] },
    { title: "a public ingress of one's own", resources: [ingress({ ingressClassName: "nginx" })] },
    {
      title: "a public ingress in the words of an older version",
      resources: [
        {
          ...ingress({ rules: [], backend: { serviceName: "osmo-gateway", servicePort: 80 } }),
          type: "kubernetes:extensions/v1beta1:Ingress",
        },
      ],
    },
  ],
  unknown: [
    { title: "the values are not known yet", resources: [release(unknown)] },
    { title: "the type is not known yet", resources: [release(envoy({ service: { type: unknown } }))] },
    {
      title: "whether the load balancer is internal is not known yet",
      resources: [service({ type: "LoadBalancer" }, unknown)],
    },
    { title: "the class is not known yet", resources: [ingress({ ingressClassName: unknown })] },
  ],
  notApplicable: [
    { title: "a Service of something else", resources: [service({ type: "LoadBalancer", selector: { app: "web" } })] },
    { title: "an ingress to something else", resources: [ingress({ ingressClassName: "nginx" }, {}, "web")] },
    { title: "the backend's chart", resources: [release({}, "backend-operator")] },
  ],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoGatewayAuthentication } from "./osmo-gateway-authentication";

const REPOSITORY = { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" };
const PROVIDERS = [{ issuer: "https://login.example.org/v2.0", audience: "osmo-app", cluster: "idp" }];

const release = (values: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: { chart: "service", repositoryOpts: REPOSITORY, namespace: "osmo", values, ...properties },
});
/** A gateway that speaks TLS and checks tokens, and what else is set of it. */
const gateway = (envoy: Record<string, unknown> = {}, gatewayParts: Record<string, unknown> = {}) => ({
  gateway: { envoy: { ssl: { enabled: true }, jwt: { providers: PROVIDERS }, ...envoy }, ...gatewayParts },
});
const route = (properties: Record<string, unknown>) => ({ match: { prefix: "/api/" }, ...properties });
const pod = (container: Record<string, unknown>, kind: string = KUBERNETES.deployment): FixtureResource => ({
  type: kind,
  name: "osmo-service",
  properties: {
    spec: {
      template: {
        spec: { containers: [{ name: "service", image: "nvcr.io/nvidia/osmo/service:6.3.1", ...container }] },
      },
    },
  },
});
const envoy = (...lines: readonly string[]): FixtureResource => ({
  type: KUBERNETES.configMap,
  name: "osmo-gateway-envoy-config",
  properties: {
    data: {
      "lds.yaml": [
        "- name: envoy.filters.network.http_connection_manager",
        "  cluster: osmo-service",
        ...lines.map((line) => `  ${line}`),
      ].join("\n"),
    },
  },
});
const CHECKS = ["- name: envoy.filters.http.jwt_authn", "- name: envoy.filters.http.ext_authz"];

export default fixtures(osmoGatewayAuthentication, {
  pass: [
    { title: "the chart's own settings, with TLS, and whose tokens count", resources: [release(gateway())] },
    {
      title: "everything said, and a path beside the API let through",
      resources: [
        release(
          gateway(
            {
              defaultIdentity: { user: "", roles: "" },
              skipAuthPaths: ["/api/version", "/api/auth/login"],
              extraSkipAuthPaths: ["/healthz"],
              serviceRoutes: [route({ route: { cluster: "osmo-service" } })],
            },
            {
              oauth2Proxy: { enabled: true, extraArgs: ["--code-challenge-method=S256"] },
              authz: { enabled: true },
            },
          ),
        ),
      ],
    },
    {
      title: "the chart that is to replace the others, from a registry",
      resources: [release(gateway(), { chart: "oci://registry.example.org/charts/osmo:0.1.0", repositoryOpts: {} })],
    },
    {
      title: "TLS that ends at the chart's ingress",
      resources: [release(gateway({ ssl: {}, ingress: { enabled: true } }))],
    },
    {
      title: "TLS to OSMO's services and to Redis",
      resources: [
        release({
          ...gateway({}, { tls: { enabled: true }, oauth2Proxy: { redis: { tlsEnabled: true } } }),
          services: { redis: { tlsEnabled: true } },
        }),
      ],
    },
    { title: "a service that is started as it should", resources: [pod({ args: ["--host", "0.0.0.0"] })] },
    { title: "a rendered gateway", resources: [envoy(...CHECKS)] },
  ],
  fail: [
    {
      title: "sign-in and authorization are off, and everybody is an administrator",
      resources: [
        release(
          gateway(
            { defaultIdentity: { user: "admin", roles: "osmo-admin" } },
            { oauth2Proxy: { enabled: false }, authz: { enabled: false } },
          ),
        ),
      ],
    },
    {
      title: "authorization is off in a file of values",
      resources: [release(gateway(), { valueYamlFiles: [{ text: "gateway:\n  authz:\n    enabled: off\n" }] })],
    },
    { title: "the switch is a text", resources: [release(gateway({}, { authz: { enabled: "False" } }))] },
    {
      title: "the switch is taken away by null",
      resources: [release(gateway({}, { authz: { enabled: null } }), { allowNullValues: true })],
    },
    { title: "the chart's own settings: no TLS", resources: [release(gateway({ ssl: {} }))] },
    {
      title: "no TLS, and no load balancer",
      resources: [release(gateway({ ssl: { enabled: false }, service: { type: "ClusterIP" } }))],
    },
    { title: "no TLS to OSMO's services", resources: [release(gateway({}, { tls: { enabled: false } }))] },
    {
      title: "sessions in Redis without TLS",
      resources: [release(gateway({}, { oauth2Proxy: { redis: { tlsEnabled: false } } }))],
    },
    {
      title: "OSMO speaks with Redis without TLS",
      resources: [release({ ...gateway(), services: { redis: { tlsEnabled: false } } })],
    },
    { title: "no gateway at all", resources: [release(gateway({ enabled: false }))] },
    { title: "nobody's tokens are checked", resources: [release({ global: { hostname: "osmo.example.org" } })] },
    {
      title: "another user is whoever has not signed in",
      resources: [release(gateway({ defaultIdentity: { user: "guest" } }))],
    },
    { title: "the whole API is let through", resources: [release(gateway({ extraSkipAuthPaths: ["/"] }))] },
    { title: "an empty path lets everything through", resources: [release(gateway({ extraSkipAuthPaths: [""] }))] },
    { title: "the beginning of all of the API's paths", resources: [release(gateway({ skipAuthPaths: ["/api"] }))] },
    {
      title: "a part of the API is let through",
      resources: [release(gateway({ extraSkipAuthPaths: ["/api/auth/user"] }))],
    },
    {
      title: "a route that turns authorization off",
      resources: [
        release(
          gateway({
            extraRoutes: [route({ typed_per_filter_config: { "envoy.filters.http.ext_authz": { disabled: true } } })],
          }),
        ),
      ],
    },
    {
      title: "a route that says who the caller is",
      resources: [
        release(
          gateway({
            serviceRoutes: [route({ request_headers_to_add: [{ header: { key: "X-Osmo-User", value: "admin" } }] })],
          }),
        ),
      ],
    },
    {
      title: "sign-in lets some paths pass",
      resources: [release(gateway({}, { oauth2Proxy: { extraArgs: ["--skip-auth-route=^/api"] } }))],
    },
    {
      title: "sign-in lets some addresses pass, by a variable",
      resources: [
        release(
          gateway({}, { oauth2Proxy: { extraEnv: [{ name: "OAUTH2_PROXY_TRUSTED_IPS", value: "10.0.0.0/8" }] } }),
        ),
      ],
    },
    {
      title: "a service in development mode",
      resources: [release({ ...gateway(), services: { worker: { extraArgs: ["--method", "dev"] } } })],
    },
    {
      title: "the chart under another name, without sign-in",
      resources: [
        release(gateway({}, { oauth2Proxy: { enabled: false } }), {
          chart: "./vendored/control-plane",
          repositoryOpts: {},
          namespace: "default",
        }),
      ],
    },
    { title: "development mode in one word", resources: [pod({ args: ["--method=dev"] })] },
    { title: "development mode by the beginning of the flag", resources: [pod({ args: ["--meth", "dev"] })] },
    {
      title: "development mode in the command of another kind of controller",
      resources: [pod({ command: ["service", "--method"], args: ["dev"] }, KUBERNETES.statefulSet)],
    },
    { title: "a rendered gateway that checks no token", resources: [envoy(CHECKS[1]!)] },
    {
      title: "a rendered gateway with a default identity",
      resources: [envoy(...CHECKS, "request_headers_to_add:", "- header:", "    key: x-osmo-user")],
    },
  ],
  unknown: [
    { title: "the values are not known yet", resources: [release(unknown)] },
    {
      title: "whether authorization is on is not known yet",
      resources: [release(gateway({}, { authz: { enabled: unknown } }))],
    },
    {
      title: "whether clients reach it by TLS is not known yet",
      resources: [release(gateway({ ssl: { enabled: unknown } }))],
    },
    {
      title: "a path that is let through is not known yet",
      resources: [release(gateway({ extraSkipAuthPaths: [unknown] }))],
    },
    {
      title: "a file of values that cannot be read here",
      resources: [release({}, { valueYamlFiles: [{ path: "/does/not/exist.yaml" }] })],
    },
    { title: "an argument is not known yet", resources: [pod({ args: ["--method", unknown] })] },
  ],
  notApplicable: [
    {
      title: "another chart of the same name",
      resources: [
        release({ replicas: 2 }, { repositoryOpts: { repo: "https://charts.example.org" }, namespace: "web" }),
      ],
    },
    {
      title: "a release of the backend alone",
      resources: [release({ planes: { control: { enabled: false } } }, { chart: "osmo" })],
    },
    { title: "another workload", resources: [pod({ image: "nginx:1.29", args: ["--method=dev"] })] },
    { title: "another ConfigMap", resources: [{ ...envoy(), properties: { data: { "app.conf": "level: info" } } }] },
  ],
});

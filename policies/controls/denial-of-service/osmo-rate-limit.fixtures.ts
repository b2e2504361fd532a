import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { osmoRateLimit } from "./osmo-rate-limit";

const PER_ADDRESS = { key: "remote_address", rate_limit: { unit: "minute", requests_per_unit: 600 } };
const BY_ADDRESS = [{ actions: [{ remote_address: {} }] }];

const limited = (prefix: string, rate_limits: unknown = BY_ADDRESS) => ({
  match: { prefix },
  route: { cluster: "osmo-service", rate_limits },
});
const ROUTES = [limited("/api/"), limited("/client/")];

const release = (gateway: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    name: "osmo",
    namespace: "osmo",
    values: { gateway },
    ...properties,
  },
});
const gateway = (rateLimit: Record<string, unknown> = {}, envoy: Record<string, unknown> = {}) => ({
  rateLimit: { enabled: true, config: { descriptors: [PER_ADDRESS] }, ...rateLimit },
  envoy: { serviceRoutes: ROUTES, ...envoy },
});
const limiter = (spec: Record<string, unknown> = {}, namespace = "osmo"): FixtureResource => ({
  type: KUBERNETES.deployment,
  name: "limiter",
  properties: {
    metadata: { namespace },
    spec: {
      replicas: 2,
      template: {
        metadata: {
          labels: {
            app: "limiter",
            "app.kubernetes.io/name": "osmo-gateway",
            "app.kubernetes.io/instance": "osmo",
            "app.kubernetes.io/component": "ratelimit",
          },
        },
        spec: { containers: [{ name: "limiter", image: "ratelimit:1" }] },
      },
      ...spec,
    },
  },
});
const envoy = (...lines: readonly string[]): FixtureResource => ({
  type: KUBERNETES.configMap,
  name: "osmo-gateway-envoy-config",
  properties: {
    data: { "lds.yaml": ["envoy.http_connection_manager", "cluster: osmo-service", ...lines].join("\n") },
  },
});

export default fixtures(osmoRateLimit, {
  pass: [
    { title: "a limit for each address on every route to the API", resources: [release(gateway())] },
    {
      title: "a limiter of one's own behind the chart's Service",
      resources: [release(gateway({ replicas: 0 })), limiter()],
    },
    {
      title: "sign-in has a limit of its own",
      resources: [
        release(
          gateway(
            {
              config: {
                descriptors: [PER_ADDRESS, { key: "generic_key", value: "sign-in", descriptors: [PER_ADDRESS] }],
              },
            },
            {
              extraRoutes: [
                limited("/api/auth/", [
                  { actions: [{ generic_key: { descriptor_value: "sign-in" } }, { remote_address: {} }] },
                ]),
                { match: { prefix: "/api/old/" }, direct_response: { status: 410 } },
              ],
            },
          ),
        ),
      ],
    },
    {
      title: "a user is counted by name",
      resources: [
        release(
          gateway(
            { config: { descriptors: [{ ...PER_ADDRESS, key: "user" }] } },
            {
              serviceRoutes: [
                limited("/api/", [
                  { actions: [{ request_headers: { header_name: "x-osmo-user", descriptor_key: "user" } }] },
                ]),
              ],
            },
          ),
        ),
      ],
    },
    {
      title: "a rendered gateway",
      resources: [envoy("- name: envoy.filters.http.ratelimit", "rate_limits:", "- actions: []")],
    },
  ],
  fail: [
    { title: "the chart as it is", resources: [release({})] },
    { title: "the limiter is off", resources: [release(gateway({ enabled: false }))] },
    {
      title: "the limiter alone, which nobody asks",
      resources: [release({ rateLimit: { enabled: true, config: { descriptors: [PER_ADDRESS] } } })],
    },
    { title: "no limits", resources: [release(gateway({ config: { descriptors: [] } }))] },
    {
      title: "a limit that only counts",
      resources: [release(gateway({ config: { descriptors: [{ ...PER_ADDRESS, shadow_mode: true }] } }))],
    },
    {
      title: "a limit without end",
      resources: [
        release(gateway({ config: { descriptors: [{ key: "remote_address", rate_limit: { unlimited: true } }] } })),
      ],
    },
    {
      title: "routes that count by what no limit is for",
      resources: [
        release(
          gateway(
            {},
            { serviceRoutes: [limited("/api/", [{ actions: [{ generic_key: { descriptor_value: "api" } }] }])] },
          ),
        ),
      ],
    },
    {
      title: "one route to the API without a limit",
      resources: [
        release(
          gateway({}, { serviceRoutes: [...ROUTES, { match: { prefix: "/" }, route: { cluster: "osmo-service" } }] }),
        ),
      ],
    },
    {
      title: "a stage that the gateway does not ask for",
      resources: [release(gateway({}, { serviceRoutes: [limited("/api/", [{ ...BY_ADDRESS[0], stage: 3 }])] }))],
    },
    {
      title: "a route beside the chart's own, which stay without",
      resources: [release(gateway({}, { serviceRoutes: [], extraRoutes: [limited("/api/auth/")] }))],
    },
    { title: "no gateway", resources: [release(gateway({}, { enabled: false }))] },
    { title: "no pods of the limiter", resources: [release(gateway({ replicas: 0 }))] },
    {
      title: "no pods of one's own either",
      resources: [release(gateway({ replicas: 0 })), limiter({ replicas: 0 })],
    },
    {
      title: "a limiter of one's own in another namespace",
      resources: [release(gateway({ replicas: 0 })), limiter({}, "web")],
    },
    {
      title: "a file of values turns it off",
      resources: [
        release(undefined, {
          values: { gateway: { envoy: { serviceRoutes: ROUTES } } },
          valueYamlFiles: [{ text: "gateway: { rateLimit: { enabled: false } }" }],
        }),
      ],
    },
    { title: "a rendered gateway that counts nothing", resources: [envoy("- name: envoy.filters.http.ratelimit")] },
  ],
  unknown: [
    { title: "the gateway is not known yet", resources: [release(unknown)] },
    { title: "the limits are not known yet", resources: [release(gateway({ config: { descriptors: unknown } }))] },
    {
      title: "what a route counts is not known yet",
      resources: [release(gateway({}, { serviceRoutes: [limited("/api/", unknown)] }))],
    },
    { title: "how many pods run is not known yet", resources: [release(gateway({ replicas: unknown }))] },
  ],
  notApplicable: [
    { title: "the backend's chart", resources: [release({}, { chart: "backend-operator" })] },
    {
      title: "another gateway",
      resources: [release({}, { chart: "envoy", repositoryOpts: {}, name: "edge", namespace: "edge", values: {} })],
    },
  ],
});

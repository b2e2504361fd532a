import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { postgresEncryptedTransport } from "./postgres-encrypted-transport";

const HOST = "psql-platform.postgres.database.azure.com";
const VERIFIED = [
  { name: "PGHOST", value: HOST },
  { name: "PGSSLMODE", value: "verify-full" },
];

const parameter = (configurationName: string, value?: string): FixtureResource => ({
  type: AZURE.postgresConfiguration,
  name: "parameter",
  properties: { configurationName, ...(value !== undefined && { value }) },
});
const pods = (container: unknown, more: Record<string, unknown> = {}): FixtureResource => ({
  type: KUBERNETES.deployment,
  name: "api",
  properties: {
    metadata: { name: "api", namespace: "app" },
    spec: { template: { spec: { containers: [container], ...more } } },
  },
});
const withEnv = (...env: readonly unknown[]) => pods({ name: "api", env });
const settings = (data: unknown, namespace = "app"): FixtureResource => ({
  type: KUBERNETES.configMap,
  name: "settings",
  properties: { metadata: { name: "settings", namespace }, data },
});
const MODE = { name: "PGSSLMODE", value: "verify-full" };
const osmoValues = (): Record<string, Record<string, unknown>> => ({
  configs: { enabled: true },
  postgres: { serviceName: HOST },
  service: { extraEnv: [MODE] },
  worker: { extraEnv: [MODE] },
  logger: { extraEnv: [MODE] },
  agent: { extraEnv: [MODE] },
  delayedJobMonitor: { extraEnv: [MODE] },
  router: { extraEnvs: [MODE] },
});
const osmo = (services: unknown, gateway: unknown = { authz: { enabled: true } }): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values: { services, gateway } },
});
const chart = (values: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "mlflow",
  properties: { chart: "mlflow", values },
});

export default fixtures(postgresEncryptedTransport, {
  pass: [
    {
      title: "the server refuses plain text and old TLS",
      resources: [
        parameter("require_secure_transport", "ON"),
        { ...parameter("ssl_min_protocol_version", "TLSv1.3"), name: "minimum" },
      ],
    },
    { title: "the parameter with Azure's default", resources: [parameter("require_secure_transport")] },
    { title: "a client that verifies", resources: [withEnv(...VERIFIED)] },
    {
      title: "an address that says so itself",
      resources: [withEnv({ name: "DATABASE_URL", value: `postgresql://app@${HOST}:5432/app?sslmode=verify-full` })],
    },
    {
      title: "a ConfigMap that says so, taken whole",
      resources: [
        settings({ PGHOST: HOST, PGSSLMODE: "verify-full" }),
        pods({ name: "api", envFrom: [{ configMapRef: { name: "settings" } }] }),
      ],
    },
    { title: "every service of OSMO", resources: [osmo(osmoValues())] },
    {
      title: "a chart with a mode of its own",
      resources: [chart({ backendStore: { postgres: { host: HOST, sslMode: "verify-full" } } })],
    },
  ],
  fail: [
    { title: "the server takes plain text", resources: [parameter("require_secure_transport", "off")] },
    { title: "in another word", resources: [parameter("Require_Secure_Transport", "0")] },
    { title: "the server takes old TLS", resources: [parameter("ssl_min_protocol_version", "TLSv1")] },
    {
      title: "a client that takes any certificate",
      resources: [withEnv({ name: "PGHOST", value: HOST }, { name: "PGSSLMODE", value: "require" })],
    },
    { title: "a client that compares no name", resources: [withEnv({ name: "PGSSLMODE", value: "verify-ca" })] },
    {
      title: "a client that nobody told, which takes what it gets",
      resources: [withEnv({ name: "PGHOST", value: HOST })],
    },
    {
      title: "an address that turns it off, beside a variable",
      resources: [withEnv(MODE, { name: "DATABASE_URL", value: `postgresql://app@${HOST}/app?sslmode=disable` })],
    },
    {
      title: "on a command line",
      resources: [pods({ name: "api", command: ["psql"], args: ["-h", HOST, "-U", "app"] })],
    },
    {
      title: "in an init container, beside one that verifies",
      resources: [
        pods(
          { name: "api", env: VERIFIED },
          { initContainers: [{ name: "migrate", env: [{ name: "POSTGRES_HOST", value: HOST }] }] },
        ),
      ],
    },
    {
      title: "in a CronJob",
      resources: [
        {
          type: KUBERNETES.cronJob,
          name: "dump",
          properties: {
            spec: {
              jobTemplate: {
                spec: {
                  template: { spec: { containers: [{ name: "dump", env: [{ name: "PGSSLMODE", value: "Prefer" }] }] } },
                },
              },
            },
          },
        },
      ],
    },
    {
      title: "a ConfigMap names the server, and nobody the mode",
      resources: [
        settings({ host: HOST }),
        withEnv({ name: "PGHOST", valueFrom: { configMapKeyRef: { name: "settings", key: "host" } } }),
      ],
    },
    {
      title: "a Secret with an address",
      resources: [
        {
          type: KUBERNETES.secret,
          name: "database",
          properties: {
            metadata: { name: "database", namespace: "app" },
            data: { url: Buffer.from(`postgresql://app@${HOST}/app?sslmode=require`).toString("base64") },
          },
        },
        withEnv({ name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "database", key: "url" } } }),
      ],
    },
    {
      title: "the ConfigMap of another namespace does not help",
      resources: [
        settings({ PGSSLMODE: "verify-full" }, "other"),
        pods({
          name: "api",
          env: [{ name: "PGHOST", value: HOST }],
          envFrom: [{ configMapRef: { name: "settings" } }],
        }),
      ],
    },
    { title: "one of OSMO's services is forgotten", resources: [osmo({ ...osmoValues(), router: {} })] },
    {
      title: "OSMO's router, in the list that its chart does not read",
      resources: [osmo({ ...osmoValues(), router: { extraEnv: [MODE] } })],
    },
    {
      title: "OSMO's authorization, which asks the database where roles are kept there",
      resources: [osmo({ ...osmoValues(), configs: { enabled: false } })],
    },
    { title: "another chart", resources: [chart({ backendStore: { postgres: { host: HOST } } })] },
    {
      title: "another chart's own mode",
      resources: [chart({ backendStore: { postgres: { host: HOST, sslMode: "require" } } })],
    },
  ],
  unknown: [
    { title: "the parameter's value is not known yet", resources: [parameter("require_secure_transport", unknown)] },
    {
      title: "the mode is not known yet",
      resources: [withEnv({ name: "PGHOST", value: HOST }, { name: "PGSSLMODE", value: unknown })],
    },
    { title: "the server is not known yet", resources: [withEnv({ name: "PGHOST", value: unknown })] },
    {
      title: "the rest of the environment is not known yet",
      resources: [pods({ name: "api", args: ["--host", HOST], env: unknown })],
    },
    {
      title: "the ConfigMap's entries are not known yet",
      resources: [
        settings(unknown),
        pods({
          name: "api",
          env: [{ name: "PGHOST", value: HOST }],
          envFrom: [{ configMapRef: { name: "settings" } }],
        }),
      ],
    },
    { title: "OSMO's database is not known yet", resources: [osmo({ postgres: { serviceName: unknown } })] },
  ],
  notApplicable: [
    { title: "another parameter", resources: [parameter("log_connections", "on")] },
    { title: "a pod that connects to nothing", resources: [withEnv({ name: "LOG_LEVEL", value: "INFO" })] },
    {
      title: "a database in the pod itself",
      resources: [withEnv({ name: "PGHOST", value: "localhost" }, { name: "PGSSLMODE", value: "disable" })],
    },
    {
      title: "a pattern of names",
      resources: [withEnv({ name: "ALLOWED_HOSTS", value: "*.postgres.database.azure.com" })],
    },
    { title: "a chart that brings its own database", resources: [chart({ postgresql: { sslMode: "disable" } })] },
    { title: "OSMO with a database in the cluster", resources: [osmo({ postgres: { serviceName: "postgres" } })] },
  ],
});

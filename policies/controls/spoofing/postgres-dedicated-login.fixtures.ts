import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { postgresDedicatedLogin } from "./postgres-dedicated-login";

const HOST = "psql-platform.postgres.database.azure.com";
const PASSWORD = "an-example-of-a-password";

const server = (properties: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.postgresServer,
  name: "postgres",
  properties: {
    serverName: "psql-platform",
    administratorLogin: "psqladmin",
    administratorLoginPassword: PASSWORD,
    ...properties,
  },
});
const pods = (
  container: Record<string, unknown>,
  type: FixtureResource["type"] = KUBERNETES.deployment,
): FixtureResource => ({
  type,
  name: "api",
  properties: {
    metadata: { name: "api", namespace: "app" },
    spec: { template: { spec: { containers: [{ name: "api", ...container }] } } },
  },
});
const withEnv = (...env: readonly unknown[]) => pods({ env });
const osmo = (postgres: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values: { services: { postgres, configFile: { enabled: true } } } },
});
const secret = (stringData: unknown): FixtureResource => ({
  type: KUBERNETES.secret,
  name: "database",
  properties: { metadata: { name: "database", namespace: "app" }, stringData },
});
const vaultSecret = (secretName: string, value: string): FixtureResource => ({
  type: AZURE.keyVaultSecret,
  name: secretName,
  properties: { secretName, vaultName: "kv-platform", properties: { value } },
});
const brought = (objectName: string): FixtureResource => ({
  type: KUBERNETES.secretProviderClass,
  name: "secrets",
  properties: {
    metadata: { name: "secrets", namespace: "app" },
    spec: {
      provider: "azure",
      parameters: { objects: `array:\n  - |\n    objectName: ${objectName}\n    objectType: secret\n` },
    },
  },
});

export default fixtures(postgresDedicatedLogin, {
  pass: [
    {
      title: "a role of its own",
      resources: [server(), osmo({ serviceName: HOST, user: "osmo_app" }), withEnv({ name: "PGUSER", value: "app" })],
    },
    { title: "nothing signs in", resources: [server()] },
    {
      title: "the administrator's password is in the vault, for people",
      resources: [server(), vaultSecret("psql-admin-password", PASSWORD), brought("osmo-database")],
    },
    {
      title: "the same name for something else",
      resources: [
        server({ administratorLogin: "osmo" }),
        withEnv({ name: "TEAM", value: "osmo" }, { name: "PGDATABASE", value: "osmo" }),
      ],
    },
  ],
  fail: [
    { title: "OSMO's values", resources: [server(), osmo({ serviceName: HOST, user: "psqladmin" })] },
    {
      title: "the login that OSMO's chart takes where none is given",
      resources: [server({ administratorLogin: "postgres" }), osmo({ serviceName: HOST })],
    },
    {
      title: "values in a file of YAML",
      resources: [
        server(),
        {
          ...osmo(undefined),
          properties: {
            chart: "service",
            valueYamlFiles: [{ text: `services:\n  postgres:\n    serviceName: ${HOST}\n    user: psqladmin\n` }],
          },
        },
      ],
    },
    { title: "a variable", resources: [server(), withEnv({ name: "PGUSER", value: "psqladmin" })] },
    {
      title: "a variable with the server's name behind the login",
      resources: [server(), withEnv({ name: "POSTGRES_USER", value: "psqladmin@psql-platform" })],
    },
    {
      title: "an address",
      resources: [
        server(),
        withEnv({ name: "BACKEND_STORE", value: `postgresql://psqladmin:$(PASSWORD)@${HOST}/mlflow` }),
      ],
    },
    {
      title: "a command line, in a Job",
      resources: [server(), pods({ command: ["psql", "-h", HOST, "-U", "psqladmin"] }, KUBERNETES.job)],
    },
    {
      title: "OSMO's own flag",
      resources: [server(), pods({ args: ["--postgres_host", HOST, "--postgres_user", "psqladmin"] })],
    },
    {
      title: "a ConfigMap",
      resources: [
        server(),
        {
          type: KUBERNETES.configMap,
          name: "settings",
          properties: { data: { "app.ini": `[postgres]\nhost = ${HOST}\nuser = psqladmin\n` } },
        },
      ],
    },
    { title: "a Secret", resources: [server(), secret({ username: "psqladmin", password: unknown })] },
    { title: "the administrator's password under any name", resources: [server(), secret({ value: PASSWORD })] },
    {
      title: "in base64",
      resources: [
        server(),
        {
          ...secret(undefined),
          properties: { data: { url: Buffer.from(`postgres://psqladmin:x@${HOST}/app`).toString("base64") } },
        },
      ],
    },
    {
      title: "the administrator's password is brought from the vault into the cluster",
      resources: [server(), vaultSecret("osmo-database", PASSWORD), brought("osmo-database")],
    },
    {
      title: "an address in the vault",
      resources: [server(), vaultSecret("mlflow-store", `postgresql://psqladmin:x@${HOST}/mlflow`)],
    },
    {
      title: "passwords work beside Entra ID",
      resources: [
        server({ authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Enabled" } }),
        withEnv({ name: "DB_USER", value: "psqladmin" }),
      ],
    },
  ],
  unknown: [
    {
      title: "whether the administrator may sign in by password is not known yet",
      resources: [server({ authConfig: unknown }), withEnv({ name: "PGUSER", value: "psqladmin" })],
    },
    { title: "the administrator's login is not known yet", resources: [server({ administratorLogin: unknown })] },
    {
      title: "the workload's login is not known yet",
      resources: [server(), withEnv({ name: "PGUSER", value: unknown })],
    },
    { title: "the workload's environment is not known yet", resources: [server(), pods({ env: unknown })] },
    {
      title: "the chart's values are not known yet",
      resources: [server(), { ...osmo({}), properties: { chart: "service", values: unknown } }],
    },
  ],
  notApplicable: [
    {
      title: "a server that takes no passwords",
      resources: [
        server({ authConfig: { activeDirectoryAuth: "Enabled", passwordAuth: "Disabled" } }),
        withEnv({ name: "PGUSER", value: "psqladmin" }),
      ],
    },
    { title: "a server without an administrator's login", resources: [server({ administratorLogin: undefined })] },
    { title: "a stack without PostgreSQL", resources: [withEnv({ name: "PGUSER", value: "psqladmin" })] },
  ],
});

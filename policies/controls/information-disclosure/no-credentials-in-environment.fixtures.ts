import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { noCredentialsInEnvironment } from "./no-credentials-in-environment";

const pod = (container: Record<string, unknown>, more: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "trainer",
  properties: { spec: { template: { spec: { containers: [{ name: "train", ...container }], ...more } } } },
});
const withEnv = (...env: readonly unknown[]) => pod({ env });
const literal = (name: unknown, value: unknown) => ({ name, value });
const fromSecret = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: "database", key: "password" } } });
const configMap = (data: unknown): FixtureResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "settings",
  properties: { data },
});
const release = (values: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values },
});
/** Forms of tokens, made up. */
const JWT = "eyJub3QtYS10b2tlbiI.eyJub3QtYS10b2tlbiI.c2lnbmF0dXJl";

export default fixtures(noCredentialsInEnvironment, {
  pass: [
    {
      title: "a password from a Secret, and a variable that stands for it",
      resources: [
        withEnv(fromSecret("DB_PASSWORD"), literal("PGPASSWORD", "$(DB_PASSWORD)"), literal("DB_USER", "osmo")),
      ],
    },
    {
      title: "the path of a file that has it",
      resources: [withEnv(literal("OSMO_TOKEN", "/mnt/vault/token"), literal("PGPASSFILE", "/run/pgpass"))],
    },
    {
      title: "names that end as a credential's does and are none",
      resources: [
        withEnv(
          literal("MAX_TOKENS", "4096"),
          literal("PAD_TOKEN", "[PAD]"),
          literal("PRIMARY_KEY", "episode_id"),
          literal("OBS_KEY", "observation.image"),
          literal("PWD", "/workspace"),
          literal("SORT_KEY", "date"),
        ),
      ],
    },
    {
      title: "switches and numbers under a credential's name",
      resources: [withEnv(literal("HF_TOKEN", ""), literal("USE_AUTH_TOKEN", "true"), literal("RETRY_TOKEN", "12"))],
    },
    {
      title: "an address with a reference for its password",
      resources: [withEnv(fromSecret("PASSWORD"), literal("DB", "postgresql://osmo:$(PASSWORD)@db:5432/osmo"))],
    },
    {
      title: "a command that reads the file by itself",
      resources: [pod({ args: ["--token_file", "/mnt/vault/token", "--password=$(cat /mnt/vault/password)"] })],
    },
    {
      title: "configuration and programs that speak of passwords",
      resources: [
        configMap({
          "proxy.cfg": 'cookie_secret_file = "/mnt/vault/cookie"\n',
          "sign-in.py": "# password: required\npassword = read_password(path)\ntoken = environment\n",
          "roots.pem": "-----BEGIN CERTIFICATE-----\nMIID\n-----END CERTIFICATE-----\n",
        }),
      ],
    },
    {
      title: "names of Secrets and of keys in them among a chart's values",
      resources: [release({ existingSecret: "database", passwordKey: "password", accountTokenSecret: "osmo-token" })],
    },
  ],
  fail: [
    { title: "a password", resources: [withEnv(literal("DB_PASSWORD", "not-a-password"))] },
    { title: "a password of digits", resources: [withEnv(literal("DB_PASSWORD", "123456"))] },
    { title: "a token under a short name", resources: [withEnv(literal("WANDB_KEY", "bm90LWEta2V5"))] },
    { title: "in small letters", resources: [withEnv(literal("clientSecret", "bm90LWEta2V5"))] },
    { title: "with a number behind", resources: [withEnv(literal("API_KEY_2", "bm90LWEta2V5"))] },
    { title: "a token under a harmless name", resources: [withEnv(literal("GREETING", JWT))] },
    {
      title: "a password in an address",
      resources: [withEnv(literal("DB", "postgresql://osmo:hunter2@db:5432/osmo"))],
    },
    { title: "a private key", resources: [withEnv(literal("CERT", "-----BEGIN RSA PRIVATE KEY-----\nMIIE"))] },
    {
      title: "by way of another variable with a harmless name",
      resources: [withEnv(literal("GREETING", "hello-you"), literal("DB_PASSWORD", "$(GREETING)"))],
    },
    { title: "as an argument", resources: [pod({ args: ["login", "--token", "bm90LWEtdG9rZW4"] })] },
    { title: "in a script of a command", resources: [pod({ command: ["sh", "-c", "PGPASSWORD=not4password psql"] })] },
    {
      title: "in a hook",
      resources: [
        pod({
          lifecycle: { postStart: { exec: { command: ["curl", "-H", "Authorization: Bearer bm90LWEtdG9rZW4x"] } } },
        }),
      ],
    },
    {
      title: "in a probe",
      resources: [pod({ livenessProbe: { exec: { command: ["redis-cli", "--password", "not-a-password", "ping"] } } })],
    },
    {
      title: "in a container before the others",
      resources: [pod({}, { initContainers: [{ name: "fetch", env: [literal("HF_TOKEN", "bm90LWEtdG9rZW4")] }] })],
    },
    {
      title: "in a container for debugging",
      resources: [pod({}, { ephemeralContainers: [{ name: "shell", env: [literal("TOKEN", "bm90LWEtdG9rZW4")] }] })],
    },
    { title: "a ConfigMap", resources: [configMap({ DB_PASSWORD: "not-a-password" })] },
    { title: "a file of a ConfigMap", resources: [configMap({ "db.yaml": "user: osmo\npassword: not-a-password\n" })] },
    {
      title: "a program of a ConfigMap",
      resources: [configMap({ "job.py": 'import os\nTOKEN = "bm90LWEtdG9rZW4"\n' })],
    },
    {
      title: "a ConfigMap's binary data",
      resources: [
        {
          type: "kubernetes:core/v1:ConfigMap",
          name: "settings",
          properties: { binaryData: { greeting: Buffer.from(JWT).toString("base64") } },
        },
      ],
    },
    {
      title: "deep in the values of a chart",
      resources: [release({ services: { agent: { extraEnv: [literal("DB_PASSWORD", "not-a-password")] } } })],
    },
    {
      title: "a map of variables in the values",
      resources: [release({ worker: { env: { DB_PASSWORD: "not-a-password" } } })],
    },
    {
      title: "arguments in the values",
      resources: [release({ worker: { extraArgs: ["--token", "bm90LWEtdG9rZW4"] } })],
    },
    { title: "a password of the values", resources: [release({ redis: { password: "not-a-password" } })] },
    {
      title: "a file of values",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: {
            chart: "service",
            valueYamlFiles: [{ text: "worker:\n  extraEnvVars:\n    - {name: API_KEY, value: bm90LWEta2V5}\n" }],
          },
        },
      ],
    },
  ],
  unknown: [
    { title: "the password is not known yet", resources: [withEnv(literal("DB_PASSWORD", unknown))] },
    { title: "any other value is not known yet", resources: [withEnv(literal("DB_HOST", unknown))] },
    { title: "the name is not known yet", resources: [withEnv(literal(unknown, "not-a-password"))] },
    {
      title: "where the value comes from is not known yet",
      resources: [withEnv({ name: "TOKEN", valueFrom: unknown })],
    },
    { title: "an argument is not known yet", resources: [pod({ args: ["--token", unknown] })] },
    { title: "what a ConfigMap holds is not known yet", resources: [configMap(unknown)] },
    { title: "some value of the chart is not known yet", resources: [release({ hostname: unknown })] },
  ],
  notApplicable: [
    { title: "a pod that is told nothing", resources: [pod({})] },
    {
      title: "a part of a chart that is switched off",
      resources: [release({ debug: { enabled: false, env: { DB_PASSWORD: "not-a-password" } } })],
    },
    {
      title: "a Secret, which is where credentials belong",
      resources: [{ type: KUBERNETES.secret, name: "database", properties: { stringData: { password: "a" } } }],
    },
  ],
});

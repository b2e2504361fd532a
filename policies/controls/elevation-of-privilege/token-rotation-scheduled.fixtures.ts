import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { tokenRotationScheduled } from "./token-rotation-scheduled";

const NEAR_EXPIRY = "Microsoft.KeyVault.SecretNearExpiry";

const vault: FixtureResource = { type: AZURE.keyVault, name: "vault", properties: { vaultName: "kv-platform" } };
const secret = (secretName = "backend-token"): FixtureResource => ({
  type: AZURE.keyVaultSecret,
  name: secretName,
  properties: { secretName, vaultName: unknown },
  from: { vaultName: ["vault"] },
});
const topic = (of = "vault"): FixtureResource => ({
  type: AZURE.eventGridSystemTopic,
  name: "topic",
  properties: { systemTopicName: "evgst-vault", source: unknown, topicType: "Microsoft.KeyVault.vaults" },
  from: { source: [of] },
});
const subscription = (properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "azure-native:eventgrid/v20250215:SystemTopicEventSubscription",
  name: "subscription",
  properties: {
    systemTopicName: unknown,
    filter: { includedEventTypes: [NEAR_EXPIRY] },
    destination: { endpointType: "MonitorAlert", actionGroups: [unknown] },
    ...properties,
  },
  from: { systemTopicName: ["topic"] },
});
const backend = (values: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "backend",
  properties: {
    chart: "backend-operator",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values: { global: { loginMethod: "token", accountTokenSecret: "osmo-token" }, ...values },
  },
});
const vaultClass: FixtureResource = {
  type: KUBERNETES.secretProviderClass,
  name: "backend",
  properties: {
    metadata: { name: "backend" },
    spec: {
      provider: "azure",
      parameters: { objects: "array:\n  - |\n    objectName: backend-token\n    objectAlias: token\n" },
      secretObjects: [{ secretName: "osmo-token" }],
    },
  },
};
const job = (name: unknown = "backend-token", spec: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:batch/v1:CronJob",
  name: "rotation",
  properties: {
    spec: {
      schedule: "17 3 * * 1",
      jobTemplate: {
        spec: { template: { spec: { containers: [{ name: "rotate", env: [{ name: "SECRET_NAME", value: name }] }] } } },
      },
      ...spec,
    },
  },
});

export default fixtures(tokenRotationScheduled, {
  pass: [
    { title: "somebody is told before secrets end", resources: [vault, secret(), topic(), subscription()] },
    {
      title: "a function hears of everything that the vault tells",
      resources: [
        vault,
        secret(),
        topic(),
        subscription({ filter: {}, destination: { endpointType: "AzureFunction", resourceId: unknown } }),
      ],
    },
    {
      title: "a subscription of the vault itself",
      resources: [
        vault,
        secret(),
        {
          type: AZURE.eventGridSubscription,
          name: "subscription",
          properties: { scope: unknown, destination: { endpointType: "WebHook" } },
          from: { scope: ["vault"] },
        },
      ],
    },
    { title: "a job replaces the backend's token in the vault", resources: [backend(), vaultClass, job()] },
    { title: "a job replaces the Secret of the cluster", resources: [backend(), job("osmo-token")] },
    {
      title: "the token is a file of the vault",
      resources: [
        backend({
          services: {
            backendListener: {
              volumes: [{ name: "vault", csi: { volumeAttributes: { secretProviderClass: "backend" } } }],
            },
          },
        }),
        vaultClass,
        job(),
      ],
    },
    {
      title: "a function replaces the token when the vault says so",
      resources: [
        backend(),
        vaultClass,
        vault,
        secret(),
        topic(),
        subscription({ destination: { endpointType: "AzureFunction", resourceId: unknown } }),
      ],
    },
  ],
  fail: [
    { title: "nobody is told before secrets end", resources: [vault, secret()] },
    {
      title: "only of keys",
      resources: [
        vault,
        secret(),
        topic(),
        subscription({ filter: { includedEventTypes: ["Microsoft.KeyVault.KeyNearExpiry"] } }),
      ],
    },
    {
      title: "only when a secret has ended",
      resources: [
        vault,
        secret(),
        topic(),
        subscription({ filter: { includedEventTypes: ["Microsoft.KeyVault.SecretExpired"] } }),
      ],
    },
    {
      title: "a subscription that leads nowhere",
      resources: [vault, secret(), topic(), subscription({ destination: undefined })],
    },
    {
      title: "a topic of another vault",
      resources: [
        vault,
        secret(),
        { ...vault, name: "other", properties: { vaultName: "kv-other" } },
        topic("other"),
        subscription(),
      ],
    },
    { title: "nothing replaces the backend's token", resources: [backend(), vaultClass] },
    { title: "a job for another secret", resources: [backend(), vaultClass, job("database-password")] },
    { title: "a job that is suspended", resources: [backend(), vaultClass, job(undefined, { suspend: true })] },
    {
      title: "a job that runs once a year",
      resources: [backend(), vaultClass, job(undefined, { schedule: "0 0 1 1 *" })],
    },
    { title: "a job that never runs", resources: [backend(), vaultClass, job(undefined, { schedule: "0 0 31 2 *" })] },
    { title: "once a year in one word", resources: [backend(), vaultClass, job(undefined, { schedule: "@yearly" })] },
    {
      title: "an alert alone replaces no token",
      resources: [backend(), vaultClass, vault, secret(), topic(), subscription()],
    },
    {
      title: "a rendered backend",
      resources: [
        {
          type: KUBERNETES.deployment,
          name: "listener",
          properties: {
            spec: {
              template: {
                spec: {
                  containers: [{ name: "listener", image: "nvcr.io/nvidia/osmo/backend-listener:6.3.1" }],
                  volumes: [{ name: "token", secret: { secretName: "osmo-token" } }],
                },
              },
            },
          },
        },
      ],
    },
  ],
  unknown: [
    {
      title: "what the subscription is to is not known yet",
      resources: [vault, secret(), topic(), subscription({ filter: { includedEventTypes: unknown } })],
    },
    {
      title: "which topic it is of is not known yet",
      resources: [vault, secret(), topic(), { ...subscription(), from: {} }],
    },
    { title: "what the job is told is not known yet", resources: [backend(), vaultClass, job(unknown)] },
    {
      title: "when the job runs is not known yet",
      resources: [backend(), vaultClass, job(undefined, { schedule: unknown })],
    },
  ],
  notApplicable: [
    { title: "a vault without secrets", resources: [vault] },
    { title: "a backend with a password, which is another matter", resources: [backend({ global: {} })] },
    { title: "a job alone", resources: [job()] },
  ],
});

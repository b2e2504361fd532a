import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { secretRotationEnabled } from "./secret-rotation-enabled";

const cluster = (addonProfiles?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { ...(addonProfiles !== undefined && { addonProfiles }) },
});
const addOn = (profile: unknown) => cluster({ azureKeyvaultSecretsProvider: profile });
const key = (rotationPolicy?: unknown): FixtureResource => ({
  type: AZURE.keyVaultKey,
  name: "etcd",
  properties: { properties: { kty: "RSA", ...(rotationPolicy !== undefined && { rotationPolicy }) } },
});
const policy = (type: unknown, trigger: unknown = { timeAfterCreate: "P180D" }) => ({
  lifetimeActions: [{ action: { type }, trigger }],
});

export default fixtures(secretRotationEnabled, {
  pass: [
    {
      title: "the add-on fetches again",
      resources: [addOn({ enabled: true, config: { enableSecretRotation: "true", rotationPollInterval: "2m" } })],
    },
    {
      title: "in other letter case",
      resources: [
        cluster({ AzureKeyVaultSecretsProvider: { enabled: true, config: { EnableSecretRotation: "True" } } }),
      ],
    },
    { title: "a key that is replaced twice a year", resources: [key(policy("rotate"))] },
    {
      title: "a key that is replaced before it expires",
      resources: [key(policy("Rotate", { timeBeforeExpiry: "P30D" }))],
    },
  ],
  fail: [
    { title: "no add-on", resources: [cluster({ azurepolicy: { enabled: true } })] },
    { title: "nothing is said", resources: [cluster()] },
    { title: "the add-on with Azure's default", resources: [addOn({ enabled: true })] },
    {
      title: "the add-on with rotation off",
      resources: [addOn({ enabled: true, config: { enableSecretRotation: "false" } })],
    },
    {
      title: "rotation of an add-on that is off",
      resources: [addOn({ enabled: false, config: { enableSecretRotation: "true" } })],
    },
    {
      title: "an add-on that is off, whatever its settings will be",
      resources: [addOn({ enabled: false, config: unknown })],
    },
    { title: "a key without a policy", resources: [key()] },
    { title: "a key whose policy only notifies", resources: [key(policy("notify"))] },
    { title: "a key whose policy has no time", resources: [key(policy("rotate", {}))] },
    {
      title: "a key of an older API version",
      resources: [{ ...key(), type: "azure-native:keyvault/v20230201:Key" }],
    },
  ],
  unknown: [
    { title: "the add-ons are not known yet", resources: [cluster(unknown)] },
    {
      title: "the setting is not known yet",
      resources: [addOn({ enabled: true, config: { enableSecretRotation: unknown } })],
    },
    { title: "the key's policy is not known yet", resources: [key(unknown)] },
  ],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

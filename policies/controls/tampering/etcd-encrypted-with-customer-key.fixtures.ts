import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { etcdEncryptedWithCustomerKey } from "./etcd-encrypted-with-customer-key";

const KEY = "https://kv-platform.vault.azure.net/keys/etcd/0123456789abcdef0123456789abcdef";

const cluster = (kms?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { ...(kms !== undefined && { securityProfile: { azureKeyVaultKms: kms } }) },
});

export default fixtures(etcdEncryptedWithCustomerKey, {
  pass: [
    {
      title: "a key of the platform's vault, reached privately",
      resources: [cluster({ enabled: true, keyId: KEY, keyVaultNetworkAccess: "Private" })],
    },
  ],
  fail: [
    { title: "nothing is said", resources: [cluster()] },
    {
      title: "a key that is named and not used",
      resources: [cluster({ enabled: false, keyId: KEY, keyVaultNetworkAccess: "Private" })],
    },
    {
      title: "a key that is named and never turned on",
      resources: [cluster({ keyId: KEY, keyVaultNetworkAccess: "Private" })],
    },
    { title: "no key", resources: [cluster({ enabled: true, keyVaultNetworkAccess: "Private" })] },
    {
      title: "something that is no key",
      resources: [cluster({ enabled: true, keyId: "", keyVaultNetworkAccess: "Private" })],
    },
    {
      title: "the vault over the public network",
      resources: [cluster({ enabled: true, keyId: KEY, keyVaultNetworkAccess: "Public" })],
    },
    { title: "the network that Azure takes where none is named", resources: [cluster({ enabled: true, keyId: KEY })] },
    { title: "the public network, whatever the key will be", resources: [cluster({ enabled: true, keyId: unknown })] },
    {
      title: "an older API version, in text",
      resources: [
        {
          ...cluster({ enabled: "false", keyId: KEY }),
          type: "azure-native:containerservice/v20230401:ManagedCluster",
        },
      ],
    },
  ],
  unknown: [
    {
      title: "the key is not known yet",
      resources: [cluster({ enabled: true, keyId: unknown, keyVaultNetworkAccess: "Private" })],
    },
    {
      title: "whether it is on is not known yet",
      resources: [cluster({ enabled: unknown, keyId: KEY, keyVaultNetworkAccess: "Private" })],
    },
    { title: "nothing of it is known yet", resources: [cluster(unknown)] },
  ],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

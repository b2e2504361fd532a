import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { keyVaultHardened } from "./key-vault-hardened";

const hardened = {
  enableRbacAuthorization: true,
  enablePurgeProtection: true,
  softDeleteRetentionInDays: 90,
  publicNetworkAccess: "Disabled",
  networkAcls: { defaultAction: "Deny", bypass: "None" },
};
const vault = (properties: Record<string, unknown>, type: string = AZURE.keyVault): FixtureResource => ({
  type,
  name: "vault",
  properties: { vaultName: "kv-platform", properties: { sku: { family: "A", name: "standard" }, ...properties } },
});

export default fixtures(keyVaultHardened, {
  pass: [
    { title: "roles, protection from purging and a firewall that denies", resources: [vault(hardened)] },
    {
      title: "no firewall rules are needed where public access is off",
      resources: [vault({ ...hardened, networkAcls: undefined })],
    },
    {
      title: "Azure's own services may pass the firewall",
      resources: [vault({ ...hardened, networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } })],
    },
    {
      title: "the shortest time that Azure takes",
      resources: [vault({ ...hardened, softDeleteRetentionInDays: 7 })],
    },
  ],
  fail: [
    { title: "nothing is said", resources: [vault({})] },
    { title: "access policies", resources: [vault({ ...hardened, enableRbacAuthorization: false })] },
    { title: "no protection from purging", resources: [vault({ ...hardened, enablePurgeProtection: undefined })] },
    { title: "soft delete turned off", resources: [vault({ ...hardened, enableSoftDelete: false })] },
    {
      title: "too short a time to notice a deletion",
      resources: [vault({ ...hardened, softDeleteRetentionInDays: 1 })],
    },
    {
      title: "a firewall that allows",
      resources: [vault({ ...hardened, networkAcls: { defaultAction: "Allow", bypass: "None" } })],
    },
    {
      title: "a firewall without a default action",
      resources: [vault({ ...hardened, networkAcls: { bypass: "AzureServices" } })],
    },
    {
      title: "public access without a firewall",
      resources: [vault({ ...hardened, networkAcls: undefined, publicNetworkAccess: "enabled" })],
    },
    {
      title: "a vault of an older API version",
      resources: [
        vault({ ...hardened, enableRbacAuthorization: false }, "azure-native_keyvault_v20230701:keyvault:Vault"),
      ],
    },
  ],
  unknown: [
    {
      title: "one setting is not known yet, the others are decided",
      resources: [vault({ ...hardened, enablePurgeProtection: unknown })],
    },
    {
      title: "none of the settings is known yet",
      resources: [{ type: AZURE.keyVault, name: "vault", properties: { properties: unknown } }],
    },
  ],
  notApplicable: [
    { title: "another type", resources: [{ type: AZURE.storageAccount, name: "datasets", properties: {} }] },
    {
      title: "a Recovery Services vault",
      resources: [{ type: "azure-native:recoveryservices:Vault", name: "backup", properties: {} }],
    },
  ],
});

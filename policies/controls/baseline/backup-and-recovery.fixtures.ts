import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { backupAndRecovery } from "./backup-and-recovery";

const KEPT = { protect: true };
const THIRTY_DAYS = { enabled: true, days: 30 };
const SOFT_DELETE = { deleteRetentionPolicy: THIRTY_DAYS, containerDeleteRetentionPolicy: THIRTY_DAYS };

const account = (
  properties: Record<string, unknown> = {},
  options: FixtureResource["options"] = KEPT,
): FixtureResource => ({
  type: AZURE.storageAccount,
  name: "datasets",
  properties: { accountName: "stdatasets", resourceGroupName: "rg-platform", kind: "StorageV2", ...properties },
  options,
});
const blobs = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.blobService,
  name: "blobs",
  properties: { accountName: "stdatasets", blobServicesName: "default", ...properties },
});
const versioned = blobs({ ...SOFT_DELETE, isVersioningEnabled: true });
const server = (properties: Record<string, unknown>, options: FixtureResource["options"] = KEPT): FixtureResource => ({
  type: AZURE.postgresServer,
  name: "postgres",
  properties: { serverName: "psql-platform", ...properties },
  options,
});
const vault = (properties: Record<string, unknown>, options: FixtureResource["options"] = KEPT): FixtureResource => ({
  type: AZURE.keyVault,
  name: "vault",
  properties: { vaultName: "kv-platform", resourceGroupName: "rg-platform", properties },
  options,
});
const lock = (type: FixtureResource["type"], properties: Record<string, unknown>): FixtureResource => ({
  type,
  name: "lock",
  properties: { level: "CanNotDelete", ...properties },
});

export default fixtures(backupAndRecovery, {
  pass: [
    { title: "blobs that are kept, in a protected account", resources: [account(), versioned] },
    {
      title: "a hierarchical namespace, which has no versions",
      resources: [account({ isHnsEnabled: true }), blobs(SOFT_DELETE)],
    },
    { title: "PostgreSQL with Azure's default of seven days", resources: [server({})] },
    {
      title: "a vault that a lock of its resource group keeps",
      resources: [
        { type: AZURE.resourceGroup, name: "group", properties: { resourceGroupName: "rg-platform" } },
        vault({}, {}),
        { ...lock(AZURE.managementLock, { scope: unknown }), from: { scope: ["group"] } },
      ],
    },
    {
      title: "a vault that a lock of its own keeps, written the other way",
      resources: [
        vault({}, {}),
        lock(AZURE.managementLockOfResource, {
          resourceGroupName: "RG-platform",
          resourceProviderNamespace: "Microsoft.KeyVault",
          parentResourcePath: "",
          resourceType: "vaults",
          resourceName: "kv-platform",
        }),
      ],
    },
    {
      title: "a vault in a locked resource group, written the other way",
      resources: [vault({}, {}), lock(AZURE.managementLockOfResourceGroup, { resourceGroupName: "rg-platform" })],
    },
  ],
  fail: [
    { title: "nothing is said of the blobs", resources: [account()] },
    { title: "versions without soft delete", resources: [account(), blobs({ isVersioningEnabled: true })] },
    { title: "soft delete without versions", resources: [account(), blobs(SOFT_DELETE)] },
    {
      title: "deleted containers are gone",
      resources: [account(), blobs({ isVersioningEnabled: true, deleteRetentionPolicy: THIRTY_DAYS })],
    },
    {
      title: "for two days",
      resources: [
        account(),
        blobs({ ...SOFT_DELETE, isVersioningEnabled: true, deleteRetentionPolicy: { enabled: true, days: 2 } }),
      ],
    },
    {
      title: "the blobs of another account are kept",
      resources: [account(), { ...versioned, properties: { ...versioned.properties, accountName: "stother" } }],
    },
    { title: "nothing keeps the account", resources: [account({}, {}), versioned] },
    { title: "nothing keeps PostgreSQL", resources: [server({}, {})] },
    { title: "a backup of too few days", resources: [server({ backup: { backupRetentionDays: 1 } })] },
    {
      title: "a lock on another vault",
      resources: [
        vault({}, {}),
        lock(AZURE.managementLock, {
          scope: "/subscriptions/0/resourceGroups/rg-platform/providers/Microsoft.KeyVault/vaults/kv-other",
        }),
      ],
    },
    {
      title: "a lock on one secret of the vault",
      resources: [
        vault({}, {}),
        lock(AZURE.managementLock, {
          scope:
            "/subscriptions/0/resourceGroups/rg-platform/providers/Microsoft.KeyVault/vaults/kv-platform/secrets/mek",
        }),
      ],
    },
    {
      title: "a lock on another resource group",
      resources: [vault({}, {}), lock(AZURE.managementLock, { scope: "/subscriptions/0/resourceGroups/rg-other" })],
    },
  ],
  unknown: [
    {
      title: "how long blobs are kept is not known yet",
      resources: [account(), blobs({ ...SOFT_DELETE, isVersioningEnabled: true, deleteRetentionPolicy: unknown })],
    },
    {
      title: "whose blobs are kept is not known yet",
      resources: [account(), { ...versioned, properties: { ...versioned.properties, accountName: unknown } }],
    },
    {
      title: "how long backups are kept is not known yet",
      resources: [server({ backup: { backupRetentionDays: unknown } })],
    },
    {
      title: "what a lock does is not known yet",
      resources: [
        vault({}, {}),
        lock(AZURE.managementLockOfResourceGroup, { resourceGroupName: "rg-platform", level: unknown }),
      ],
    },
  ],
  notApplicable: [
    { title: "a stack without data", resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: {} }] },
    { title: "a replica of PostgreSQL", resources: [server({ createMode: "Replica" }, {})] },
  ],
});

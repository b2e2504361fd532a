import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, EVIDENCE } from "../../framework/resource-types";
import { stateStoreHardened } from "./state-store-hardened";

const CLOSED = { allowSharedKeyAccess: false, publicNetworkAccess: "Disabled", minimumTlsVersion: "TLS1_2" };
const SEVEN_DAYS = { enabled: true, days: 7 };
const RECOVERABLE = {
  isVersioningEnabled: true,
  deleteRetentionPolicy: SEVEN_DAYS,
  containerDeleteRetentionPolicy: SEVEN_DAYS,
};

const account = (
  properties: Record<string, unknown>,
  options: FixtureResource["options"] = { protect: true },
): FixtureResource => ({
  type: AZURE.storageAccount,
  name: "state",
  properties: { accountName: "ststate", resourceGroupName: "rg-state", ...properties },
  options,
});
const blobs = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.blobService,
  name: "blobs",
  properties: { accountName: unknown, blobServicesName: "default", ...properties },
  from: { accountName: ["state"] },
});
const container = (containerName: string): FixtureResource => ({
  type: AZURE.blobContainer,
  name: containerName,
  properties: { accountName: unknown, containerName },
  from: { accountName: ["state"] },
});
const lock = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.managementLock,
  name: "lock",
  properties,
});
const stateIn = (...resources: readonly FixtureResource[]) => [...resources, container("pulumi-state")];

export default fixtures(stateStoreHardened, {
  pass: [
    { title: "private, keyless, recoverable and protected", resources: stateIn(account(CLOSED), blobs(RECOVERABLE)) },
    {
      title: "kept by a lock on the account, though its id is not known yet",
      resources: stateIn(account(CLOSED, {}), blobs(RECOVERABLE), {
        ...lock({ scope: unknown, level: "CanNotDelete" }),
        from: { scope: ["state"] },
      }),
    },
    {
      title: "kept by a lock on its resource group, which another stack owns",
      resources: stateIn(
        account(CLOSED, {}),
        blobs(RECOVERABLE),
        lock({ scope: "/subscriptions/0/resourceGroups/RG-state", level: "ReadOnly" }),
      ),
    },
    {
      title: "an account that the evidence of the backend names",
      resources: [
        account(CLOSED),
        blobs(RECOVERABLE),
        {
          type: EVIDENCE.stateBackend,
          name: "state-backend",
          properties: { backend: "azblob", storageAccount: "ststate" },
        },
      ],
    },
  ],
  fail: [
    {
      title: "account keys work",
      resources: stateIn(account({ ...CLOSED, allowSharedKeyAccess: true }), blobs(RECOVERABLE)),
    },
    {
      title: "account keys work where nobody turns them off",
      resources: stateIn(account({ ...CLOSED, allowSharedKeyAccess: undefined }), blobs(RECOVERABLE)),
    },
    {
      title: "it is on the internet",
      resources: stateIn(account({ ...CLOSED, publicNetworkAccess: "Enabled" }), blobs(RECOVERABLE)),
    },
    { title: "TLS 1.0", resources: stateIn(account({ ...CLOSED, minimumTlsVersion: "TLS1_0" }), blobs(RECOVERABLE)) },
    {
      title: "public containers are allowed",
      resources: stateIn(account({ ...CLOSED, allowBlobPublicAccess: true }), blobs(RECOVERABLE)),
    },
    {
      title: "no versions",
      resources: stateIn(account(CLOSED), blobs({ ...RECOVERABLE, isVersioningEnabled: false })),
    },
    { title: "nothing is said of its blobs", resources: stateIn(account(CLOSED)) },
    {
      title: "soft delete for too short a time",
      resources: stateIn(account(CLOSED), blobs({ ...RECOVERABLE, deleteRetentionPolicy: { enabled: true, days: 1 } })),
    },
    {
      title: "soft delete that is off, with days",
      resources: stateIn(
        account(CLOSED),
        blobs({ ...RECOVERABLE, containerDeleteRetentionPolicy: { enabled: false, days: 30 } }),
      ),
    },
    { title: "nothing keeps it from deletion", resources: stateIn(account(CLOSED, {}), blobs(RECOVERABLE)) },
    {
      title: "a lock on one of its containers only",
      resources: stateIn(
        account(CLOSED, {}),
        blobs(RECOVERABLE),
        lock({
          scope:
            "/subscriptions/0/resourceGroups/rg-state/providers/Microsoft.Storage/storageAccounts/ststate/blobServices/default/containers/pulumi-state",
          level: "CanNotDelete",
        }),
      ),
    },
    {
      title: "a lock that locks nothing",
      resources: stateIn(account(CLOSED, {}), blobs(RECOVERABLE), {
        ...lock({ scope: unknown, level: "NotSpecified" }),
        from: { scope: ["state"] },
      }),
    },
    {
      title: "the state of Terraform, by another name and an older API version",
      resources: [{ ...account({}), type: "azure-native:storage/v20220901:StorageAccount" }, container("tfstate")],
    },
  ],
  unknown: [
    {
      title: "whether keys work is not known yet",
      resources: stateIn(account({ ...CLOSED, allowSharedKeyAccess: unknown }), blobs(RECOVERABLE)),
    },
    {
      title: "whether it keeps versions is not known yet",
      resources: stateIn(account(CLOSED), blobs({ ...RECOVERABLE, isVersioningEnabled: unknown })),
    },
    {
      title: "what is locked is not known yet",
      resources: stateIn(account(CLOSED, {}), blobs(RECOVERABLE), lock({ scope: unknown, level: "CanNotDelete" })),
    },
  ],
  notApplicable: [
    { title: "an account of something else", resources: [account({}), container("datasets")] },
    { title: "a container whose name only resembles a state's", resources: [account({}), container("robot-state")] },
    {
      title: "a state in an account that another stack owns",
      resources: [
        account({}),
        {
          type: EVIDENCE.stateBackend,
          name: "state-backend",
          properties: { backend: "azblob", storageAccount: "stelsewhere" },
        },
      ],
    },
  ],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { storageSharedKeyDisabled } from "./storage-shared-key-disabled";

const account = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.storageAccount,
  name: "datasets",
  properties: { kind: "StorageV2", sku: { name: "Standard_ZRS" }, ...properties },
});

export default fixtures(storageSharedKeyDisabled, {
  pass: [{ title: "keys are refused", resources: [account({ allowSharedKeyAccess: false })] }],
  fail: [
    { title: "keys are accepted", resources: [account({ allowSharedKeyAccess: true })] },
    { title: "nothing is said, so Azure accepts keys", resources: [account({})] },
    {
      title: "a resource of an older API version is no way around",
      resources: [{ ...account({}), type: "azure-native:storage/v20230101:StorageAccount" }],
    },
  ],
  unknown: [{ title: "the setting is not known yet", resources: [account({ allowSharedKeyAccess: unknown })] }],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

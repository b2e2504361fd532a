import { resourceControl } from "../../framework/control";
import { equalTo } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

export const storageSharedKeyDisabled = resourceControl({
  name: "storage-shared-key-disabled",
  threats: ["I-1"],
  severity: "medium",
  title: "Storage accounts refuse account keys",
  rationale:
    "An account key opens the whole account to whoever holds it, names nobody in the logs and outlives the people who knew it. Azure accepts keys unless told not to.",
  remediation:
    "Set allowSharedKeyAccess to false and grant identities a role instead: components/data/object-storage.ts.",
  references: { psrule: ["Azure.Storage.LocalAuth"], checkov: ["CKV2_AZURE_40"] },
  resources: [AZURE.storageAccount],
  remediates: "sets allowSharedKeyAccess",
  *check(account) {
    yield account.expect("allowSharedKeyAccess", equalTo(false), {
      otherwise: "accepts account keys",
      mechanical: true,
    });
  },
});

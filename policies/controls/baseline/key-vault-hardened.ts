import { resourceControl } from "../../framework/control";
import { atLeast, equalTo } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import { settingTo } from "../../framework/remedy";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";

/** Days; the least that Azure takes: learn.microsoft.com/azure/key-vault/general/soft-delete-overview. Its default is 90. */
const RECOVERABLE_DAYS = 7;

export const keyVaultHardened = resourceControl({
  name: "key-vault-hardened",
  goals: ["G2"],
  severity: "high",
  title: "Key vaults authorise by role, cannot be emptied for good and deny networks by default",
  rationale:
    "Every secret of the platform is in the vault. Access policies cannot be limited to one secret, and whoever may write to the vault can give themselves one. Without purge protection a single deletion, by mistake or by an intruder, destroys the key that the state and the models are encrypted with. All of it is off unless set.",
  remediation:
    "Set enableRbacAuthorization and enablePurgeProtection to true and deny in networkAcls: components/vault/key-vault.ts.",
  references: {
    psrule: [
      "Azure.KeyVault.RBAC",
      "Azure.KeyVault.PurgeProtect",
      "Azure.KeyVault.SoftDelete",
      "Azure.KeyVault.Firewall",
    ],
    checkov: ["CKV_AZURE_42", "CKV_AZURE_109", "CKV_AZURE_110", "CKV_AZURE_111"],
  },
  resources: [AZURE.keyVault],
  remediates:
    "sets enableSoftDelete and the firewall's defaultAction; leaves the change to roles, which ends what access policies allow, purge protection, which cannot be taken back, and the retention, which Azure fixes when it makes the vault",
  *check(vault) {
    yield vault.expect("properties.enableRbacAuthorization", equalTo(true), {
      otherwise: "authorises by access policies, not by role",
      part: "authorization",
    });
    yield vault.expect("properties.enablePurgeProtection", equalTo(true), {
      otherwise: "can be purged",
      part: "purge-protection",
    });
    yield vault.expect("properties.enableSoftDelete", equalTo(true), {
      otherwise: "deletes for good",
      absent: "holds",
      part: "soft-delete",
      mechanical: true,
    });
    yield vault.expect("properties.softDeleteRetentionInDays", atLeast(RECOVERABLE_DAYS), {
      otherwise: "keeps what is deleted too short a time",
      absent: "holds",
      part: "retention",
    });
    yield firewall(vault);
  },
});

const ACTION = "properties.networkAcls.defaultAction";
const DENY = equalTo("Deny");

/** Without public access nothing is left for the firewall to decide, unless rules are given: then they are to deny as well. */
function firewall(vault: Resource): Finding {
  const set = settingTo(ACTION, DENY);
  const details = { otherwise: "lets every network in", part: "firewall", set };
  if (vault.read("properties.networkAcls").state === "absent") {
    return vault.expect("properties.publicNetworkAccess", equalTo("Disabled"), details);
  }
  return vault.expect(ACTION, DENY, details);
}

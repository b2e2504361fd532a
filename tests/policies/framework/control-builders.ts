import { resourceControl, stackControl } from "../../../policies/framework/control";
import type { ResourceControl, StackControl } from "../../../policies/framework/control";
import type { Finding } from "../../../policies/framework/finding";
import { AZURE } from "../../../policies/framework/resource-types";

const STATEMENT = {
  severity: "medium",
  title: "Accounts are closed",
  rationale: "Open accounts are read by everybody.",
  remediation: "Close the account: components/data/object-storage.ts.",
  threats: ["T-1"],
} as const;

/** A waiver that covers what `controlOfAccounts` finds of the resource `data`. */
export const waiver = {
  finding: "account-closed",
  resource: "data",
  owner: "data-team",
  reason: "r",
  expires: "2027-06-30",
  compensatingControl: "c",
};

/** A control of storage accounts that finds what `check` does. */
export function controlOfAccounts(
  check: ResourceControl["check"],
  more: Partial<Omit<ResourceControl, "kind" | "check">> = {},
): ResourceControl {
  return resourceControl({ ...STATEMENT, name: "account-closed", resources: [AZURE.storageAccount], check, ...more });
}

/** A control of the whole stack that finds what `check` does. */
export function controlOfStack(
  check: StackControl["check"],
  more: Partial<Omit<StackControl, "kind" | "check">> = {},
): StackControl {
  return stackControl({ ...STATEMENT, name: "accounts-apart", check, ...more });
}

/** A failure of the resource `name`; `more` overrides its fields. */
export function failureOf(name: string, more: Partial<Finding> = {}): Finding {
  return {
    verdict: "fail",
    subject: name,
    urn: `urn:pulumi:dev::platform::${AZURE.storageAccount}::${name}`,
    resourceName: name,
    statement: "is open",
    ...more,
  };
}

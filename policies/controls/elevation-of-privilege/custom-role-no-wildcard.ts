import { reachAt } from "../../framework/arm-scope";
import type { Reach } from "../../framework/arm-scope";
import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Operations with which a holder gives itself more: roles, and the right to act as another identity. */
const ESCALATIONS = [
  /^microsoft\.authorization\/(roleassignments|roledefinitions|role(assignment|eligibility)schedulerequests|rolemanagementpolic(y|ies)\w*)\/(write|delete)$/,
  /^microsoft\.authorization\/(elevateaccess\/action|classicadministrators\/write|denyassignments\/(write|delete))$/,
  /^microsoft\.managedidentity\/userassignedidentities\/federatedidentitycredentials\/write$/,
];

export const customRoleNoWildcard = stackControl({
  name: "custom-role-no-wildcard",
  threats: ["E-1"],
  severity: "high",
  title: "Custom roles name each operation, give out no rights and stay within a resource group",
  rationale:
    "A role with a wildcard is a built-in one by another name: it takes in operations that Azure will add, and notActions only subtract what somebody thought of. E-1's remedy is a role of the maintenance that is done, which is a list.",
  remediation: "List the operations in permissions[].actions: components/conventions/custom-role.ts.",
  references: { checkov: ["CKV_AZURE_39"] },
  *check(stack) {
    for (const role of stack.ofType(AZURE.roleDefinition)) {
      yield judgeOperations(role, "actions", isOpenAction);
      yield judgeOperations(role, "dataActions", (action) => action.includes("*"));
      yield judgeScopes(stack, role);
    }
  },
});

/** A wildcard of everything's `read` tells what is there, and no key or secret of it. */
function isOpenAction(action: string): boolean {
  return action.includes("*") && !/^[^*]*\*\/read$/.test(action);
}

function judgeOperations(
  role: Resource,
  list: "actions" | "dataActions",
  isOpen: (action: string) => boolean,
): Finding {
  const permissions = role.list("permissions");
  const lists = permissions.state === "known" ? permissions.value.map((permission) => permission.list(list)) : [];
  const some = (test: (action: string) => boolean): Truth =>
    anyOf(permissions.state === "unknown" && "unknown", ...lists.map((actions) => anyAction(actions, test)));
  const open = some(isOpen);
  const escalates = some((action) => ESCALATIONS.some((pattern) => pattern.test(action)));
  const details = {
    part: list,
    set: `permissions[].${list} to the operations that are needed, each by its whole name`,
  };
  if (open === true) return role.fail("allows operations that it does not name", details);
  if (escalates === true) return role.fail("lets its holder take more rights", details);
  if (anyOf(open, escalates) === "unknown") return role.undetermined("its operations are not known yet", details);
  return role.pass({ part: list });
}

function anyAction(actions: Reading<readonly { text(): Reading<string> }[]>, test: (action: string) => boolean): Truth {
  if (actions.state === "unknown") return "unknown";
  if (actions.state !== "known") return false;
  return anyOf(...actions.value.map((action) => holds(action.text(), (text) => test(text.trim().toLowerCase()))));
}

/** Without a list of its own, a role can be assigned where it is defined. */
function judgeScopes(stack: Stack, role: Resource): Finding {
  const listed = role.list("assignableScopes");
  const count = listed.state === "known" ? listed.value.length : 0;
  const paths = count > 0 ? Array.from({ length: count }, (_, index) => `assignableScopes[${index}]`) : ["scope"];
  const isTooWide = (reach: Reach) => reach !== "resource group" && reach !== "resource";
  const wide =
    listed.state === "unknown"
      ? "unknown"
      : anyOf(...paths.map((path) => holds(reachAt(stack, role, path), isTooWide)));
  const details = { part: "assignableScopes", set: "assignableScopes to the resource group" };
  if (wide === "unknown") return role.undetermined("where it can be assigned is not known yet", details);
  return wide ? role.fail("can be assigned outside of a resource group", details) : role.pass({ part: details.part });
}

import { reachAt } from "../../framework/arm-scope";
import type { Reach } from "../../framework/arm-scope";
import {
  GRANTING_ROLES,
  MANAGING_ROLES,
  RBAC_ADMINISTRATOR,
  ROLE_GRANTS,
  roleNamed,
} from "../../framework/azure-roles";
import { stackControl } from "../../framework/control";
import { isConstrainedDelegation } from "../../framework/delegation-condition";
import type { Finding } from "../../framework/finding";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const roleAssignmentLeastPrivilege = stackControl({
  name: "role-assignment-least-privilege",
  threats: ["E-3"],
  severity: "high",
  title: "No assignment makes somebody the administrator of more than one resource, or of who may do what",
  rationale:
    "Owner, User Access Administrator and Role Based Access Control Administrator give their holder every other role. Contributor, or the administration of a service, for a resource group takes in whatever will be put there, the data of others too. One phished account or one leaked token is then the whole platform.",
  remediation:
    "Assign a role of the service for the one resource, or let administrators ask for theirs by Privileged Identity Management: components/identity/role-profiles.ts.",
  references: {
    psrule: ["Azure.RBAC.LimitOwner", "Azure.RBAC.PIM", "Azure.RBAC.LimitMGDelegation"],
  },
  *check(stack) {
    for (const grant of stack.ofType(...ROLE_GRANTS)) yield judge(stack, grant);
  },
});

function judge(stack: Stack, grant: Resource): Finding {
  const role = builtInRole(stack, grant);
  // Who may ask for a role has to ask each time, is seen doing so and loses it again: that much is for a group's administrators.
  const onRequest = grant.type === AZURE.roleEligibility;
  const allowed: readonly Reach[] = onRequest ? ["resource group", "resource"] : ["resource"];
  const wide = holds(reachAt(stack, grant, "scope"), (reach) => !allowed.includes(reach));
  const rules = allOf(
    holds(role, (id) => isNamed(GRANTING_ROLES, id)),
    onRequest ? wide : true,
    invert(delegatesLittle(grant, role)),
  );
  const manages = allOf(
    holds(role, (id) => isNamed(MANAGING_ROLES, id)),
    wide,
  );
  const set = "roleDefinitionId to a role of the service, and scope to the one resource";
  if (rules === true) return grant.fail("lets its holder give out every role", { set });
  if (manages === true) return grant.fail("is the administration of more than one resource", { set });
  return anyOf(rules, manages) === "unknown"
    ? grant.undetermined("which role it gives, or for what, is not known yet", { set })
    : grant.pass();
}

/** The role's uuid; while that is unknown, none for a role of the stack's own, which `custom-role-no-wildcard` judges. */
function builtInRole(stack: Stack, grant: Resource): Reading<string> {
  const role = roleNamed(grant.text("roleDefinitionId"));
  if (role.state !== "unknown") return role;
  const definition = stack.referenceOf(grant, "roleDefinitionId", [AZURE.roleDefinition]);
  const isOwn = definition.state === "known" && definition.value.target?.type === AZURE.roleDefinition;
  return isOwn ? { state: "absent" } : role;
}

/** Whether the condition lets the holder give out nothing but roles that are harmless. */
function delegatesLittle(grant: Resource, role: Reading<string>): Truth {
  return allOf(
    holds(role, (id) => id === RBAC_ADMINISTRATOR || id === GRANTING_ROLES.get(RBAC_ADMINISTRATOR)?.toLowerCase()),
    holds(grant.text("condition"), isConstrainedDelegation),
  );
}

/** By its id, or by the name that some tools take instead. */
function isNamed(roles: ReadonlyMap<string, string>, id: string): boolean {
  const last = id.split("/").at(-1) ?? "";
  return roles.has(id) || [...roles.values()].some((name) => name.toLowerCase() === last);
}

function invert(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}

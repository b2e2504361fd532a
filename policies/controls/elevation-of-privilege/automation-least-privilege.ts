import { azureName } from "../../framework/arm-id";
import { isWide, reachAt } from "../../framework/arm-scope";
import { GRANTING_ROLES, MANAGING_ROLES, READING_ROLES, ROLE_GRANTS, roleNamed } from "../../framework/azure-roles";
import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const automationLeastPrivilege = stackControl({
  name: "automation-least-privilege",
  threats: ["E-1"],
  severity: "medium",
  title: "Automation accounts may do what their runbooks do, and nothing else",
  rationale:
    "Whoever may edit a runbook is whatever its account is. With Contributor for the resource group that is everybody who may edit a text; with a role of the operations that maintenance needs it is a person who can start and stop the cluster.",
  remediation:
    "Define a role of the runbooks' operations and assign it for the resources that they act on: components/operations/automation.ts, components/platform-grants.ts.",
  references: {},
  *check(stack) {
    const accounts = stack.ofType(AZURE.automationAccount);
    if (accounts.length === 0) return;
    const identities = identitiesOf(stack, accounts);
    for (const grant of stack.ofType(...ROLE_GRANTS)) {
      const isAccounts = belongsTo(stack, grant, identities);
      if (isAccounts !== false) yield judge(stack, grant, isAccounts);
    }
  },
});

/** What the accounts act as: themselves, and the identities that were given to them. */
interface Identities {
  readonly urns: ReadonlySet<string>;
  /** Object ids, where they are known already. */
  readonly principals: ReadonlySet<string>;
  /** Whether an account has an identity of which it is not known which it is. */
  readonly incomplete: boolean;
}

function identitiesOf(stack: Stack, accounts: readonly Resource[]): Identities {
  const own = stack.ofType(AZURE.userAssignedIdentity);
  const given = accounts.map((account) => givenTo(stack, account));
  const all = [...accounts, ...given.flatMap(({ identities }) => identities)];
  const ids = all.flatMap((one) => [one.text("identity.principalId"), one.text("principalId")]);
  return {
    urns: new Set(all.map(({ urn }) => urn)),
    principals: new Set(ids.flatMap((id) => (id.state === "known" ? [id.value.toLowerCase()] : []))),
    incomplete: given.some(
      ({ incomplete, elsewhere }) =>
        // An id that names none of the stack's can be of one whose name is not known yet.
        incomplete || (elsewhere && own.some((identity) => azureName(identity) === undefined)),
    ),
  };
}

/** The identities that an account was given; whether some are not known; and whether some are not of the stack. */
function givenTo(stack: Stack, account: Resource) {
  const sources = stack.sourcesOf(account, "identity").filter(({ type }) => type === AZURE.userAssignedIdentity);
  const path = "identity.userAssignedIdentities";
  const listed = account.list(path);
  const indexes = listed.state === "known" ? [...listed.value.keys()] : [];
  const references = indexes.map((index) =>
    stack.referenceOf(account, `${path}[${index}]`, [AZURE.userAssignedIdentity]),
  );
  const targets = references.flatMap((reference) =>
    reference.state === "known" && reference.value.target ? [reference.value.target] : [],
  );
  const unknown = listed.state === "unknown" || references.some(({ state }) => state === "unknown");
  return {
    identities: [...targets, ...sources],
    incomplete: unknown && sources.length === 0,
    elsewhere: references.some((reference) => reference.state === "known" && !reference.value.target),
  };
}

/** Whether the role goes to an account. A value that comes from one is its identity, known or not. */
function belongsTo(stack: Stack, grant: Resource, { urns, principals, incomplete }: Identities): Truth {
  const id = grant.text("principalId");
  if (id.state === "known" && principals.has(id.value.toLowerCase())) return true;
  const sources = stack.sourcesOf(grant, "principalId");
  const theirs = sources.filter(({ urn }) => urns.has(urn));
  if (theirs.length > 0) return theirs.length === sources.length ? true : "unknown";
  if (id.state === "unknown" && sources.length === 0) return "unknown";
  const ofIdentity = sources.length === 0 || sources.some(({ type }) => type === AZURE.userAssignedIdentity);
  return incomplete && ofIdentity && "unknown";
}

function judge(stack: Stack, grant: Resource, isAccounts: Truth): Finding {
  const role = roleNamed(grant.text("roleDefinitionId"));
  const scope = reachAt(stack, grant, "scope");
  const own = isOfStack(stack, grant, role);
  // While its id is unknown, a role of the stack is none of Azure's.
  const broad = allOf(
    role.state === "unknown" ? invert(own) : true,
    anyOf(is(role, GRANTING_ROLES), is(role, MANAGING_ROLES)),
  );
  // Beyond one resource it takes a role that was written for it, or one that only reads: what others allow, Azure extends.
  const vague = allOf(holds(scope, isWide), invert(own), invert(is(role, READING_ROLES)));
  const set =
    "roleDefinitionId to a RoleDefinition of the operations that the runbooks need, and scope to one resource";
  const wrong = anyOf(broad, vague);
  if (allOf(isAccounts, wrong) === true) {
    return grant.fail(
      vague === true
        ? "lets runbooks act on a whole group or more"
        : "lets runbooks do whatever they like to a resource",
      { set },
    );
  }
  if (allOf(isAccounts, wrong) === "unknown") {
    return grant.undetermined("what it lets runbooks do is not known yet", { set });
  }
  return grant.pass();
}

function is(role: Reading<string>, roles: ReadonlyMap<string, string>): Truth {
  return holds(role, (id) => roles.has(id) || [...roles.values()].some((name) => id.endsWith(name.toLowerCase())));
}

/** Whether the role is one of the stack's own, which `custom-role-no-wildcard` judges. */
function isOfStack(stack: Stack, grant: Resource, role: Reading<string>): Truth {
  const definition = stack.referenceOf(grant, "roleDefinitionId", [AZURE.roleDefinition]);
  if (definition.state === "unknown") return "unknown";
  if (definition.state === "known" && definition.value.target?.type === AZURE.roleDefinition) return true;
  const names = stack.ofType(AZURE.roleDefinition).map((own) => roleNamed(own.text("roleDefinitionId")));
  return anyOf(
    ...names.map((name) => holds(name, (own) => role.state === "known" && own === role.value)),
    holds(role, () => false),
  );
}

function invert(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}

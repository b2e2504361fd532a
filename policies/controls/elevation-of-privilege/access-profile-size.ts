import { ROLE_GRANTS, roleNamed } from "../../framework/azure-roles";
import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { principalOf } from "../../framework/principals";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";

/** Roles that one principal may hold: one less than the nine that the model calls excessive (E-3). */
const MOST_ROLES = 8;

/** What is known of one principal's roles. */
interface Profile {
  readonly grants: Resource[];
  readonly roles: Set<string>;
  /** Grants of which the role is not known yet; each can be one more. */
  unknownRoles: number;
  readonly exact: boolean;
}

export const accessProfileSize = stackControl({
  name: "access-profile-size",
  threats: ["E-3"],
  severity: "high",
  title: "Nobody holds more roles than a tier of access needs",
  rationale:
    "E-3 is a script that gave every newcomer nine administrative roles. Roles of several services in one hand make one stolen session the whole platform; a tier of readers, contributors or administrators that has outgrown its number is two tiers.",
  remediation: "Split the roles over groups by what their members do: components/identity/role-profiles.ts.",
  references: {},
  settings: {
    mostRoles: {
      type: "integer",
      minimum: 1,
      description: "Different roles that one principal may hold, wherever it holds them",
      default: MOST_ROLES,
    },
  },
  *check(stack, settings) {
    const setting = settings.number("mostRoles");
    const most = setting.state === "known" ? setting.value : MOST_ROLES;
    const { profiles, unplaced } = profilesOf(stack);
    for (const profile of profiles) yield judgeProfile(profile, most, unplaced.length);
    for (const grant of unplaced) yield grant.undetermined("who gets the role is not known yet");
  },
});

function judgeProfile({ grants, roles, unknownRoles, exact }: Profile, most: number, unplaced: number): Finding {
  // The first by name, so that the finding is the same whatever the order in which they were registered.
  const [first = grants[0]!] = [...grants].sort((one, other) => (one.name < other.name ? -1 : 1));
  const details = {
    set: `principalId of some of its assignments to another group, until it has ${most} roles or fewer`,
  };
  if (exact && roles.size > most) return first.fail("adds to more roles than one principal should hold", details);
  if (roles.size + unknownRoles + unplaced > most) {
    return first.undetermined("how many roles its principal holds is not known yet", details);
  }
  return first.pass();
}

/** The roles of each principal, and the grants of which nobody knows whose they are. */
function profilesOf(stack: Stack): { profiles: Iterable<Profile>; unplaced: readonly Resource[] } {
  const profiles = new Map<string, Profile>();
  const unplaced: Resource[] = [];
  for (const grant of stack.ofType(...ROLE_GRANTS)) {
    const principal = principalOf(stack, grant);
    if (principal.state === "unknown") unplaced.push(grant);
    if (principal.state !== "known") continue;
    const { key, exact } = principal.value;
    const profile = profiles.get(key) ?? { grants: [], roles: new Set(), unknownRoles: 0, exact };
    profiles.set(key, profile);
    profile.grants.push(grant);
    const role = roleOf(stack, grant);
    if (role === undefined) profile.unknownRoles += 1;
    else profile.roles.add(role);
  }
  return { profiles: profiles.values(), unplaced };
}

/** What tells the role from others: its uuid, or the definition that it will be. */
function roleOf(stack: Stack, grant: Resource): string | undefined {
  const named = roleNamed(grant.text("roleDefinitionId"));
  if (named.state === "known") return named.value;
  const definition = stack.referenceOf(grant, "roleDefinitionId", [AZURE.roleDefinition]);
  return definition.state === "known" ? definition.value.key : undefined;
}

import { GRANTING_ROLES } from "./azure-roles";

/** The question whether the action is no giving or taking of roles; each condition begins with one. */
const OTHER_ACTION = /!\(actionmatches\{'microsoft\.authorization\/roleassignments\/(?:write|delete)'\}\)/g;
/** What may be asked of an assignment beside its role. */
const OF_PRINCIPAL =
  /@(?:request|resource)\[microsoft\.authorization\/roleassignments:principal(?:type|id)\](?:foranyofanyvalues:)?(?:guidequals|stringequalsignorecase)\{[^{}]*\}/g;
const OF_ROLE =
  /@(request|resource)\[microsoft\.authorization\/roleassignments:roledefinitionid\](?:(?:foranyofanyvalues:guidequals)|(?:forallofallvalues:guidnotequals))\{([^{}]*)\}/g;

/**
 * Whether a condition of a role assignment lets its holder give out listed roles only, or all but the ones that give out roles
 * themselves. Takes what Azure's portal writes (learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples)
 * and nothing else: a question more could be one that is always true.
 */
export function isConstrainedDelegation(condition: string): boolean {
  const text = condition.toLowerCase().replace(/\s+/g, "");
  let bounded = false;
  let excessive = false;
  const roles = text.replace(OF_ROLE, (found: string, of: string, list: string) => {
    const excludes = found.includes("guidnotequals");
    const privileged = [...GRANTING_ROLES.keys()].map((role) => list.includes(role));
    if (excludes ? privileged.includes(false) : privileged.includes(true)) excessive = true;
    if (of === "request") bounded = true;
    return "R";
  });
  const others = roles.match(OTHER_ACTION)?.length ?? 0;
  const skeleton = roles.replace(OTHER_ACTION, "A").replace(OF_PRINCIPAL, "P");
  const ors = skeleton.match(/or/g)?.length ?? 0;
  // Each "or" separates an action from what is asked of it, so there is none left for another way out.
  const asPortal =
    /^(?:[()RAP]|and|or)+$/.test(skeleton) && ors === others && (skeleton.match(/A\)*or\(*R/g)?.length ?? 0) === ors;
  return bounded && !excessive && asPortal;
}

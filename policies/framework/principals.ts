import { AZURE } from "./resource-types";
import type { Reading } from "./reading";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** Who gets a role. */
export interface Principal {
  /** Equal for two grants to the same principal: its object id in lower case, or the URN of what it is the identity of. */
  readonly key: string;
  /** Whether nobody else has the key: a cluster has several identities, and which is meant its URN does not say. */
  readonly exact: boolean;
}

/**
 * Whom `grant` gives a role. An object id that is unknown in preview is followed through the property's dependencies: it is known
 * whose identity it will be the id of, as long as the property takes its value from one resource.
 */
export function principalOf(stack: Stack, grant: Resource): Reading<Principal> {
  const id = grant.text("principalId");
  if (id.state === "known") return { state: "known", value: { key: id.value.toLowerCase(), exact: true } };
  if (id.state !== "unknown") return id;
  const [only, ...others] = stack.sourcesOf(grant, "principalId");
  if (only === undefined || others.length > 0) return { state: "unknown" };
  return { state: "known", value: { key: only.urn, exact: only.type === AZURE.userAssignedIdentity } };
}

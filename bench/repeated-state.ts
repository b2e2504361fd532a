import type { Deployment } from "@pulumi/pulumi/automation";

/** A resource as a state holds it; beside these, whatever else the engine keeps. */
interface KeptResource {
  readonly urn: string;
  readonly type: string;
}

/** The Azure subscription that an ARM id names. */
const SUBSCRIPTION = /\/subscriptions\/[0-9a-f-]{36}/gi;

/**
 * The state with its resources over again until there are `count`, as if the program had made its platform several times, each
 * in a subscription of its own. Everything that a resource says of others, such as its parent, its dependencies and the
 * ids among its properties, means those of the same copy. The stack itself and its providers are there once.
 */
export function repeatedState(state: Deployment, count: number): Deployment {
  const kept = (state.deployment as { resources: readonly KeptResource[] }).resources;
  const repeatable = kept.filter(({ type }) => !type.startsWith("pulumi:"));
  if (repeatable.length === 0) throw new Error("The state has no resource that could be repeated.");
  const urns = new Set(repeatable.map(({ urn }) => urn));
  const resources: unknown[] = kept.slice(0, count);
  for (let copy = 2; resources.length < count; copy += 1) {
    for (const resource of repeatable.slice(0, count - resources.length)) {
      resources.push(copied(resource, copy, urns));
    }
  }
  return { ...state, deployment: { ...(state.deployment as object), resources } };
}

/** One resource of copy number `copy`. Parents stand before their children, so a copy that is cut off lacks none. */
function copied(value: unknown, copy: number, urns: ReadonlySet<string>): unknown {
  if (typeof value === "string") {
    if (urns.has(value)) return `${value}-${copy}`;
    return value.replace(SUBSCRIPTION, `/subscriptions/00000000-0000-4000-8000-${String(copy).padStart(12, "0")}`);
  }
  if (Array.isArray(value)) return value.map((item) => copied(item, copy, urns));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item, copy, urns)]));
}

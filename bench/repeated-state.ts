import type { Deployment } from "@pulumi/pulumi/automation";

/** A resource as a state holds it; beside these, whatever else the engine keeps. */
interface KeptResource {
  readonly urn: string;
  readonly type: string;
}

export interface RepeatedState {
  readonly state: Deployment;
  /** How often it has each resource that could be repeated. */
  readonly copies: number;
  /** How many resources it has. */
  readonly resources: number;
}

/** The fields of a waiver that name a resource. */
interface NamingWaiver {
  readonly finding: string;
  readonly resource: string;
}

/** The Azure subscription that an ARM id names. */
const SUBSCRIPTION = /\/subscriptions\/[0-9a-f-]{36}/gi;

/**
 * The state with its resources over again until there are `count` or more, as if the program had made its platform several times,
 * each in a subscription of its own. Everything that a resource says of others, such as its parent, its dependencies and the ids
 * among its properties, means those of the same copy. The stack itself and its providers are there once. Every copy is whole: one
 * that was cut off would lack, say, the private endpoint of a server that it has, and controls would fail that hold in the stack.
 */
export function repeatedState(state: Deployment, count: number): RepeatedState {
  const kept = (state.deployment as { resources: readonly KeptResource[] }).resources;
  const repeatable = kept.filter(({ type }) => !type.startsWith("pulumi:"));
  if (repeatable.length === 0) throw new Error("The state has no resource that could be repeated.");
  const urns = new Set(repeatable.map(({ urn }) => urn));
  const resources: unknown[] = [...kept];
  let copies = 1;
  while (resources.length < count) {
    copies += 1;
    for (const resource of repeatable) resources.push(copied(resource, copies, urns));
  }
  const repeated = { ...state, deployment: { ...(state.deployment as object), resources } };
  return { state: repeated, copies, resources: resources.length };
}

/** The waivers of a stack as they would be written for each copy: what is accepted of a resource is accepted of its copies. */
export function repeatedWaivers<W extends NamingWaiver>(waivers: readonly W[], copies: number): readonly W[] {
  return Array.from({ length: copies }, (_, index) => index + 1).flatMap((copy) =>
    waivers.map((waiver) => {
      if (copy === 1) return waiver;
      const resource = nameInCopy(waiver.resource, copy);
      return { ...waiver, resource, finding: waiver.finding.replace(`[${waiver.resource}`, `[${resource}`) };
    }),
  );
}

/** What in the first copy is called `name`; of a URN, whose end the name is, the URN. */
function nameInCopy(name: string, copy: number): string {
  return `${name}-${copy}`;
}

/** One resource of copy number `copy`. */
function copied(value: unknown, copy: number, urns: ReadonlySet<string>): unknown {
  if (typeof value === "string") {
    if (urns.has(value)) return nameInCopy(value, copy);
    return value.replace(SUBSCRIPTION, `/subscriptions/00000000-0000-4000-8000-${String(copy).padStart(12, "0")}`);
  }
  if (Array.isArray(value)) return value.map((item) => copied(item, copy, urns));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item, copy, urns)]));
}

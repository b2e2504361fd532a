import type { EngineEvent } from "./events";

/** The evidence component that shows a repository's workflows to the policies. */
const REPOSITORY_WORKFLOWS = "physical-ai:operations:RepositoryWorkflows";

/** How many uses of actions the workflows in the run have; undefined where it shows none, or not all of them. */
export function actionsOf(events: readonly EngineEvent[]): number | undefined {
  const uses = new Map<string | undefined, number>();
  for (const { resourcePreEvent } of events) {
    const step = resourcePreEvent?.metadata;
    if (step?.type !== REPOSITORY_WORKFLOWS) continue;
    // A replacement is several steps, of which the first has the old workflows.
    uses.set(step.urn, Math.max(uses.get(step.urn) ?? 0, usesIn(step.new?.inputs)));
  }
  return uses.size === 0 ? undefined : [...uses.values()].reduce((sum, count) => sum + count, 0);
}

/** The uses of actions below `value`, each an item of a list `actions`. */
function usesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + usesIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === "actions" && Array.isArray(item) ? item.length : usesIn(item)),
    0,
  );
}

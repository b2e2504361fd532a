import type { EngineEvent } from "./events";

/** The evidence component that shows a repository's workflows to the policies. */
const REPOSITORY_WORKFLOWS = "physical-ai:operations:RepositoryWorkflows";

/** How many uses of actions the workflows in the run have; undefined where it shows none, or not all of them. */
export function actionsOf(events: readonly EngineEvent[]): number | undefined {
  const repositories = new Map(
    events.flatMap(({ resourcePreEvent }) => {
      const step = resourcePreEvent?.metadata;
      return step?.type === REPOSITORY_WORKFLOWS ? [[step.urn, step.new?.inputs] as const] : [];
    }),
  );
  if (repositories.size === 0) return undefined;
  return usesIn([...repositories.values()]);
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

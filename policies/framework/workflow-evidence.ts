import type { Properties } from "./reading";

/** The items of a list that are known; none where it is no list. */
export function listOf(properties: Properties, path: string): readonly Properties[] {
  const list = properties.list(path);
  return list.state === "known" ? list.value : [];
}

/** Whether a workflow is known with its jobs. */
export function isWhole(workflow: Properties): boolean {
  return workflow.read().state !== "unknown" && workflow.list("jobs").state !== "unknown";
}

/** The jobs of a workflow, as the evidence of a repository's workflows has them. */
export function jobsOf(workflow: Properties): readonly Properties[] {
  return listOf(workflow, "jobs");
}

/** The text at `path`, or the place of the item where there is none. */
export function labelOf(item: Properties, path: string): string {
  const name = item.text(path);
  return name.state === "known" ? name.value : item.path;
}

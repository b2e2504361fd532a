import { roadmap } from "../policies/model";
import type { RoadmapItem } from "../policies/model";
import type { Register, Status } from "./register";

/**
 * - `done`: all of its threats are mitigated, or accepted.
 * - `to do`: one of them is open.
 * - `undetermined`: the evidence does not decide one of them, or did not exercise it.
 */
export type RoadmapStatus = "done" | "to do" | "undetermined";

export interface RoadmapResult extends RoadmapItem {
  readonly status: RoadmapStatus;
  /** How many of its threats are mitigated or accepted. */
  readonly done: number;
  readonly statuses: readonly { readonly id: string; readonly status: Status }[];
}

const DONE: ReadonlySet<Status> = new Set<Status>(["mitigated", "accepted"]);

/** The items of the model's roadmap, in its order, each with how far the evidence has them. */
export function roadmapOf({ threats }: Register): readonly RoadmapResult[] {
  return roadmap.map((item) => {
    const statuses = threats.filter(({ id }) => item.threats.includes(id)).map(({ id, status }) => ({ id, status }));
    const done = statuses.filter(({ status }) => DONE.has(status)).length;
    const isOpen = statuses.some(({ status }) => status === "open");
    const status = isOpen ? "to do" : done === statuses.length ? "done" : "undetermined";
    return { ...item, status, done, statuses };
  });
}

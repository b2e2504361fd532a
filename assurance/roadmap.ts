import { roadmap } from "../policies/model";
import type { RoadmapItem } from "../policies/model";
import { STATUSES } from "./register";
import type { Register, Status } from "./register";

/** The worst status of its threats; `done` where all are mitigated, `to do` where one is open. */
export type RoadmapStatus = Exclude<Status, "mitigated" | "open"> | "done" | "to do";

export interface RoadmapResult extends RoadmapItem {
  readonly status: RoadmapStatus;
  /** How many of its threats are mitigated. */
  readonly done: number;
  readonly statuses: readonly { readonly id: string; readonly status: Status }[];
}

/** The items of the model's roadmap, in its order, each with how far the evidence has them. */
export function roadmapOf({ threats }: Register): readonly RoadmapResult[] {
  return roadmap.map((item) => {
    const statuses = threats.filter(({ id }) => item.threats.includes(id)).map(({ id, status }) => ({ id, status }));
    const rank = statuses.reduce((worst, { status }) => Math.max(worst, STATUSES.indexOf(status)), 0);
    const done = statuses.filter(({ status }) => status === "mitigated").length;
    return { ...item, status: nameOf(STATUSES[rank] ?? "no control"), done, statuses };
  });
}

function nameOf(status: Status): RoadmapStatus {
  return status === "mitigated" ? "done" : status === "open" ? "to do" : status;
}

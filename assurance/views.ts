import { boundaries, threats as modelThreats } from "../policies/model";
import type { BoundaryId, StrideCategory } from "../policies/model";
import { STATUSES } from "./register";
import type { Register, Status, ThreatEntry } from "./register";

/** Threats that have something in common. */
export interface View<Id extends string> {
  readonly id: Id;
  readonly title: string;
  readonly threats: readonly string[];
  /** How many of them have which status; only those that some have, from best to worst. */
  readonly counts: readonly { readonly status: Status; readonly count: number }[];
}

/** The threats by the trust boundary that they cross, in the model's order. */
export function boundaryViews(register: Register): readonly View<BoundaryId>[] {
  return boundaries.map(({ id, name }) => viewOf(id, name, register, ({ boundary }) => boundary === id));
}

/** The threats by STRIDE category, in the model's order. */
export function categoryViews(register: Register): readonly View<StrideCategory>[] {
  const categories = [...new Set(modelThreats.map(({ category }) => category))];
  return categories.map((category) => viewOf(category, category, register, (threat) => threat.category === category));
}

function viewOf<Id extends string>(
  id: Id,
  title: string,
  register: Register,
  belongs: (threat: ThreatEntry) => boolean,
): View<Id> {
  const threats = register.threats.filter(belongs);
  const counts = STATUSES.map((status) => ({
    status,
    count: threats.filter((threat) => threat.status === status).length,
  })).filter(({ count }) => count > 0);
  return { id, title, threats: threats.map((threat) => threat.id), counts };
}

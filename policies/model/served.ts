import { assuranceCase } from "./assurance-case";
import type { GoalId } from "./assurance-case";
import { securityInheritance } from "./security-inheritance";
import type { InheritedControlId } from "./security-inheritance";
import { categoryName, threats } from "./threats";
import type { ThreatId } from "./threats";

/** What the pack calls this model in the policies' metadata. The version is ours: the model has none. */
export const MODEL = { name: "Physical AI STRIDE threat model", version: "1.0.0" } as const;

/** Anything of the model that a control can serve. */
export type ServedId = ThreatId | GoalId | InheritedControlId;

export interface Served {
  readonly id: ServedId;
  readonly kind: "threat" | "goal" | "inherited control";
  readonly title: string;
  /** Of a threat only. */
  readonly status?: "Open" | "Accepted";
  /** How policies are tagged that serve it, as in `stride:tampering`. */
  readonly tags: readonly string[];
}

const all = new Map<string, Served>([
  ...threats.map(({ id, title, category, boundary, disposition }): [string, Served] => [
    id,
    {
      id,
      kind: "threat",
      title,
      status: disposition.status,
      tags: [`threat:${id}`, `stride:${categoryName(category)}`, `boundary:${boundary}`],
    },
  ]),
  ...assuranceCase
    .filter(({ kind }) => kind === "goal")
    .map(({ id, statement }): [string, Served] => [
      id,
      { id: id as GoalId, kind: "goal", title: statement, tags: [`goal:${id}`] },
    ]),
  ...securityInheritance.map(({ id, control }): [string, Served] => [
    id,
    { id, kind: "inherited control", title: control, tags: [`inherited:${id}`] },
  ]),
]);

/** @throws Error naming the id where the model has nothing of that name */
export function served(id: ServedId): Served {
  const found = all.get(id);
  if (!found) throw new Error(`The model has no threat, goal or inherited control "${id}".`);
  return found;
}

import type { Evidence, Finding, ForeignViolation } from "../evidence";
import { plain } from "../plain-text";
import { nameOf, typeOf } from "../resource-name";
import { subjectText } from "./wording";

/** Names that stand for all of a fold. */
const NAMED = 3;

/** Many of a kind in one line: what they have in common, how many they are, and the names of the first. */
export interface Fold {
  readonly what: string;
  readonly count: number;
  /** At most three. */
  readonly names: readonly string[];
}

/** The findings by control, in the order of their first. */
export function foldFindings(findings: readonly Finding[]): readonly Fold[] {
  const whatOf = ({ control, serves }: Finding) =>
    plain(serves.length > 0 ? `${control} (${serves.join(", ")})` : control);
  return fold(findings, whatOf, ({ subject }) => subjectText(subject));
}

/** The violations of one level that policies of other packs reported, by policy. */
export function foldForeign({ foreign }: Evidence, level: ForeignViolation["level"]): readonly Fold[] {
  return fold(
    foreign.filter((violation) => violation.level === level),
    ({ policy, pack }) => plain(`${level} ${policy} of ${pack}`),
    ({ resource }) => plain(`${nameOf(resource)}${resource && ` (${typeOf(resource)})`}`),
  );
}

/** ` and 4 more` behind the first `shown` names of a fold; empty where they are all. */
export function restOf({ count, names }: Fold, shown = names.length): string {
  return count > shown ? ` and ${count - shown} more` : "";
}

function fold<Item>(
  items: readonly Item[],
  whatOf: (item: Item) => string,
  nameOfItem: (item: Item) => string,
): readonly Fold[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const what = whatOf(item);
    const same = groups.get(what);
    if (same) same.push(item);
    else groups.set(what, [item]);
  }
  return [...groups].map(([what, group]) => ({
    what,
    count: group.length,
    names: group.slice(0, NAMED).map(nameOfItem),
  }));
}

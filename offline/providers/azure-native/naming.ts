import { isUnknown, revealed, stableUuid, textOf } from "../property-values";
import type { CheckContext, CheckFailure } from "../stand-in";
import type { ResourceType } from "./resource-type";

/** Digits that are put behind the program's name, as the provider does. */
const SUFFIX_DIGITS = 8;

/** The name that the resource gets: the given one, the one that it had, or one made from the engine's seed. */
export function nameOf(context: CheckContext, { naming }: ResourceType, input: string): unknown {
  const given = context.news[input];
  if (given !== undefined && given !== null) return given;
  const had = textOf(context.olds[input]);
  if (had !== undefined) return had;
  if (naming === "none" || context.autonaming?.mode === "disabled") return undefined;
  if (naming === "uuid") return stableUuid(context.seed || context.urn);
  if (context.autonaming) return context.autonaming.proposedName;
  const suffix = (context.seed || Buffer.from(context.urn).toString("hex")).slice(0, SUFFIX_DIGITS);
  const start =
    naming === "alphanumeric"
      ? context.name
          .toLowerCase()
          .replace(/[^a-z0-9]/g, "")
          .slice(0, 24 - SUFFIX_DIGITS)
      : context.name;
  return `${start}${suffix}`;
}

/** Whether the service would take the name. */
export function checkName({ nameForm }: ResourceType, name: unknown, property: string): CheckFailure[] {
  const text = revealed(name);
  if (nameForm === undefined || typeof text !== "string" || isUnknown(text) || nameForm.test(text)) return [];
  return [{ property, reason: `'${property}' does not match ${nameForm.source}` }];
}

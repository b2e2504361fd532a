/** What a remedy may set a property to. */
export type PropertyValue = string | boolean | number;

/** What a property has to be, for `Resource.expect`. */
export interface Expectation {
  /** Whether a known value holds. Asked only for values that are there; a value of a wrong type should not hold. */
  readonly holds: (value: unknown) => boolean;
  /** How the remedy names the value, as in `"Disabled"`. */
  readonly wanted: string;
  /** A value that holds, for `settingTo`: the first of those wanted. Left out where somebody has to choose one. */
  readonly value?: PropertyValue;
}

/** Equal to `wanted`. Texts compare without case, as Azure Resource Manager does; `"true"` counts as true. */
export function equalTo(wanted: PropertyValue): Expectation {
  return oneOf(wanted);
}

/** Equal to one of `wanted`, compared as in `equalTo`. */
export function oneOf(...wanted: readonly PropertyValue[]): Expectation {
  const words = new Set(wanted.map(word));
  return {
    holds: (value) => words.has(word(value)),
    wanted: wanted.map((value) => JSON.stringify(value)).join(" or "),
    value: wanted[0],
  };
}

/** An address of one of `schemes`, or the scheme alone. */
export function ofScheme(...schemes: readonly string[]): Expectation {
  return {
    holds: (value) => typeof value === "string" && schemes.includes(value.split(":", 1)[0]?.toLowerCase() ?? ""),
    wanted: schemes.map((scheme) => `"${scheme}"`).join(" or "),
  };
}

/** A number of at least `minimum`; a numeric text counts. */
export function atLeast(minimum: number): Expectation {
  return {
    holds: (value) => (typeof value === "number" || typeof value === "string") && Number(value) >= minimum,
    wanted: `${minimum} or more`,
    value: minimum,
  };
}

function word(value: unknown): unknown {
  if (typeof value === "string") return value.toLowerCase();
  return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
}

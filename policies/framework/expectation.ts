/** What a property has to be, for `Resource.expect`. */
export interface Expectation {
  /** Whether a known value holds. Asked only for values that are there; a value of a wrong type should not hold. */
  readonly holds: (value: unknown) => boolean;
  /** How the remedy names the value, as in `"Disabled"`. */
  readonly wanted: string;
}

/** Equal to `wanted`. Texts compare without case, as Azure Resource Manager does; `"true"` counts as true. */
export function equalTo(wanted: string | boolean | number): Expectation {
  return oneOf(wanted);
}

/** Equal to one of `wanted`, compared as in `equalTo`. */
export function oneOf(...wanted: readonly (string | boolean | number)[]): Expectation {
  const words = new Set(wanted.map(word));
  return {
    holds: (value) => words.has(word(value)),
    wanted: wanted.map((value) => JSON.stringify(value)).join(" or "),
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
  };
}

function word(value: unknown): unknown {
  if (typeof value === "string") return value.toLowerCase();
  return typeof value === "boolean" || typeof value === "number" ? String(value) : value;
}

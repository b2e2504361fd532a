import fc from "fast-check";
import { unknown } from "../../../policies/framework/fixtures";
import type { Fixture, FixtureResource } from "../../../policies/framework/fixtures";
import { placesOf } from "./altered-fixtures";

/** Texts that code trips over: names of an object's own methods, patterns' characters, paths, numbers, a great many letters. */
const HOSTILE = [
  "",
  " ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "$(A)",
  "((((((((((",
  "a".repeat(20_000),
  `${"=".repeat(5_000)}${"ab/".repeat(5_000)}`,
  "%zz",
  "\u0000",
  "\ud800",
  "💾",
  "&a [*a]",
  "- - - - -",
  "../../../..",
  "/".repeat(2_000),
  "::/0",
  "999.999.999.999/99",
  "1e999",
  "-0",
  "@sha256:",
];

/** What a property may turn out to be, of any type. */
export const anything = (texts: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(...texts),
      fc.constantFrom<unknown>(...HOSTILE),
      fc.constantFrom<unknown>(unknown, null, undefined, true, false, 0, -1, 1e300, NaN, Infinity, [], {}),
      fc.array(tie("node"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("name", "id", "toString", "valueOf", "length", "a.b/c", "0"), tie("node"), {
        maxKeys: 3,
      }),
    ),
  })).node;

/** A value inside a thousand lists, and inside a thousand maps. */
export const deep: readonly unknown[] = [
  Array.from({ length: 1_000 }).reduce<unknown>((inner) => [inner], unknown),
  Array.from({ length: 1_000 }).reduce<unknown>((inner) => ({ values: inner }), "x"),
];

/** Every type that examples have, with the names and texts of its properties. */
export interface Vocabulary {
  readonly type: string;
  readonly examples: readonly FixtureResource[];
  readonly texts: readonly string[];
}

export function vocabularies(examples: readonly Fixture[]): readonly Vocabulary[] {
  const byType = new Map<string, FixtureResource[]>();
  for (const resource of examples.flatMap(({ resources }) => resources)) {
    byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
  }
  return [...byType].map(([type, resources]) => {
    const places = placesOf({ title: "", resources });
    const texts = places.flatMap(({ value }) => (typeof value === "string" ? [value] : []));
    return { type, examples: resources, texts: [...new Set(["x", ...texts])].slice(0, 200) };
  });
}

import type { Fixture } from "../../../policies/framework/fixtures";
import { isUnknown } from "../../../policies/framework/reading";

/** Keys and indexes that lead to a value. */
export type Path = readonly (string | number)[];

/** A value in one of the fixture's resources. */
export interface Place {
  /** Index of the resource. */
  readonly resource: number;
  readonly path: Path;
  readonly value: unknown;
}

/** Every value of every resource, from the outermost to the texts and numbers. */
export function placesOf(fixture: Fixture): readonly Place[] {
  return fixture.resources.flatMap(({ properties }, resource) =>
    [...below(properties, [])].map(({ path, value }) => ({ resource, path, value })),
  );
}

function* below(value: unknown, path: Path): Iterable<Omit<Place, "resource">> {
  if (typeof value !== "object" || value === null) return;
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [key, item] of entries) {
    yield { path: [...path, key], value: item };
    yield* below(item, [...path, key]);
  }
}

/** The fixture with another value there; without one where it is undefined. */
export function withValue(
  fixture: Fixture,
  { resource, path }: Pick<Place, "resource" | "path">,
  value: unknown,
): Fixture {
  const resources = fixture.resources.map((written, index) =>
    index === resource
      ? { ...written, properties: replaced(written.properties, path, value) as Readonly<Record<string, unknown>> }
      : written,
  );
  return { ...fixture, resources };
}

function replaced(within: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(within)) {
    const items = [...(within as unknown[])];
    if (rest.length === 0 && value === undefined) items.splice(Number(step), 1);
    else items[Number(step)] = replaced(items[Number(step)], rest, value);
    return items;
  }
  const entries = within as Readonly<Record<string, unknown>>;
  const changed = { ...entries, [step]: replaced(entries[step], rest, value) };
  return Object.fromEntries(Object.entries(changed).filter(([key, item]) => key !== step || item !== undefined));
}

/** `alter` of every text that is known, at any depth. */
export function withTexts(
  value: unknown,
  alter: (text: string, key: string | number) => string,
  key: string | number = "",
): unknown {
  if (typeof value === "string") return isUnknown(value) ? value : alter(value, key);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, alter, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withTexts(item, alter, name)]));
}

/** How a message of a test names the place. */
export function nameOf(fixture: Fixture, { resource, path }: Pick<Place, "resource" | "path">): string {
  return `"${fixture.title}" ${fixture.resources[resource]?.name}: ${path.join(".")}`;
}

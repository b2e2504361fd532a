import { oncePerText } from "./once";

/**
 * What can be said of a property.
 * - `absent`: not given, or null. The provider's default applies.
 * - `unknown`: given, but its value is only known in the update.
 * - `malformed`: given, of another type than asked for.
 */
export type Reading<T> =
  | { readonly state: "known"; readonly value: T }
  | { readonly state: "absent" }
  | { readonly state: "unknown" }
  | { readonly state: "malformed" };

const ABSENT = { state: "absent" } as const;
const UNKNOWN = { state: "unknown" } as const;
const MALFORMED = { state: "malformed" } as const;

/** The texts by which the engine says that it does not know a value yet, by the type of the value; part of its protocol. */
const SENTINELS = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;
const UNKNOWN_VALUES: ReadonlySet<unknown> = new Set(Object.values(SENTINELS));

/** A value that the engine does not know yet, as fixtures and tests write it. */
export const unknown: string = SENTINELS.string;

/**
 * The properties behind the policy SDK's proxy, which throws as soon as an unknown value is touched and so would end a
 * control at its first unknown. A plain object is returned as it is.
 */
export function withoutProxy(properties: unknown): unknown {
  if (typeof properties !== "object" || properties === null) return properties;
  const proxied = properties as { __isSpecialProxy?: boolean; __getSpecialProxyTarget?: unknown };
  return proxied.__isSpecialProxy === true ? proxied.__getSpecialProxyTarget : properties;
}

/** Objects whose missing entries are not known, rather than absent. */
const INCOMPLETE = new WeakSet<object>();

/** `value`, where an entry that it does not have is unknown: something that is not known yet may add it. */
export function incomplete<T extends object>(value: T): T {
  INCOMPLETE.add(value);
  return value;
}

export function isIncomplete(value: object): boolean {
  return INCOMPLETE.has(value);
}

/** Where properties stand: a step below others, which is a path, a key as it is, or an index. */
interface Place {
  readonly within: Properties;
  readonly step: string | number;
  readonly isKey?: boolean;
}

/** Reads properties without ever throwing: every read says whether the value is known. */
export class Properties {
  /** @param place their path, or what it is made of */
  constructor(
    private readonly raw: unknown,
    private readonly place: string | Place = "",
  ) {}

  /**
   * Where these properties stand in the resource, as in `properties.networkAcls`; empty for all of them. Made when it is asked for:
   * only findings show it, and of the values of a chart nearly none is ever shown.
   */
  get path(): string {
    if (typeof this.place === "string") return this.place;
    const { within, step, isKey = false } = this.place;
    const outer = within.path;
    if (typeof step === "number") return `${outer}[${step}]`;
    if (outer === "") return step;
    return isKey && !/^[\w-]+$/.test(step) ? `${outer}["${step}"]` : `${outer}.${step}`;
  }

  /** The part at `path`, as in `subnets[0].networkSecurityGroup.id` or `labels["app.kubernetes.io/name"]`. What it holds, if anything, its readings tell. */
  at(path: string): Properties {
    let value = this.raw;
    for (const step of stepsOf(path)) {
      if (isUnknown(value)) break;
      value = typeof step === "number" ? itemOf(value, step) : own(value, step);
    }
    return new Properties(value, { within: this, step: path });
  }

  /** The entry of exactly this key, which may hold dots, as in `app.kubernetes.io/name`. */
  entry(key: string): Properties {
    const value = isUnknown(this.raw) ? this.raw : own(this.raw, key);
    return new Properties(value, { within: this, step: key, isKey: true });
  }

  read(path?: string): Reading<unknown> {
    const value = path === undefined ? this.raw : this.at(path).raw;
    if (value === undefined || value === null) return ABSENT;
    if (isUnknown(value)) return UNKNOWN;
    return value === NOT_AN_OBJECT ? MALFORMED : { state: "known", value };
  }

  text(path?: string): Reading<string> {
    return this.readAs(path, (value) => (typeof value === "string" ? value : undefined));
  }

  /** A boolean. `"true"` and `"True"` count as true: providers and Helm take them for it. */
  flag(path?: string): Reading<boolean> {
    return this.readAs(path, (value) => {
      const word = typeof value === "string" ? value.toLowerCase() : value;
      return word === true || word === "true" ? true : word === false || word === "false" ? false : undefined;
    });
  }

  number(path?: string): Reading<number> {
    return this.readAs(path, (value) => {
      const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? number : undefined;
    });
  }

  /** The items of an array. */
  list(path?: string): Reading<readonly Properties[]> {
    const base = path === undefined ? this : this.at(path);
    return base.readAs(undefined, (value) =>
      Array.isArray(value)
        ? value.map((item, index) => new Properties(item, { within: base, step: index }))
        : undefined,
    );
  }

  /** The entries of an object that are known to be there, for what one of them decides. */
  knownEntries(path?: string): readonly (readonly [string, Properties])[] {
    const base = path === undefined ? this : this.at(path);
    return isObject(base.raw) ? Object.keys(base.raw).map((key) => [key, base.entry(key)]) : [];
  }

  /** The entries of an object; unknown where there may be others. */
  entries(path?: string): Reading<readonly (readonly [string, Properties])[]> {
    const base = path === undefined ? this : this.at(path);
    if (isObject(base.raw) && isIncomplete(base.raw)) return UNKNOWN;
    return base.readAs(undefined, (value) => (isObject(value) ? base.knownEntries() : undefined));
  }

  /** Whether they are not known, or may hold more than what is known of them. */
  get isUnknownInPart(): boolean {
    return isUnknown(this.raw) || (isObject(this.raw) && isIncomplete(this.raw));
  }

  private readAs<T>(path: string | undefined, convert: (value: unknown) => T | undefined): Reading<T> {
    const reading = this.read(path);
    if (reading.state !== "known") return reading;
    const value = convert(reading.value);
    return value === undefined ? MALFORMED : { state: "known", value };
  }
}

/** The names and list indexes that `path` is made of. */
export const stepsOf = oncePerText((path: string): readonly (string | number)[] => {
  if (/^[^[\].]+$/.test(path)) return [path];
  return [...path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|[^.[\]]+/g)].map(([step, key, index]) =>
    index === undefined ? (key ?? step) : Number(index),
  );
});

/** Marks a path that leads through something that has no properties, such as a text. */
const NOT_AN_OBJECT = Symbol("not an object");

function own(value: unknown, name: string): unknown {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) return NOT_AN_OBJECT;
  if (Object.hasOwn(value, name)) return value[name];
  return isIncomplete(value) ? unknown : undefined;
}

function itemOf(value: unknown, index: number): unknown {
  if (value === undefined || value === null) return undefined;
  return Array.isArray(value) ? (value[index] as unknown) : NOT_AN_OBJECT;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && UNKNOWN_VALUES.has(value);
}

import { createHash } from "node:crypto";

/** A resource's or an invoke's properties as the engine sends them: secrets in wrappers, unknown values as sentinels. */
export type PropertyMap = Record<string, unknown>;

/** Keys and texts of the engine's protocol (sdk/go/common/resource). */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const UNKNOWN = new Set<unknown>([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: unknown): boolean {
  return UNKNOWN.has(value);
}

export function secret(value: unknown): PropertyMap {
  return { [SIGNATURE]: SECRET, value };
}

/** The value inside a secret's wrapper, or the value itself. */
export function revealed(value: unknown): unknown {
  return isObject(value) && value[SIGNATURE] === SECRET ? value.value : value;
}

/** A text that is known, secret or not. */
export function textOf(value: unknown): string | undefined {
  const text = revealed(value);
  return typeof text === "string" && !isUnknown(text) ? text : undefined;
}

export function isObject(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One difference between two property maps. */
export interface Difference {
  /** As the engine writes paths, as in `networkAcls.ipRules[0].value`. */
  readonly path: string;
  readonly kind: "add" | "update" | "delete";
}

/** Every difference, at the deepest path that both have. A value that is not known yet differs from any other. */
export function differences(old: unknown, fresh: unknown, path = ""): Difference[] {
  const [a, b] = [revealed(old), revealed(fresh)];
  if (a === undefined || a === null) return b === undefined || b === null ? [] : [{ path, kind: "add" }];
  if (b === undefined || b === null) return [{ path, kind: "delete" }];
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], path ? `${path}.${quoted(key)}` : quoted(key)));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    const longer = a.length > b.length ? a : b;
    return longer.flatMap((_, index) => differences(a[index], b[index], `${path}[${index}]`));
  }
  return a === b ? [] : [{ path, kind: "update" }];
}

function quoted(key: string): string {
  return /^[\w-]+$/.test(key) ? key : `["${key.replace(/"/g, '\\"')}"]`;
}

/** A uuid that is the same in every run for the same parts. */
export function stableUuid(...parts: readonly string[]): string {
  const hex = stableHex(...parts);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** 64 hexadecimal digits that are the same in every run for the same parts. */
export function stableHex(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}

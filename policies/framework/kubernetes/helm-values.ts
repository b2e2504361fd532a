import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { oncePerObject, oncePerResource } from "../once";
import { incomplete, isIncomplete, Properties, unknown } from "../reading";
import type { Reading } from "../reading";
import type { Resource } from "../resource";
import { holds } from "../truth";
import type { Truth } from "../truth";
import { parseYaml } from "./yaml";

type Values = Readonly<Record<string, unknown>>;

/**
 * The values that a Helm release gives its chart, as the provider merges them (decodeRelease of pulumi-kubernetes): the files of
 * `valueYamlFiles` one after the other, of which a later one replaces whole entries of the top level; then `values`, whose maps
 * merge with what is below, and anything else replaces it. Null takes a value away only with `allowNullValues`. What a file that cannot be read may set is unknown, except where a later layer sets it anyhow.
 * The chart's own defaults are not part of it: a value that is absent has them.
 */
export const valuesOf = oncePerResource((release: Resource): Properties => {
  const keepsNull = holds(release.flag("allowNullValues"), (allowed) => allowed) === true;
  const files = filesOf(release);
  const values = layerOf(release.read("values"));
  if (files.length === 0) return (keepsNull ? withNull : withoutNull)(values);
  const below = files.reduce((lower, upper) => merge(lower, upper, keepsNull, replaced), {});
  return merged([below, values], keepsNull);
});

/** Values without files are known by their object, which a resource and the stack that it is part of have in common. */
const withNull = oncePerObject((values: Values) => merged([values], true));
const withoutNull = oncePerObject((values: Values) => merged([values], false));

function merged(layers: readonly Values[], keepsNull: boolean): Properties {
  return new Properties(
    layers.reduce((below, above) => merge(below, above, keepsNull, over), {}),
    "values",
  );
}

/**
 * Whether the release is of a chart with one of these names, wherever it comes from: a repository (`service`,
 * `osmo/service`), a registry (`oci://example.org/osmo/service:1.2`), an address or path, packed (`service-1.2.3.tgz`) or not.
 */
export function chartNamed(release: Resource, names: readonly string[]): Truth {
  return holds(release.text("chart"), (chart) => {
    const last = chart.trim().split(/[?#]/, 1)[0]?.split(/[/\\]/).filter(Boolean).at(-1) ?? "";
    const packed = /\.t(?:ar\.)?gz$/i.test(last);
    const bare = packed
      ? last.replace(/\.t(?:ar\.)?gz$/i, "").replace(/-v?\d+(?:\.\d+)+(?:[-+.].*)?$/, "")
      : last.replace(/[:@].*$/, "");
    return names.some((name) => name.toLowerCase() === bare.toLowerCase());
  });
}

/** Each file's values; one of unknown values where it, or the list of files, cannot be read. */
function filesOf(release: Resource): readonly Values[] {
  const files = release.list("valueYamlFiles");
  if (files.state === "absent") return [];
  return files.state === "known" ? files.value.map(valuesIn) : [incomplete({})];
}

function valuesIn(file: Properties): Values {
  const text = file.text("text");
  const path = file.text("path");
  try {
    if (text.state === "known") return mapOf(parseYaml(text.value));
    if (path.state === "known") return mapOf(parseYaml(readFileSync(placeOf(path.value), "utf8")));
  } catch {
    // No such file here, or no YAML: nobody knows what it sets.
  }
  return incomplete({});
}

/** A relative path starts at the program, which is where people run it; a policy's own folder is that of its pack. */
function placeOf(path: string): string {
  const { PWD } = process.env;
  if (isAbsolute(path)) return path;
  if (PWD === undefined) throw new Error("nobody knows where the path starts");
  return join(PWD, path);
}

/** An empty file sets nothing. */
function mapOf(value: unknown): Values {
  return isMap(value) ? value : {};
}

function layerOf(values: Reading<unknown>): Values {
  return values.state === "known" ? mapOf(values.value) : values.state === "unknown" ? incomplete({}) : {};
}

/** `above` over `below`, entry by entry. An entry that an incomplete layer may set is unknown. */
function merge(below: Values, above: Values, keepsNull: boolean, entry: typeof over): Values {
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(below), ...Object.keys(above)])) {
    merged[key] = entry(entryOf(below, key), entryOf(above, key), keepsNull);
  }
  return isIncomplete(below) || isIncomplete(above) ? incomplete(merged) : merged;
}

function over(lower: unknown, upper: unknown, keepsNull: boolean): unknown {
  if (upper === undefined || (upper === null && !keepsNull)) return lower;
  if (!isMap(upper)) return upper;
  // Merged with nothing too: it may hold nulls that take nothing away.
  return merge(lower === unknown ? incomplete({}) : mapOf(lower), upper, keepsNull, over);
}

/** A map with its nulls, which take nothing away; nothing of `lower` is left in it. */
function replaced(lower: unknown, upper: unknown, keepsNull: boolean): unknown {
  return over(isMap(upper) ? {} : lower, upper, keepsNull);
}

function entryOf(layer: Values, key: string): unknown {
  if (Object.hasOwn(layer, key)) return layer[key];
  return isIncomplete(layer) ? unknown : undefined;
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parse } from "yaml";
import { SIGNATURE } from "../exported-state";
import { fillIn, isObject } from "./placeholders";
import type { Guess } from "./placeholders";
import { UnavailableChartError } from "./unavailable";

type Values = Readonly<Record<string, unknown>>;

/** Marks a file among properties (sig.AssetSig of the engine). */
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";

/** A values file has no business being larger. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * The values that a release gives its chart, merged as the kubernetes provider does it (decodeRelease of its
 * helm_release.go): each file of `valueYamlFiles` replaces the top-level keys that it has, then `values` are merged in, map by
 * map; lists are replaced. Without `allowNullValues` every null is left out, so that none takes a default of the chart away.
 *
 * @param folder where relative paths of the files start
 * @throws UnavailableChartError where the values, or a file of them, are not there to be read
 */
export async function releaseValues(
  inputs: Values,
  folder: string,
): Promise<{ readonly values: Values; readonly guesses: readonly Guess[] }> {
  const guesses: Guess[] = [];
  let files: Values = {};
  for (const [index, file] of filesOf(inputs.valueYamlFiles).entries()) {
    const layer = mapOf(await contentOf(file, folder, index), `file ${index + 1} of valueYamlFiles`, guesses);
    files = { ...files, ...layer };
  }
  const values = mapOf(inputs.values ?? {}, "values", guesses);
  const prepare = inputs.allowNullValues === true ? (each: Values) => each : withoutNulls;
  return { values: merge(prepare(files), prepare(values)), guesses };
}

function filesOf(files: unknown): readonly unknown[] {
  if (files === undefined || files === null) return [];
  if (!Array.isArray(files)) throw new UnavailableChartError("its value files are not known before the update");
  return files;
}

/** What an asset's YAML says. Text is in the state; a file is read where the program runs. */
async function contentOf(file: unknown, folder: string, index: number): Promise<unknown> {
  const which = `file ${index + 1} of its valueYamlFiles`;
  if (!isObject(file) || file[SIGNATURE] !== ASSET) {
    throw new UnavailableChartError(`${which} is not known before the update, or no file`);
  }
  const { text, path } = file;
  if (typeof text === "string") return parsed(text, which);
  if (typeof path === "string" && path !== "") {
    try {
      const content = await readFile(resolve(folder, path));
      if (content.length > MAX_FILE_BYTES) throw new UnavailableChartError(`${which} is larger than 16 MiB`);
      return parsed(content.toString("utf8"), which);
    } catch (error) {
      if (error instanceof UnavailableChartError) throw error;
      throw new UnavailableChartError(`${which} can't be read here (${(error as NodeJS.ErrnoException).code})`);
    }
  }
  throw new UnavailableChartError(`${which} lies elsewhere, and nothing is fetched here`);
}

/** As the provider reads it: YAML 1.2 with merge keys, the last of equal keys counts. */
function parsed(text: string, which: string): unknown {
  try {
    return parse(text, { merge: true, uniqueKeys: false }) ?? {};
  } catch {
    throw new UnavailableChartError(`${which} is no YAML`);
  }
}

function mapOf(value: unknown, which: string, guesses: Guess[]): Values {
  const filled = fillIn(value);
  if (!isObject(filled.value)) {
    throw new UnavailableChartError(
      `${which} ${filled.guesses.length > 0 ? "are not known, as a whole" : "hold no map of values"}`,
    );
  }
  guesses.push(...filled.guesses);
  return filled.value;
}

/** `above` over `below`: maps are merged, everything else is replaced. */
function merge(below: Values, above: Values): Values {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const under = merged.get(key);
    merged.set(key, isObject(value) && isObject(under) ? merge(under, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Without nulls at any depth, in lists too. */
function withoutNulls(values: Values): Values {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => item !== null).map(strip);
    return isObject(value) ? withoutNulls(value) : value;
  };
  const present = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(present.map(([key, value]) => [key, strip(value)]));
}

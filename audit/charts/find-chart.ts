import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { runHelm } from "./helm-process";
import type { HelmOptions } from "./helm-process";
import { isObject } from "./placeholders";
import type { ChartReference } from "./release";
import { UnavailableChartError } from "./unavailable";

export interface ChartPlaces {
  /** Where a path that the program writes starts: its own folder. */
  readonly folder: string;
  /** The user's folder with packed or unpacked charts. */
  readonly chartDir?: string;
}

export interface FoundChart {
  /** Absolute path of the folder or the package. */
  readonly path: string;
  readonly version: string;
}

/**
 * Finds a release's chart on this machine: where the program itself has it, or else in the user's folder of charts as
 * `<name>-<version>.tgz`, `<name>-<version>/` or `<name>/`. Nothing is fetched.
 *
 * @throws UnavailableChartError where it is not there, is of another version, or is no chart
 */
export async function findChart(chart: ChartReference, places: ChartPlaces, helm: HelmOptions): Promise<FoundChart> {
  const path = (await ownChart(chart, places.folder)) ?? (await chartIn(places.chartDir, chart));
  const found = await describe(path, helm);
  if (chart.version !== undefined && !isSameVersion(chart.version, found.version)) {
    throw new UnavailableChartError(
      `the release asks for version ${chart.version}, and the chart at hand is ${found.version}`,
    );
  }
  return { path, version: found.version };
}

/** The chart in the program's own folder, as the provider looks for it: a folder with a Chart.yaml, or a file. */
async function ownChart({ written, maybePath }: ChartReference, folder: string): Promise<string | undefined> {
  if (!maybePath) return undefined;
  const path = resolve(folder, written);
  if (await isFile(join(path, "Chart.yaml"))) return path;
  return (await isFile(path)) ? path : undefined;
}

async function chartIn(chartDir: string | undefined, chart: ChartReference): Promise<string> {
  const { name, version } = chart;
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) throw new UnavailableChartError("its chart has no name to look for");
  if (chartDir === undefined) {
    throw new UnavailableChartError(
      "it is not on this machine, and nothing is fetched; give its folder with --chart-dir",
    );
  }
  const entries = await readdir(chartDir);
  const versions = entries.flatMap((entry) => versionIn(entry, name) ?? []).sort();
  const exact = versions.filter((each) => version === undefined || isSameVersion(version, each));
  if (exact.length > 1 && new Set(exact.map(bare)).size > 1) {
    throw new UnavailableChartError(`the chart folder has versions ${exact.join(", ")} of it; the release names none`);
  }
  const [only] = exact;
  const packed = `${name}-${only}.tgz`;
  if (only !== undefined) return resolve(chartDir, entries.includes(packed) ? packed : `${name}-${only}`);
  if (entries.includes(name)) return resolve(chartDir, name);
  const wanted = `${name}${version === undefined ? "" : ` ${version}`}`;
  const instead = versions.length > 0 ? `has version ${versions.join(", ")} of it, not ${version}` : `lacks ${wanted}`;
  throw new UnavailableChartError(`the chart folder ${instead}, and nothing is fetched`);
}

/** The version in the name of a package or folder of the chart `name`. */
function versionIn(entry: string, name: string): string | undefined {
  if (!entry.startsWith(`${name}-`)) return undefined;
  return /^(v?\d+\.\d+\.\d+(?:[-+][\w.+-]+?)?)(?:\.tgz)?$/.exec(entry.slice(name.length + 1))?.[1];
}

/** What the chart says of itself, which helm reads out of folders and packages alike. */
async function describe(path: string, helm: HelmOptions): Promise<{ readonly version: string }> {
  const text = await runHelm(["show", "chart", "--", path], helm);
  const chart: unknown = parse(text);
  const version = isObject(chart) ? chart.version : undefined;
  if (typeof version !== "string") throw new UnavailableChartError("it is no chart that helm can read");
  return { version };
}

/** Versions are written with and without a `v`. */
function isSameVersion(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(version: string): string {
  return version.trim().replace(/^[v=]/, "");
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

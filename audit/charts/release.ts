import { posix } from "node:path";
import type { StateResource } from "../exported-state";
import { fillIn, isObject } from "./placeholders";
import type { Guess } from "./placeholders";
import { releaseValues } from "./release-values";
import { UnavailableChartError } from "./unavailable";

/** A Helm release as a run or a state has it, with everything that rendering its chart needs. */
export interface Release {
  readonly resource: StateResource;
  /** Name in the cluster. */
  readonly name: string;
  /** Namespace of its objects. */
  readonly namespace: string;
  readonly chart: ChartReference;
  /** What the chart is given, merged. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What of all this is made up. */
  readonly guesses: readonly Guess[];
  /** Whether the chart's CRDs are installed. */
  readonly crds: boolean;
  /** Whether its hooks run. */
  readonly hooks: boolean;
  /** Whether helm makes the namespace where it is not there. */
  readonly createsNamespace: boolean;
}

/** Which chart a release is of. */
export interface ChartReference {
  /** As the program writes it: a name, a path, an address. */
  readonly written: string;
  /** Its own name: the last part of what is written, without a version. */
  readonly name: string;
  /** As the program or, where that leaves it open, the installed release has it. */
  readonly version?: string;
  /** Whether what is written can be a path: not with a repository's address. */
  readonly maybePath: boolean;
}

const RELEASE = /^kubernetes:helm\.sh\/v\d+[a-z0-9]*:Release$/;

export function isRelease({ type, delete: deleted }: StateResource): boolean {
  return RELEASE.test(type) && deleted !== true;
}

/** The chart as the program writes it, for a report; a placeholder where even that is not known. */
export function chartOf({ inputs }: StateResource): string {
  const { chart } = inputs ?? {};
  return typeof chart === "string" && fillIn(chart).guesses.length === 0 ? chart : "(not known)";
}

/**
 * Reads a release's inputs.
 *
 * @param folder where its relative paths start: the program's
 * @param defaultNamespace the one of its provider
 * @throws UnavailableChartError where what decides how it is rendered is unknown or can't be read
 */
export async function readRelease(
  resource: StateResource,
  folder: string,
  defaultNamespace: string | undefined,
): Promise<Release> {
  const inputs = resource.inputs ?? {};
  const outputs = resource.outputs ?? {};
  const written = known(inputs.chart);
  if (written === undefined) throw new UnavailableChartError("the program does not tell its chart before the update");
  if (inputs.postrender) {
    throw new UnavailableChartError("a post-renderer changes its manifests, and such programs are not run here");
  }
  const { values, guesses } = await releaseValues(inputs, folder);
  const name = fillIn(inputs.name ?? outputs.name ?? nameInProgram(resource), "name");
  const namespace = fillIn(inputs.namespace || defaultNamespace || "default", "namespace");
  return {
    resource,
    name: String(name.value),
    namespace: String(namespace.value),
    chart: chartReference(written.trim(), versionOf(inputs, outputs), known(repositoryOf(inputs))),
    values,
    guesses: [...name.guesses, ...namespace.guesses, ...guesses],
    crds: inputs.skipCrds !== true,
    hooks: inputs.disableWebhooks !== true,
    createsNamespace: inputs.createNamespace === true,
  };
}

function chartReference(written: string, version: string | undefined, repository: string | undefined): ChartReference {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(written);
  const last = posix.basename(written.replace(/\\/g, "/").replace(/[?#].*$/, ""));
  const [, packed, packedVersion] = /^(.+?)-(v?\d+\.\d+\.\d+[\w.+-]*)\.tgz$/.exec(last) ?? [];
  const [name = "", tag] = packed === undefined ? last.split(/[:@]/) : [packed, packedVersion];
  return {
    written,
    name,
    version: version ?? (tag === "sha256" ? undefined : tag),
    // The provider takes a repository that is no address for the name of one that helm knows, and then looks at paths too.
    maybePath: !address && !(repository !== undefined && URL.canParse(repository)),
  };
}

function versionOf(inputs: Record<string, unknown>, outputs: Record<string, unknown>): string | undefined {
  const { status } = outputs;
  return known(inputs.version) ?? (isObject(status) ? known(status.version) : undefined) ?? known(outputs.version);
}

function repositoryOf({ repositoryOpts }: Record<string, unknown>): unknown {
  return isObject(repositoryOpts) ? repositoryOpts.repo : undefined;
}

/** A text that is neither empty nor unknown nor secret. */
function known(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" && fillIn(value).guesses.length === 0 ? value : undefined;
}

function nameInProgram({ urn }: StateResource): string {
  return urn.split("::").slice(3).join("::");
}

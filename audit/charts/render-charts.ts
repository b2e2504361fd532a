import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { UsageError } from "../../offline/usage";
import { contentOf } from "../exported-state";
import type { StateResource } from "../exported-state";
import { clusterFacts } from "./cluster-facts";
import type { ClusterFacts } from "./cluster-facts";
import { findChart } from "./find-chart";
import type { FoundChart } from "./find-chart";
import { runHelm } from "./helm-process";
import type { HelmOptions } from "./helm-process";
import { manifestsIn } from "./manifests";
import type { Manifest } from "./manifests";
import { scopeBy } from "./object-scope";
import { isObject } from "./placeholders";
import type { Guess } from "./placeholders";
import { chartOf, isRelease, readRelease } from "./release";
import type { Release } from "./release";
import { createdNamespace, renderedResources } from "./rendered-resources";
import { UnavailableChartError } from "./unavailable";

export interface RenderOptions {
  /** The program; `resolveProgram(HELM)` finds it. */
  readonly helm: string;
  /** The user's folder of charts, packed or unpacked. */
  readonly chartDir?: string;
  /** Where relative paths of charts and values files start: the program's folder. Default: the working directory. */
  readonly folder?: string;
  /** Ends it early. */
  readonly signal?: AbortSignal;
}

/** A release whose chart was rendered. */
export interface RenderedRelease {
  readonly urn: string;
  readonly chart: string;
  readonly version: string;
  /** How many objects it has. */
  readonly objects: number;
  /** Values that the chart was rendered without: it may render otherwise with them. */
  readonly guesses: readonly Guess[];
}

/** A release whose chart could not be rendered. */
export interface UnavailableChart {
  readonly urn: string;
  readonly chart: string;
  /** Why, as a clause without a full stop. */
  readonly reason: string;
  /** Whether the chart itself was there, and could not be rendered. */
  readonly isAtHand: boolean;
}

export interface RenderedCharts {
  /** The deployment with every rendered object as a resource more. */
  readonly deployment: Deployment;
  /** URNs of the rendered objects. */
  readonly rendered: ReadonlySet<string>;
  readonly releases: readonly RenderedRelease[];
  readonly unavailable: readonly UnavailableChart[];
}

/**
 * Renders the chart of every Helm release of the deployment with its values, as an installation would. Reaches no network and
 * no cluster; what can't be rendered comes back with the reason.
 *
 * @throws UsageError where the folder of charts is none; the signal's reason once aborted; an error of the file system where
 *   temporary files can't be kept
 */
export async function renderCharts(deployment: Deployment, options: RenderOptions): Promise<RenderedCharts> {
  await requireFolder(options.chartDir);
  const content = contentOf(deployment);
  const resources = content.resources ?? [];
  const places = { folder: options.folder ?? process.cwd(), chartDir: options.chartDir };
  const cluster = clusterFacts(resources);
  const taken = new Set(resources.map(({ urn }) => urn));
  const added: StateResource[] = [];
  const releases: RenderedRelease[] = [];
  const unavailable: UnavailableChart[] = [];
  const home = await mkdtemp(join(tmpdir(), "physical-ai-charts-"));
  try {
    for (const resource of resources.filter(isRelease)) {
      options.signal?.throwIfAborted();
      const { urn } = resource;
      const chart = chartOf(resource);
      const helm = { helm: options.helm, home, signal: options.signal };
      let release: Release | undefined;
      let found: FoundChart | undefined;
      try {
        release = await readRelease(resource, places.folder, defaultNamespace(resource, resources));
        found = await findChart(release.chart, places, helm);
        const manifests = await render(release, found, cluster, helm);
        const objects = [...namespaceOf(release, resources), ...manifests];
        const scope = scopeBy([...resources.map(({ inputs }) => inputs ?? {}), ...manifests]);
        added.push(...renderedResources(release, objects, scope, taken));
        releases.push({ urn, chart, version: found.version, objects: objects.length, guesses: release.guesses });
      } catch (error) {
        if (!(error instanceof UnavailableChartError)) throw error;
        const isAtHand = found !== undefined;
        const blamed = isAtHand ? blamedGuesses(release?.guesses ?? []) : "";
        unavailable.push({ urn, chart, reason: error.message + blamed, isAtHand });
      }
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  return {
    deployment: { ...deployment, deployment: { ...content, resources: [...resources, ...added] } },
    rendered: new Set(added.map(({ urn }) => urn)),
    releases,
    unavailable,
  };
}

async function render(
  release: Release,
  chart: FoundChart,
  { kubernetes, apiVersions }: ClusterFacts,
  helm: HelmOptions,
): Promise<readonly Manifest[]> {
  const valuesFile = join(helm.home, "values.json");
  // JSON is YAML. Values can be secrets: nobody else may read them, and they are gone as soon as they are rendered.
  await writeFile(valuesFile, JSON.stringify(release.values), { mode: 0o600 });
  try {
    const text = await runHelm(
      [
        "template",
        `--namespace=${release.namespace}`,
        `--values=${valuesFile}`,
        `--kube-version=${kubernetes}`,
        ...apiVersions.map((api) => `--api-versions=${api}`),
        ...(release.crds ? ["--include-crds"] : ["--skip-crds"]),
        ...(release.hooks ? [] : ["--no-hooks"]),
        "--",
        release.name,
        chart.path,
      ],
      helm,
    );
    return manifestsIn(text);
  } finally {
    await rm(valuesFile, { force: true });
  }
}

async function requireFolder(chartDir: string | undefined): Promise<void> {
  if (chartDir === undefined) return;
  const isFolder = await stat(chartDir).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isFolder)
    throw new UsageError(`--chart-dir: ${chartDir} is no folder. Give one with charts, packed or unpacked.`);
}

/** The Namespace that helm makes with a release, where no resource of the stack is it. */
function namespaceOf(release: Release, resources: readonly StateResource[]): readonly Manifest[] {
  if (!release.createsNamespace) return [];
  const exists = resources.some(({ type, inputs }) => {
    const metadata = inputs?.metadata;
    return type === "kubernetes:core/v1:Namespace" && isObject(metadata) && metadata.name === release.namespace;
  });
  return exists ? [] : [createdNamespace(release)];
}

/** The namespace that the release's provider puts objects into that name none. */
function defaultNamespace({ provider }: StateResource, resources: readonly StateResource[]): string | undefined {
  if (typeof provider !== "string") return undefined;
  const urn = provider.slice(0, provider.lastIndexOf("::"));
  const namespace = resources.find((each) => each.urn === urn)?.inputs?.namespace;
  return typeof namespace === "string" ? namespace : undefined;
}

/** Says that a failure may come of values that are made up. */
function blamedGuesses(guesses: readonly Guess[]): string {
  if (guesses.length === 0) return "";
  return `; ${guesses.length} of its values ${guesses.length === 1 ? "is" : "are"} not known here, which may be why`;
}

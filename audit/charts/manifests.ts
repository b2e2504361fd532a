import { parseAllDocuments, isCollection } from "yaml";
import type { Tags } from "yaml";
import { isObject } from "./placeholders";
import { UnavailableChartError } from "./unavailable";

/** An object of Kubernetes as a chart renders it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: unknown;
  readonly [field: string]: unknown;
}

/** Enough for every chart that repeats a block; a document whose aliases unfold to more nodes is an attack. */
const MAX_ALIASED_NODES = 10_000;

/** Hooks of `helm test` alone, which no deployment runs. */
const TEST_EVENTS: ReadonlySet<string> = new Set(["test", "test-success", "test-failure"]);

/**
 * The objects in what `helm template` writes: lists expanded, empty documents and what only `helm test` runs left out.
 *
 * @throws UnavailableChartError for what Kubernetes would refuse: no YAML, or a document that is no object
 */
export function manifestsIn(text: string): readonly Manifest[] {
  const documents = parseAllDocuments(text, {
    // As Kubernetes reads it: `yes` is a boolean, 010 is eight, equal keys are none of its business. See `plainTags`.
    version: "1.1",
    customTags: plainTags,
    uniqueKeys: false,
  });
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document, index) => {
    const source = / Source: ([\w.+/-]+)/.exec(document.commentBefore ?? commentOf(document.contents))?.[1];
    const which = source === undefined ? `its document ${index + 1}` : `a document of ${source}`;
    if (document.errors.length > 0) throw new UnavailableChartError(`${which} is no YAML`);
    return objectsIn(
      plain(() => document.toJS({ maxAliasCount: MAX_ALIASED_NODES }), which),
      which,
    ).filter(isDeployed);
  });
}

/**
 * Kubernetes takes dates and base-60 numbers for text, and knows no binary and no set (go-yaml 2 under sigs.k8s.io/yaml);
 * YAML 1.1 would not.
 */
function plainTags(tags: Tags): Tags {
  const foreign = ["timestamp", "binary", "set", "omap", "pairs"].map((name) => `tag:yaml.org,2002:${name}`);
  return tags.filter((tag) => typeof tag === "string" || !(foreign.includes(tag.tag) || tag.format === "TIME"));
}

function commentOf(contents: unknown): string {
  return isCollection(contents) ? (contents.commentBefore ?? "") : "";
}

/** The value as JSON has it: aliases copied, and none that is part of itself. */
function plain(read: () => unknown, which: string): unknown {
  try {
    return JSON.parse(JSON.stringify(read() ?? null));
  } catch {
    throw new UnavailableChartError(`${which} repeats itself without end`);
  }
}

function objectsIn(
  value: unknown,
  which: string,
  inherited: { apiVersion?: string; kind?: string } = {},
): readonly Manifest[] {
  if (value === null) return [];
  const object = isObject(value) ? { ...inherited, ...value } : {};
  const { apiVersion, kind } = object as { apiVersion?: unknown; kind?: unknown };
  if (typeof apiVersion !== "string" || typeof kind !== "string" || apiVersion === "" || kind === "") {
    throw new UnavailableChartError(`${which} is no object of Kubernetes`);
  }
  const { items } = object as { items?: unknown };
  if (!kind.endsWith("List") || !Array.isArray(items)) return [{ ...object, apiVersion, kind }];
  // A list of one kind need not repeat it.
  const own = kind === "List" ? {} : { apiVersion, kind: kind.slice(0, -"List".length) };
  return items.flatMap((item) => objectsIn(item, which, own));
}

function isDeployed({ metadata }: Manifest): boolean {
  const annotations = isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : {};
  const hook = annotations["helm.sh/hook"];
  if (typeof hook !== "string") return true;
  return !hook.split(",").every((event) => TEST_EVENTS.has(event.trim()));
}

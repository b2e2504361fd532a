import type { StateResource } from "../exported-state";
import { fillIn, isObject } from "./placeholders";

/** What a chart may ask of the cluster that it is installed in. */
export interface ClusterFacts {
  /** Version of Kubernetes, as in `1.36` or `1.36.2`. */
  readonly kubernetes: string;
  /** APIs of custom resources, as `group/version` and `group/version/Kind`. */
  readonly apiVersions: readonly string[];
}

/** The version that the platform installs; a chart is rendered for it where the stack does not tell. */
const KUBERNETES_VERSION = "1.36";

/**
 * What the resources of the stack tell of its cluster: the version of its AKS cluster, if all its clusters have the same, and
 * the APIs of the objects and of the definitions that it puts there. What else is installed there nobody here knows.
 */
export function clusterFacts(resources: readonly StateResource[]): ClusterFacts {
  const versions = new Set(
    resources
      .filter(({ type }) => /^azure-native:containerservice(?:\/[^:]+)?:ManagedCluster$/.test(type))
      .map(({ inputs, outputs }) => version(inputs?.kubernetesVersion) ?? version(outputs?.currentKubernetesVersion)),
  );
  const [only] = versions.size === 1 ? versions : [];
  const apis = new Set(resources.flatMap((resource) => [...ownApi(resource), ...definedApis(resource)]));
  return { kubernetes: only ?? KUBERNETES_VERSION, apiVersions: [...apis].sort() };
}

/** A custom resource's API: its group has a domain that is not Kubernetes' own, of which helm knows all. */
function ownApi({ type }: StateResource): string[] {
  const [, api = "", kind = ""] = /^kubernetes:([a-z0-9.-]+\.[a-z0-9-]+\/v[a-z0-9]+):([A-Za-z0-9]+)$/.exec(type) ?? [];
  return api === "" || /^(?:helm\.sh|kustomize\.pulumi\.com|yaml)\//.test(api) ? [] : [api, `${api}/${kind}`];
}

function definedApis({ type, inputs }: StateResource): string[] {
  const { spec } = inputs ?? {};
  if (!type.endsWith(":CustomResourceDefinition") || !isObject(spec)) return [];
  const kind = isObject(spec.names) ? spec.names.kind : undefined;
  const versions: readonly unknown[] = Array.isArray(spec.versions) ? spec.versions : [];
  return versions.flatMap((each) => {
    if (!isObject(each) || typeof each.name !== "string" || typeof spec.group !== "string") return [];
    const api = `${spec.group}/${each.name}`;
    return [api, ...(typeof kind === "string" ? [`${api}/${kind}`] : [])].filter((name) => /^[\w./-]+$/.test(name));
  });
}

/** A version that helm takes; none where it is unknown. */
function version(value: unknown): string | undefined {
  return typeof value === "string" && fillIn(value).guesses.length === 0 && /^v?\d+\.\d+(?:\.\d+)?$/.test(value)
    ? value
    : undefined;
}

import type { Registered, Registrations } from "../components/registered";
import type { Manifest } from "./api-client";

export interface KubernetesObjects {
  /** What the API server is given as it is, namespaces first, else in the order of registration. */
  readonly objects: readonly Manifest[];
  /** Names of the Helm releases: what is in them is their charts' to say. */
  readonly releases: readonly string[];
}

/** The Kubernetes objects among all that a program has registered. @throws where an input is no manifest */
export function kubernetesObjects({ all }: Pick<Registrations, "all">): KubernetesObjects {
  const kubernetes = all.filter(({ type }) => type.startsWith("kubernetes:"));
  const isRelease = ({ type }: Registered) => type.startsWith("kubernetes:helm.sh/");
  const objects = kubernetes.filter((each) => !isRelease(each)).map(manifestOf);
  const isNamespace = ({ kind }: Manifest) => kind === "Namespace";
  return {
    objects: [...objects.filter(isNamespace), ...objects.filter((each) => !isNamespace(each))],
    releases: kubernetes.filter(isRelease).map(({ name }) => name),
  };
}

/** The pods that controllers would make of these objects; none runs in the tests. */
export function podsOf(objects: readonly Manifest[]): readonly Manifest[] {
  return objects.flatMap((object) => {
    const template = podTemplateOf(object);
    if (template === undefined) return [];
    const metadata = { ...template.metadata, name: object.metadata.name, namespace: object.metadata.namespace };
    return [{ apiVersion: "v1", kind: "Pod", metadata, spec: template.spec }];
  });
}

interface PodTemplate {
  readonly metadata?: Manifest["metadata"];
  readonly spec: object;
}

function podTemplateOf({ kind, spec }: Manifest): PodTemplate | undefined {
  switch (kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return (spec as { template: PodTemplate }).template;
    case "CronJob":
      return (spec as { jobTemplate: { spec: { template: PodTemplate } } }).jobTemplate.spec.template;
    default:
      return undefined;
  }
}

/** `Role osmo-operator/token-rotation`, for messages. */
export function titleOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name ?? ""}`;
}

function manifestOf({ type, name, inputs }: Registered): Manifest {
  const { apiVersion, kind, metadata } = inputs as Partial<Manifest>;
  if (!apiVersion || !kind || !metadata?.name) {
    throw new Error(`${type} ${name} has no apiVersion, no kind or no metadata.name`);
  }
  return inputs as unknown as Manifest;
}

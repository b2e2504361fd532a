import { oncePerObject, oncePerResource } from "../once";
import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";

/** A pod as a resource declares it: its own, or the template of those that a controller starts. */
export interface PodTemplate {
  readonly metadata: Properties;
  readonly spec: Properties;
  /** Where the pod stands in the resource, as in `spec.template.`; empty for a pod. For the texts of `set`. */
  readonly prefix: string;
}

/** Where each kind holds its pod. */
const PLACES: readonly (readonly [ResourceType, string])[] = [
  [KUBERNETES.cronJob, "spec.jobTemplate.spec.template"],
  [KUBERNETES.daemonSet, "spec.template"],
  [KUBERNETES.deployment, "spec.template"],
  [KUBERNETES.job, "spec.template"],
  [KUBERNETES.pod, ""],
  [KUBERNETES.podTemplate, "template"],
  [KUBERNETES.replicaSet, "spec.template"],
  [KUBERNETES.replicationController, "spec.template"],
  [KUBERNETES.statefulSet, "spec.template"],
];

/** Every kind that starts pods or is one. */
export const POD_OWNERS: readonly ResourceType[] = PLACES.map(([type]) => type);

/** The pod of a resource; absent where its kind has none or none is given, unknown while its spec is. */
export const podTemplateOf = oncePerResource((resource: Resource): Reading<PodTemplate> => {
  const place = PLACES.find(([type]) => type === resource.type)?.[1];
  if (place === undefined) return { state: "absent" };
  const prefix = place && `${place}.`;
  const spec = resource.read(`${prefix}spec`);
  if (spec.state !== "known") return spec;
  if (typeof spec.value !== "object" || Array.isArray(spec.value)) return { state: "malformed" };
  return {
    state: "known",
    value: { metadata: resource.at(`${prefix}metadata`), spec: resource.at(`${prefix}spec`), prefix },
  };
});

export type ContainerKind = "container" | "init" | "ephemeral";

/** A container, with the words to speak of it. */
export interface Container {
  readonly kind: ContainerKind;
  /** Its name; its place, such as `containers[0]`, while that is not known. */
  readonly name: string;
  readonly properties: Properties;
  /** Where it stands in the resource, as in `spec.template.spec.containers[0]`. For the texts of `set`. */
  readonly path: string;
  /** Names it among the findings of its resource: a container's name is given once in a pod. */
  readonly part: string;
}

const CONTAINER_LISTS: readonly (readonly [ContainerKind, string])[] = [
  ["container", "containers"],
  ["init", "initContainers"],
  ["ephemeral", "ephemeralContainers"],
];

/**
 * Every container of the pod, whether it runs before, beside or inside the others. A list of them that is not known yet
 * makes the reading unknown, and `knownContainersOf` still gives the others.
 */
export function containersOf(template: PodTemplate): Reading<readonly Container[]> {
  const unknown = CONTAINER_LISTS.some(([, list]) => template.spec.list(list).state === "unknown");
  return unknown ? { state: "unknown" } : { state: "known", value: knownContainersOf(template) };
}

/** The containers that are known: where something known decides against a pod, what is unknown changes nothing. */
export const knownContainersOf = oncePerObject((template: PodTemplate): readonly Container[] =>
  CONTAINER_LISTS.flatMap(([kind, list]) => {
    const containers = template.spec.list(list);
    return (containers.state === "known" ? containers.value : []).map((properties, index): Container => {
      const given = properties.text("name");
      const name = given.state === "known" ? given.value : `${list}[${index}]`;
      return { kind, name, properties, path: properties.path, part: name };
    });
  }),
);

/** The fields of a security context that a pod gives its containers. */
type InheritedField =
  | "runAsUser"
  | "runAsGroup"
  | "runAsNonRoot"
  | "seLinuxOptions"
  | "seccompProfile"
  | "windowsOptions"
  | "appArmorProfile";

/** The field of the security context in force: the container's, or else its pod's. A container alone has the other fields. */
export function securityField(template: PodTemplate, container: Container, field: InheritedField): Properties {
  const own = container.properties.at(`securityContext.${field}`);
  return own.read().state === "absent" ? template.spec.at(`securityContext.${field}`) : own;
}

/** Where the value of an environment variable comes from. */
export type EnvSource = "literal" | "secret" | "configMap" | "field" | "unknown";

/** A variable that a container is given by name, or by all that a Secret or ConfigMap holds. */
export interface EnvEntry {
  /** Its name; for `envFrom` the prefix that the names get. */
  readonly name: Reading<string>;
  /** A literal where neither says otherwise; a field of the pod or of its resources is `field`. */
  readonly source: EnvSource;
  /** Whether it stands for every key of what it is taken from. */
  readonly all: boolean;
  /** The value, of a literal. Never to be shown. */
  readonly value: Reading<string>;
  /** The Secret's or ConfigMap's name. */
  readonly from: Reading<string>;
  /** The key in it; absent for all of them. */
  readonly key: Reading<string>;
  readonly properties: Properties;
  readonly path: string;
}

const ABSENT = { state: "absent" } as const;
const UNKNOWN = { state: "unknown" } as const;

/** The environment of a container, unknown where a list of it is. A known entry of a list that is known is never lost. */
export function envOf(container: Container): Reading<readonly EnvEntry[]> {
  const unknown = ["env", "envFrom"].some((list) => container.properties.list(list).state === "unknown");
  return unknown ? { state: "unknown" } : { state: "known", value: knownEnvOf(container) };
}

/** The variables that are known, for what one of them decides. */
export const knownEnvOf = oncePerObject((container: Container): readonly EnvEntry[] => [
  ...itemsOf(container.properties, "env").map((entry) => variable(entry)),
  ...itemsOf(container.properties, "envFrom").map((entry) => allOf(entry)),
]);

function variable(properties: Properties): EnvEntry {
  const base = { name: properties.text("name"), all: false, value: ABSENT, properties, path: properties.path };
  const valueFrom = properties.at("valueFrom");
  if (valueFrom.read().state === "unknown") return { ...base, source: "unknown", from: ABSENT, key: ABSENT };
  for (const [field, source] of [
    ["secretKeyRef", "secret"],
    ["configMapKeyRef", "configMap"],
  ] as const) {
    const reference = valueFrom.at(field);
    if (reference.read().state === "absent") continue;
    return { ...base, source, from: reference.text("name"), key: reference.text("key") };
  }
  if (valueFrom.read().state === "known") return { ...base, source: "field", from: ABSENT, key: ABSENT };
  return { ...base, source: "literal", value: properties.text("value"), from: ABSENT, key: ABSENT };
}

function allOf(properties: Properties): EnvEntry {
  const base = { name: properties.text("prefix"), all: true, value: ABSENT, key: ABSENT, properties };
  if (properties.read().state === "unknown")
    return { ...base, source: "unknown", from: UNKNOWN, path: properties.path };
  const isSecret = properties.read("secretRef").state !== "absent";
  const source = isSecret ? "secret" : properties.read("configMapRef").state !== "absent" ? "configMap" : "unknown";
  const from = properties.text(isSecret ? "secretRef.name" : "configMapRef.name");
  return { ...base, source, from, path: properties.path };
}

/** A volume of the pod. */
export interface Volume {
  readonly name: Reading<string>;
  /** What it is made of, as in `emptyDir`; unknown while its properties are, absent where it names none. */
  readonly type: Reading<string>;
  readonly properties: Properties;
  readonly path: string;
}

/** The volumes of the pod; unknown while the list is. */
export function volumesOf(template: PodTemplate): Reading<readonly Volume[]> {
  const volumes = template.spec.list("volumes");
  if (volumes.state === "unknown") return volumes;
  return { state: "known", value: itemsOf(template.spec, "volumes").map(volumeOf) };
}

function volumeOf(properties: Properties): Volume {
  const [given] = properties.knownEntries().filter(([key, value]) => key !== "name" && value.read().state !== "absent");
  const others = properties.entries().state === "unknown" ? "unknown" : "absent";
  const type: Reading<string> = given ? { state: "known", value: given[0] } : { state: others };
  return { name: properties.text("name"), type, properties, path: properties.path };
}

function itemsOf(properties: Properties, list: string): readonly Properties[] {
  const items = properties.list(list);
  return items.state === "known" ? items.value : [];
}

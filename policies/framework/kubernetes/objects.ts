import { oncePerObject, oncePerText } from "../once";
import type { Reading } from "../reading";
import type { Properties } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";
import type { Stack } from "../stack";
import type { Truth } from "../truth";

/** The object's name in the cluster. One that is not given is made up by Pulumi or the API server, and unknown. */
export function objectName(resource: Resource): Reading<string> {
  const name = resource.text("metadata.name");
  return name.state === "absent" ? { state: "unknown" } : name;
}

/** A label of the object, whatever dots and slashes its key has. */
export function labelOf(resource: Resource, key: string): Properties {
  return resource.at("metadata.labels").entry(key);
}

/** A namespace as an object names it. */
export interface NamespaceRef {
  /** Undefined while it is not known; then `target` is. */
  readonly name?: string;
  /** The Namespace, where this stack creates it. */
  readonly target?: Resource;
}

/** Kinds that stand in no namespace. Custom resources may as well; of them nobody knows here. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set<ResourceType>([
  KUBERNETES.ciliumClusterwideNetworkPolicy,
  KUBERNETES.clusterRole,
  KUBERNETES.clusterRoleBinding,
  KUBERNETES.mutatingAdmissionPolicy,
  KUBERNETES.mutatingAdmissionPolicyBinding,
  KUBERNETES.namespace,
  KUBERNETES.validatingAdmissionPolicy,
  KUBERNETES.validatingAdmissionPolicyBinding,
]);

export function isClusterScoped(resource: Resource): boolean {
  return CLUSTER_SCOPED.has(resource.type);
}

/** Where the namespace of an object stands among its properties; a Helm release names the one of all its objects. */
export function namespacePath(resource: Resource): "namespace" | "metadata.namespace" {
  return resource.type === KUBERNETES.helmRelease ? "namespace" : "metadata.namespace";
}

/**
 * The namespace that an object is put into: by its name, or by the Namespace of this stack that an unknown name comes from.
 * Absent where none is named: it is then the one of the provider's configuration, or else `default`.
 */
export function namespaceOf(stack: Stack, resource: Resource): Reading<NamespaceRef> {
  const path = namespacePath(resource);
  const name = resource.text(path);
  if (name.state === "known") {
    const target = namedObjects(stack)(KUBERNETES.namespace).byName.get(name.value)?.[0];
    return { state: "known", value: { name: name.value, target } };
  }
  if (name.state !== "unknown") return name;
  const reference = stack.referenceOf(resource, path, [KUBERNETES.namespace]);
  const target = reference.state === "known" ? reference.value.target : undefined;
  if (target?.type !== KUBERNETES.namespace) return { state: "unknown" };
  const known = objectName(target);
  return { state: "known", value: { name: known.state === "known" ? known.value : undefined, target } };
}

/** Whether both are the same namespace. */
export function isSameNamespace(one: NamespaceRef, other: NamespaceRef): Truth {
  if (one.name !== undefined && other.name !== undefined) return one.name === other.name;
  if (one.target && other.target) return one.target.urn === other.target.urn;
  return "unknown";
}

/** The objects of `type` that are called `name` in that namespace, or may be once the update knows their names. */
export function objectsNamed(
  stack: Stack,
  type: ResourceType,
  name: string,
  namespace: NamespaceRef,
): readonly { readonly object: Resource; readonly certain: boolean }[] {
  const { byName, others } = namedObjects(stack)(type);
  return [...(byName.get(name) ?? []), ...others].flatMap((object) => {
    const home = namespaceOf(stack, object);
    const here =
      home.state === "known" ? isSameNamespace(home.value, namespace) : home.state === "unknown" && "unknown";
    if (here === false) return [];
    return [{ object, certain: here === true && objectName(object).state === "known" }];
  });
}

/** Objects of one type by their names. */
interface NamedObjects {
  readonly byName: ReadonlyMap<string, readonly Resource[]>;
  /** Those whose names are not known. */
  readonly others: readonly Resource[];
}

const namedObjects = oncePerObject((stack: Stack) =>
  oncePerText((type: ResourceType): NamedObjects => {
    const byName = new Map<string, Resource[]>();
    const others: Resource[] = [];
    for (const object of stack.ofType(type)) {
      const name = objectName(object);
      if (name.state !== "known") others.push(object);
      else byName.set(name.value, [...(byName.get(name.value) ?? []), object]);
    }
    return { byName, others };
  }),
);

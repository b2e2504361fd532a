import { isObject } from "./placeholders";

/** An object, or a resource's inputs, as far as its scope goes. */
interface Definition {
  readonly kind?: unknown;
  readonly spec?: unknown;
}

/** Kinds of Kubernetes itself that stand in no namespace, by API group (`kubectl api-resources --namespaced=false`, 1.36). */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  "": ["ComponentStatus", "Namespace", "Node", "PersistentVolume"],
  "admissionregistration.k8s.io": [
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
  ],
  "apiextensions.k8s.io": ["CustomResourceDefinition"],
  "apiregistration.k8s.io": ["APIService"],
  "authentication.k8s.io": ["SelfSubjectReview", "TokenReview"],
  "authorization.k8s.io": ["SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview"],
  "certificates.k8s.io": ["CertificateSigningRequest", "ClusterTrustBundle"],
  "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
  "networking.k8s.io": ["IPAddress", "IngressClass", "ServiceCIDR"],
  "node.k8s.io": ["RuntimeClass"],
  "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
  "resource.k8s.io": ["DeviceClass", "DeviceTaintRule", "ResourceSlice"],
  "scheduling.k8s.io": ["PriorityClass"],
  "storage.k8s.io": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttributesClass", "VolumeAttachment"],
  "storagemigration.k8s.io": ["StorageVersionMigration"],
};

/** Groups of Kubernetes itself whose kinds all have a namespace, unless the list above has them. */
const BUILT_IN: ReadonlySet<string> = new Set([
  ...Object.keys(CLUSTER_SCOPED),
  "apps",
  "autoscaling",
  "batch",
  "policy",
]);

/** Which objects stand in a namespace. */
export type Scope = (apiVersion: string, kind: string) => boolean;

/**
 * The scope of kinds: of Kubernetes' own by the list above, of custom ones by the definitions that are at hand. Of a custom
 * kind that nobody here defines it is likely, and no more, that one called Cluster... stands in none.
 */
export function scopeBy(definitions: readonly Definition[]): Scope {
  const custom = new Map<string, boolean>();
  for (const { kind, spec } of definitions) {
    if (kind !== "CustomResourceDefinition" || !isObject(spec) || !isObject(spec.names)) continue;
    custom.set(`${String(spec.group)}/${String(spec.names.kind)}`, spec.scope !== "Cluster");
  }
  return (apiVersion, kind) => {
    const group = groupOf(apiVersion);
    if (CLUSTER_SCOPED[group]?.includes(kind)) return false;
    if (BUILT_IN.has(group)) return true;
    return custom.get(`${group}/${kind}`) ?? !/^Cluster[A-Z]/.test(kind);
  };
}

/** `apps` of `apps/v1`, nothing of `v1`. */
function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
}

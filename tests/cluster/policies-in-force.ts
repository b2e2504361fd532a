import { accepted } from "./api-client";
import type { ApiClient, Manifest } from "./api-client";
import { waitFor } from "./wait-for";

let probes = 0;

/**
 * Waits until every admission policy that has been applied is in force, which takes up to a second or two. It applies two of
 * its own behind them, one that mends and one that refuses what is mended: the API server takes up policies all at once, so
 * where these work, those do.
 */
export async function untilPoliciesHold(client: ApiClient): Promise<void> {
  const name = `policies-in-force-${(probes += 1)}`;
  const namespace: Manifest = { apiVersion: "v1", kind: "Namespace", metadata: { name } };
  for (const object of [namespace, ...policies(name)]) accepted(await client.apply(object));
  const probe: Manifest = { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: name } };
  const isRefused = async () => !(await client.create(probe, { dryRun: true })).accepted;
  await waitFor(isRefused, { what: "admission policies that are in force" });
}

function policies(name: string): readonly Manifest[] {
  const apiVersion = "admissionregistration.k8s.io/v1";
  const metadata = { name };
  const matchConstraints = {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
    resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["configmaps"] }],
  };
  const mutation = {
    patchType: "ApplyConfiguration",
    applyConfiguration: { expression: `Object{metadata: Object.metadata{labels: {"${name}": "mended"}}}` },
  };
  const validation = { expression: `!('${name}' in object.metadata.?labels.orValue({}))` };
  return [
    {
      apiVersion,
      kind: "MutatingAdmissionPolicy",
      metadata,
      spec: { matchConstraints, reinvocationPolicy: "Never", mutations: [mutation] },
    },
    { apiVersion, kind: "ValidatingAdmissionPolicy", metadata, spec: { matchConstraints, validations: [validation] } },
    { apiVersion, kind: "MutatingAdmissionPolicyBinding", metadata, spec: { policyName: name } },
    {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata,
      spec: { policyName: name, validationActions: ["Deny"] },
    },
  ];
}

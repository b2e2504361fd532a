import { stackControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { DIRECTIONS, NETWORK_POLICIES, trafficPoliciesOf } from "../../framework/kubernetes/network-policies";
import type { Direction, TrafficPolicy } from "../../framework/kubernetes/network-policies";
import { isSameNamespace, namespaceOf, objectName } from "../../framework/kubernetes/objects";
import type { NamespaceRef } from "../../framework/kubernetes/objects";
import { POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

export const namespaceDefaultDeny = stackControl({
  name: "namespace-default-deny",
  threats: ["D-1"],
  severity: "high",
  title: "Every namespace denies what no network policy allows, in and out",
  rationale:
    "Without a policy that selects all its pods a namespace is open: any pod of the cluster reaches every port, and a training job that was taken over reaches the database, the gateway's backends and the node's metadata. A policy for some pods leaves the others open.",
  remediation:
    "Create a NetworkPolicy with an empty podSelector, both policyTypes and no rule in the namespace: components/kubernetes/isolated-namespace.ts.",
  references: {
    cisAks: ["4.4.2"],
    checkov: ["CKV2_K8S_6"],
    kubeLinter: ["non-isolated-pod"],
  },
  *check(stack) {
    const policies = stack
      .ofType(...NETWORK_POLICIES)
      .flatMap((resource) => trafficPoliciesOf(resource).map((policy) => ({ policy, home: homeOf(stack, resource) })));
    for (const { namespace, blamed, part } of yield* namespacesOf(stack)) {
      const denied = DIRECTIONS.map((direction) => ({
        direction,
        isDenied: anyOf(...policies.map(({ policy, home }) => allOf(isIn(home, namespace), denies(policy, direction)))),
      }));
      const open = denied.filter(({ isDenied }) => isDenied === false).map(({ direction }) => direction);
      const set = "a NetworkPolicy in it: spec.podSelector to {}, spec.policyTypes to Ingress and Egress, and no rule";
      if (open.length > 0) yield blamed.fail(`denies no ${open.join(" and no ")} by default`, { part, set });
      else if (allOf(...denied.map(({ isDenied }) => isDenied)) === true) yield blamed.pass({ part });
      else yield blamed.undetermined("whether it denies by default is not known yet", { part, set });
    }
  },
});

interface Judged {
  readonly namespace: NamespaceRef;
  /** The namespace's resource, or the first workload in one that this stack does not create. */
  readonly blamed: Resource;
  readonly part?: string;
}

/** Every namespace that the stack creates or puts pods into, once. A Helm chart is taken to bring pods. */
function* namespacesOf(stack: Stack): Generator<Finding, readonly Judged[]> {
  const found: Judged[] = stack.ofType(KUBERNETES.namespace).map((blamed) => {
    const name = objectName(blamed);
    return { namespace: { name: name.state === "known" ? name.value : undefined, target: blamed }, blamed };
  });
  for (const blamed of stack.ofType(...POD_OWNERS, KUBERNETES.helmRelease)) {
    const home = homeOf(stack, blamed);
    if (home.state === "unknown") yield blamed.undetermined("its namespace is not known yet", { part: "namespace" });
    if (home.state !== "known") continue;
    const namespace = home.value;
    if (found.some((other) => isSameNamespace(other.namespace, namespace) === true)) continue;
    found.push({ namespace, blamed, part: "namespace" });
  }
  return found;
}

/** An object that names none is in `default`. Everywhere, for a policy of the whole cluster: absent. */
function homeOf(stack: Stack, resource: Resource): Reading<NamespaceRef> {
  if (resource.type === KUBERNETES.ciliumClusterwideNetworkPolicy) return { state: "absent" };
  const namespace = namespaceOf(stack, resource);
  return namespace.state === "absent" ? { state: "known", value: { name: "default" } } : namespace;
}

function isIn(home: Reading<NamespaceRef>, namespace: NamespaceRef): Truth {
  if (home.state === "known") return isSameNamespace(home.value, namespace);
  return home.state === "unknown" ? "unknown" : home.state === "absent";
}

/** It selects every pod, and what it allows besides is not everything. */
function denies(policy: TrafficPolicy, direction: Direction): Truth {
  const traffic = policy.directions.find((each) => each.direction === direction);
  if (traffic === undefined) return false;
  const { isolates, rules } = traffic;
  const allowsAll: Truth =
    rules.state === "known"
      ? anyOf(...rules.value.map(({ allowsEverything }) => allowsEverything))
      : rules.state === "unknown" && "unknown";
  return allOf(policy.selectsAll, isolates, allowsAll === "unknown" ? "unknown" : !allowsAll);
}

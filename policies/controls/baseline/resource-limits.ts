import { resourceControl } from "../../framework/control";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import type { Container, PodTemplate } from "../../framework/kubernetes/pod-templates";
import type { Properties } from "../../framework/reading";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const RESOURCES = ["cpu", "memory"];

export const resourceLimits = resourceControl({
  name: "resource-limits",
  goals: ["G0"],
  severity: "medium",
  title: "Every container has limits of processor and memory",
  rationale:
    "A container without limits takes what the node has: one leak, or one job that somebody made greedy, evicts whatever shares the node, and a quota of the namespace refuses its pods altogether. A namespace's LimitRange helps those that forgot, with a number that fits nobody.",
  remediation:
    "Set resources.limits of the container: components/osmo/jobs/job-pod.ts. components/kubernetes/namespace-limits.ts holds what comes from elsewhere.",
  references: {
    checkov: ["CKV_K8S_11", "CKV_K8S_13"],
    kubeLinter: ["unset-cpu-requirements", "unset-memory-requirements"],
  },
  resources: POD_OWNERS,
  *check(owner) {
    const template = podTemplateOf(owner);
    if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
    if (template.state !== "known") return;
    // Kubernetes takes no resources for ephemeral containers: they live on what their pod has left.
    for (const container of knownContainersOf(template.value).filter(({ kind }) => kind !== "ephemeral")) {
      const limited = new Map(RESOURCES.map((resource) => [resource, isLimited(template.value, container, resource)]));
      const missing = RESOURCES.filter((resource) => limited.get(resource) === false);
      const set = `${container.path}.resources.limits.${(missing.length > 0 ? missing : RESOURCES).join(" and .")}`;
      const details = { part: container.part, set };
      if (missing.length > 0) yield owner.fail(`has no limit of ${missing.join(" or ")}`, details);
      else if (allOf(...limited.values()) === true) yield owner.pass(details);
      else yield owner.undetermined("its limits are not known yet", details);
    }
    if (containersOf(template.value).state === "unknown") yield owner.undetermined("its containers are not known yet");
  },
});

/** A limit of the whole pod (Kubernetes 1.34) holds for each container. */
function isLimited(template: PodTemplate, container: Container, resource: string): Truth {
  return anyOf(...[container.properties, template.spec].map((of) => isAmount(of.at(`resources.limits.${resource}`))));
}

/** Zero is no limit: the kernel is told nothing then. */
function isAmount(limit: Properties): Truth {
  return anyOf(
    holds(limit.number(), (amount) => amount > 0),
    holds(limit.text(), (amount) => /[1-9]/.test(amount.replace(/[eE][+-]?\d+$/, ""))),
  );
}

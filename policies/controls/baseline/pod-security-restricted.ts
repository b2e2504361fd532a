import { resourceControl } from "../../framework/control";
import type { Finding } from "../../framework/finding";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import { containerRules, podRules } from "../../framework/kubernetes/pod-security";
import type { Rule } from "../../framework/kubernetes/pod-security";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";

export const podSecurityRestricted = resourceControl({
  name: "pod-security-restricted",
  goals: ["G0"],
  severity: "high",
  title: "Every pod meets the restricted profile of the Pod Security Standards",
  rationale:
    "A container is as far from the node as its security context says. Root, privileges, the node's paths or an open system call filter each turn a fault in one program into control of the node, and with it of every pod on it. The restricted profile closes the known ways; Kubernetes' defaults leave most of them open.",
  remediation:
    "Set what the finding names, as components/osmo/jobs/job-pod.ts does; pods that install something on the node, such as components/kubernetes/gpu/grid-driver.ts, need a waiver for each rule.",
  references: {
    podSecurity: ["restricted"],
    cisAks: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5", "4.7.2"],
    checkov: [
      "CKV_K8S_16",
      "CKV_K8S_17",
      "CKV_K8S_18",
      "CKV_K8S_19",
      "CKV_K8S_20",
      "CKV_K8S_23",
      "CKV_K8S_25",
      "CKV_K8S_26",
      "CKV_K8S_27",
      "CKV_K8S_28",
      "CKV_K8S_31",
      "CKV_K8S_37",
      "CKV_K8S_39",
    ],
    kubeLinter: [
      "docker-sock",
      "drop-net-raw-capability",
      "host-ipc",
      "host-network",
      "host-pid",
      "privilege-escalation-container",
      "privileged-container",
      "run-as-non-root",
      "sensitive-host-mounts",
      "unsafe-proc-mount",
      "unsafe-sysctls",
    ],
  },
  resources: [...POD_OWNERS, KUBERNETES.persistentVolume],
  *check(owner) {
    if (owner.type === KUBERNETES.persistentVolume) {
      yield* findingsOfVolume(owner);
      return;
    }
    const template = podTemplateOf(owner);
    if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
    if (template.state !== "known") return;
    for (const rule of podRules(template.value)) yield judged(owner, rule);
    for (const container of knownContainersOf(template.value)) {
      for (const rule of containerRules(template.value, container)) yield judged(owner, rule, `${container.part}/`);
    }
    if (containersOf(template.value).state === "unknown") yield owner.undetermined("its containers are not known yet");
  },
});

/** The profile looks at a pod's own volumes; the same path of the node, behind a claim, is no other weakness. */
function* findingsOfVolume(volume: Resource): Iterable<Finding> {
  const path = volume.read("spec.hostPath");
  if (path.state === "absent") return;
  const details = { part: "volume-types", set: "spec to a volume of a driver" };
  if (path.state === "unknown") yield volume.undetermined("whether it is a path of the node is not known yet", details);
  else yield volume.fail("brings a path of the node to whoever claims it", details);
}

function judged(owner: Resource, { name, met, otherwise, set }: Rule, prefix = ""): Finding {
  const details = { part: `${prefix}${name}`, set };
  if (met === "unknown") return owner.undetermined(`whether it ${otherwise} is not known yet`, details);
  return met ? owner.pass(details) : owner.fail(otherwise, details);
}

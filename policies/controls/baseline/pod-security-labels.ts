import { resourceControl } from "../../framework/control";
import type { Expectation } from "../../framework/expectation";
import type { Finding } from "../../framework/finding";
import { labelOf } from "../../framework/kubernetes/objects";
import { settingTo } from "../../framework/remedy";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { holds } from "../../framework/truth";

const PREFIX = "pod-security.kubernetes.io/";
/** The third level, privileged, refuses nothing. */
const LEVEL: Expectation = {
  holds: (given) => given === "baseline" || given === "restricted",
  wanted: '"baseline" or "restricted"',
  value: "restricted",
};
/** Minor version of Kubernetes; the standards of older ones miss whole fields. In 1.25 the admission became stable. */
const OLDEST_STANDARDS = 25;

export const podSecurityLabels = resourceControl({
  name: "pod-security-labels",
  goals: ["G0"],
  severity: "high",
  title: "Every namespace is held to the Pod Security Standards",
  rationale:
    "Kubernetes refuses no pod by itself: whoever may start one gets the node's files, devices and network, and with them every other pod's secrets. Pod Security Admission refuses it, in a namespace that is labelled so and in no other. Its warnings and audit entries tell of a controller's pods before they are refused.",
  remediation:
    "Label the namespace: components/kubernetes/isolated-namespace.ts, levels in components/kubernetes/namespaces.ts. What needs more than baseline, such as a driver, gets a namespace of its own and a waiver.",
  references: {
    cisAks: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"],
  },
  resources: [KUBERNETES.namespace],
  remediates:
    "has pods recorded and warned of that break the standard restricted; leaves what is enforced, which refuses pods that run today",
  *check(namespace) {
    yield level(namespace, "enforce", "refuses no pod");
    yield level(namespace, "audit", "records no pod that breaks the standards");
    yield level(namespace, "warn", "warns of no pod that breaks the standards");
    yield enforcedVersion(namespace);
  },
});

function level(namespace: Resource, mode: string, otherwise: string): Finding {
  const remedy = settingTo(`metadata.labels["${PREFIX}${mode}"]`, LEVEL);
  const details = { part: mode, set: mode === "enforce" ? remedy.words : remedy };
  const held = holds(labelOf(namespace, `${PREFIX}${mode}`).text(), LEVEL.holds);
  if (held === "unknown") return namespace.undetermined(`its level of "${mode}" is not known yet`, details);
  return held ? namespace.pass(details) : namespace.fail(otherwise, details);
}

/** Absent, it is the latest. */
function enforcedVersion(namespace: Resource): Finding {
  const label = `${PREFIX}enforce-version`;
  const details = { part: "version", set: `metadata.labels["${label}"] to "v1.${OLDEST_STANDARDS}" or newer` };
  const recent = holds(
    labelOf(namespace, label).text(),
    (version) => version === "latest" || Number(/^v1\.(\d+)$/.exec(version)?.[1] ?? 0) >= OLDEST_STANDARDS,
    true,
  );
  if (recent === "unknown") return namespace.undetermined("the version of its standards is not known yet", details);
  return recent ? namespace.pass(details) : namespace.fail("is held to outdated standards", details);
}

import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { valuesOf } from "../../framework/kubernetes/helm-values";
import { containersOf, knownContainersOf, podTemplateOf, POD_OWNERS } from "../../framework/kubernetes/pod-templates";
import { runsOnWindows } from "../../framework/kubernetes/pod-system";
import { hasUnknown, nodesOf } from "../../framework/kubernetes/value-nodes";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { holds } from "../../framework/truth";

const FIELD = "readOnlyRootFilesystem";
const WORDS = {
  otherwise: "can write to its image's files",
  notKnown: "whether it can write to its image's files is not known yet",
};

export const workloadReadOnlyRoot = resourceControl({
  name: "workload-read-only-root",
  threats: ["I-4"],
  severity: "low",
  title: "No container can write to its root filesystem",
  rationale:
    "What a program writes beside its image lands on the node's disk, readable by whoever is root there, and a program that was taken over can change what the container runs next. Where the root is read-only, it writes only to volumes that somebody chose.",
  remediation:
    "Set securityContext.readOnlyRootFilesystem and mount volumes where the program writes: components/osmo/jobs/job-pod.ts.",
  references: { checkov: ["CKV_K8S_22"], cisAks: ["4.7.2"], kubeLinter: ["no-read-only-root-fs"] },
  resources: [...POD_OWNERS, KUBERNETES.helmRelease],
  *check(resource) {
    if (resource.type === KUBERNETES.helmRelease) yield* judgeValues(resource);
    else yield* judgePod(resource);
  },
});

function* judgePod(owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
  if (template.state !== "known") return;
  const isLinux = not(runsOnWindows(template.value));
  if (isLinux === false) return;
  const findings = knownContainersOf(template.value).map(({ path, part, properties }) => {
    const isReadOnly = holds(properties.flag(`securityContext.${FIELD}`), (on) => on);
    return decided(owner, isReadOnly, { ...WORDS, part, set: `${path}.securityContext.${FIELD} to true` });
  });
  yield* judgedWhere(isLinux, WORDS.notKnown, findings);
  if (containersOf(template.value).state === "unknown") yield owner.undetermined("its containers are not known yet");
}

/** What a chart is told; what it is not told, its own default decides, which nobody sees here. */
function* judgeValues(release: Resource): Iterable<Finding> {
  const nodes = nodesOf(valuesOf(release));
  for (const { keys, value, isUsed } of nodes) {
    if (keys.at(-1) !== FIELD) continue;
    const isReadOnly = holds(value.flag(), (on) => on);
    const part = keys.slice(0, -1).join(".");
    const finding = decided(release, isReadOnly, { ...WORDS, part, set: `${value.path} to true` });
    yield* judgedWhere(isUsed, WORDS.notKnown, [finding]);
  }
  if (hasUnknown(nodes)) yield release.undetermined("not all of its values are known yet");
}

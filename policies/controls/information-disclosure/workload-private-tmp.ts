import { resourceControl } from "../../framework/control";
import { judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { liesIn, mountsOf, normalPath } from "../../framework/kubernetes/mounts";
import type { Mount } from "../../framework/kubernetes/mounts";
import { runsOnWindows } from "../../framework/kubernetes/pod-system";
import {
  containersOf,
  envOf,
  knownContainersOf,
  knownEnvOf,
  podTemplateOf,
  POD_OWNERS,
} from "../../framework/kubernetes/pod-templates";
import type { Container, PodTemplate } from "../../framework/kubernetes/pod-templates";
import type { Resource } from "../../framework/resource";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

const TMP = "/tmp";
/** Where programs look up another folder for their temporary files. */
const VARIABLES = ["TMPDIR", "TMP", "TEMP", "TEMPDIR"];
/** Volumes that nobody writes to, and that are kept in memory. */
const READ_ONLY = ["configMap", "secret", "projected", "downwardAPI", "image"];

export const workloadPrivateTmp = resourceControl({
  name: "workload-private-tmp",
  threats: ["I-4"],
  severity: "low",
  title: "Temporary files of a workload are its own, and kept in memory",
  rationale:
    "Libraries write settings to /tmp that everybody may read, MLflow its tracking configuration for one. On a volume that others share they read it too; on the node's disk it outlives the pod.",
  remediation:
    'Mount an emptyDir with medium "Memory" at /tmp, or make the root filesystem read-only: components/osmo/jobs/job-pod.ts.',
  resources: POD_OWNERS,
  *check(owner) {
    const template = podTemplateOf(owner);
    if (template.state === "unknown") yield owner.undetermined("its pod is not known yet");
    if (template.state !== "known") return;
    const { value: pod } = template;
    const isLinux = not(runsOnWindows(pod));
    if (isLinux === false) return;
    const findings = knownContainersOf(pod).map((container) => judge(owner, pod, container));
    yield* judgedWhere(isLinux, "whether it runs on Linux is not known yet", findings);
    if (containersOf(template.value).state === "unknown") yield owner.undetermined("its containers are not known yet");
  },
});

function judge(owner: Resource, template: PodTemplate, container: Container): Finding {
  const { known, isComplete } = mountsOf(template, container);
  const { path, part } = container;
  const set = `${path}.volumeMounts to an emptyDir with medium "Memory" at ${TMP}`;
  const folders = temporaryFolders(container);
  const isShared = anyOf(
    ...known.map((mount) => allOf(takesFilesOf(mount, folders.known, known), keepsElsewhere(mount))),
    ...known.map((mount) => isNodesTmp(mount)),
  );
  if (isShared === true)
    return owner.fail("keeps temporary files on a volume that is not in its own memory", { part, set });
  const isMounted = anyOf(...known.map((mount) => holds(mount.folder, (folder) => folder === TMP)));
  const isReadOnly = holds(container.properties.flag("securityContext.readOnlyRootFilesystem"), (on) => on);
  const isPrivate = anyOf(isMounted, isReadOnly, !isComplete && "unknown");
  if (isPrivate === false)
    return owner.fail("keeps temporary files in its root filesystem, on the node's disk", { part, set });
  const isSettled = isPrivate === true && isShared === false && isComplete && folders.isComplete;
  return isSettled
    ? owner.pass({ part })
    : owner.undetermined("where it keeps temporary files is not known yet", { part, set });
}

/** Folders in which the container's programs keep temporary files. */
function temporaryFolders(container: Container): { known: readonly string[]; isComplete: boolean } {
  const variables = knownEnvOf(container).filter(({ name, all }) => all || holds(name, isVariable) !== false);
  const values = variables.flatMap(({ value, name }) =>
    name.state === "known" && value.state === "known" && value.value !== "" ? [normalPath(value.value)] : [],
  );
  const isOpen = variables.some(
    ({ name, all, value }) => !all && (name.state === "unknown" || value.state === "unknown"),
  );
  return { known: [TMP, ...values], isComplete: !isOpen && envOf(container).state === "known" };
}

function isVariable(name: string): boolean {
  return VARIABLES.includes(name);
}

/** Whether temporary files land in the mount: it is such a folder or below one, or of those around one the closest. */
function takesFilesOf({ folder }: Mount, temporary: readonly string[], all: readonly Mount[]): Truth {
  const takes = holds(folder, (mounted) => temporary.some((each) => liesIn(mounted, each)));
  // A mount that is not known yet may be closer.
  const isClosest = all.some((mount) => mount.folder.state === "unknown") ? "unknown" : true;
  const takesAround = holds(folder, (mounted) =>
    temporary.some((each) => liesIn(each, mounted) && mounted === closestAround(each, all)),
  );
  return anyOf(takes, allOf(takesAround, isClosest));
}

function closestAround(path: string, mounts: readonly Mount[]): string {
  return mounts
    .flatMap(({ folder }) => (folder.state === "known" && liesIn(path, folder.value) ? [folder.value] : []))
    .reduce((longest, folder) => (folder.length > longest.length ? folder : longest), "");
}

/** Whether the volume is anything but the pod's own memory, or files that it only reads. */
function keepsElsewhere({ volume }: Mount): Truth {
  if (volume.state === "unknown") return "unknown";
  // A claim template of a StatefulSet: a disk.
  if (volume.state !== "known") return true;
  const { type, properties } = volume.value;
  if (type.state === "unknown") return "unknown";
  const kind = type.state === "known" ? type.value : "emptyDir";
  if (READ_ONLY.includes(kind)) return false;
  if (kind !== "emptyDir") return true;
  const isInMemory = holds(properties.text("emptyDir.medium"), (medium) => medium === "Memory");
  return isInMemory === "unknown" ? isInMemory : !isInMemory;
}

/** The node's own folder, wherever it is mounted. */
function isNodesTmp({ volume }: Mount): Truth {
  if (volume.state !== "known") return volume.state === "unknown" && "unknown";
  return holds(volume.value.properties.text("hostPath.path"), (path) =>
    ["/tmp", "/var/tmp"].some((folder) => liesIn(normalPath(path), folder)),
  );
}

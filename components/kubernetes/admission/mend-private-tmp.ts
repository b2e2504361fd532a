import { text } from "./cel";
import type { MendingRule, VolumeMend } from "./mending-rules";

/** Name of the volume. */
export const TMP_VOLUME = "physical-ai-tmp";

/** Whoever mounts something there has decided. */
const UNMOUNTED = "!c.?volumeMounts.orValue([]).exists(m, m.mountPath in ['/tmp', '/tmp/'])";

/**
 * Closes the run-time half of I-4 with mend-file-modes: MLflow's settings and what else lies in /tmp stay in memory, end with
 * the pod, and are each container's own, for each has a folder of the volume.
 *
 * @param size most that all containers of a pod keep there, as in `1Gi`; counts as memory of the container that wrote it
 */
export function mendPrivateTmp(size: string): MendingRule {
  const volume: VolumeMend = {
    name: TMP_VOLUME,
    source: "emptyDir",
    fields: { medium: text("Memory"), sizeLimit: text(size) },
  };
  return {
    name: "mend-private-tmp",
    threats: ["I-4"],
    title: "Each container has a /tmp of its own, in memory",
    why: "Training code writes its MLflow settings to /tmp, where other containers and the node's disk have no use for them.",
    volumes: [volume],
    mounts: [{ volume: TMP_VOLUME, path: "/tmp", subPath: "c.name", when: UNMOUNTED }],
  };
}

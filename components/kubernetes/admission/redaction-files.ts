import { text } from "./cel";
import type { MountMend, VolumeMend } from "./mending-rules";

/** ConfigMap with the files that keep credentials out of output; one in each namespace of workloads. */
export const REDACTION_CONFIG_MAP = "credential-redaction";
/** Where its files are in containers. */
export const REDACTION_FOLDER = "/opt/physical-ai/redaction";

/** The files as a volume. A pod whose ConfigMap is missing waits: it does not run without. */
export const REDACTION_VOLUME: VolumeMend = {
  name: "physical-ai-redaction",
  source: "configMap",
  fields: { name: text(REDACTION_CONFIG_MAP) },
};

export const REDACTION_MOUNT: MountMend = { volume: REDACTION_VOLUME.name, path: REDACTION_FOLDER, readOnly: true };

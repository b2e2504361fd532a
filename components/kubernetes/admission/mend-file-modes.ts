import { text } from "./cel";
import { hasVariable } from "./mending-rules";
import type { MendingRule } from "./mending-rules";
import { REDACTION_FOLDER, REDACTION_MOUNT, REDACTION_VOLUME } from "./redaction-files";

/** What bash reads first when it runs a script. `ENV`, which other shells read at a terminal, is a name that programs use too. */
const VARIABLE = "BASH_ENV";

/** Closes the run-time half of I-4 with mend-private-tmp, for what bash starts; Python's own umask is the redaction's. */
export const mendFileModes: MendingRule = {
  name: "mend-file-modes",
  threats: ["I-4"],
  title: "Files that workloads write are readable by their owner alone",
  why: "The usual umask lets every user of the container read the settings that MLflow writes.",
  volumes: [REDACTION_VOLUME],
  mounts: [REDACTION_MOUNT],
  // The script sets the umask 077.
  variables: [{ name: VARIABLE, value: text(`${REDACTION_FOLDER}/umask.sh`), when: `!${hasVariable(VARIABLE)}` }],
};

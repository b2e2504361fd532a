import { text } from "./cel";
import { hasVariable } from "./mending-rules";
import type { MendingRule } from "./mending-rules";
import { REDACTION_FOLDER, REDACTION_MOUNT, REDACTION_VOLUME } from "./redaction-files";

const PATHS = "c.env.filter(e, e.name == 'PYTHONPATH')";

/** Unless PYTHONPATH, each where there are several, begins with the folder, or comes from elsewhere and can't be mended. */
const UNREDACTED =
  `!${hasVariable("PYTHONPATH")} || c.env.exists(e, e.name == 'PYTHONPATH' && !has(e.valueFrom) ` +
  `&& !(e.?value.orValue('') + ':').startsWith(${text(`${REDACTION_FOLDER}:`)}))`;

/** The container's own PYTHONPATH, after a colon. Of several one is made. */
const OWN = `(${hasVariable("PYTHONPATH")} ? ${PATHS}.map(e, e.?value.orValue('')).filter(v, v != '').map(v, ':' + v).join('') : '')`;

/**
 * Closes the run-time half of R-1 and I-5 for Python, which training code is: it imports `sitecustomize` from PYTHONPATH before
 * all else, and that filters what is logged and printed. Other programs don't notice.
 */
export const mendCredentialRedaction: MendingRule = {
  name: "mend-credential-redaction",
  threats: ["R-1", "I-5"],
  title: "Python filters credentials out of what it logs and prints",
  why: "Training code logs its environment, and exceptions of SDKs carry tokens and signatures; logs are read by many.",
  volumes: [REDACTION_VOLUME],
  mounts: [REDACTION_MOUNT],
  variables: [{ name: "PYTHONPATH", value: `${text(REDACTION_FOLDER)} + ${OWN}`, when: `(${UNREDACTED})` }],
};

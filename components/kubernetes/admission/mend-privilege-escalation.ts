import type { MendingRule } from "./mending-rules";

/** The API server takes no `false` for a container that is privileged or may administer the system; others judge those. */
const UNSET =
  "!c.?securityContext.?allowPrivilegeEscalation.hasValue() && !c.?securityContext.?privileged.orValue(false) " +
  "&& !c.?securityContext.?capabilities.?add.orValue([]).exists(a, a in ['SYS_ADMIN', 'CAP_SYS_ADMIN'])";

/** Part of I-4: files of mode 0600 are private only as long as nobody else becomes their owner. */
export const mendPrivilegeEscalation: MendingRule = {
  name: "mend-privilege-escalation",
  threats: ["I-4"],
  title: "Processes gain no rights beyond those that their container was started with",
  why: "Programs with the setuid bit, which many images have, make any process one of root.",
  security: [{ field: "allowPrivilegeEscalation", value: "false", when: UNSET }],
};

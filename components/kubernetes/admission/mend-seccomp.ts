import type { MendingRule } from "./mending-rules";

/** Part of I-4: system calls that containers have no use for are how one leaves its file system for the node's. */
export const mendSeccomp: MendingRule = {
  name: "mend-seccomp",
  threats: ["I-4"],
  title: "Pods run with the container runtime's seccomp profile",
  why: "Without a profile, all system calls are open, among them those of past escapes from containers.",
  seccomp: true,
};

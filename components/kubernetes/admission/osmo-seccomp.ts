import { SECCOMP_PROFILE } from "./mending-rules";
import type { MendingPolicy } from "./policy";

/** Chart 1.3.1 hard-codes the pods' security context without a profile, which Pod Security's level restricted asks for. */
export const osmoSeccomp: MendingPolicy = {
  name: "osmo-seccomp",
  threats: ["I-4"],
  title: "OSMO's own pods run with the container runtime's seccomp profile",
  why: "Without a profile, all system calls are open, among them those of past escapes from containers.",
  scope: "osmo",
  concerns: "!object.spec.?securityContext.?seccompProfile.hasValue()",
  mutations: [`Object{spec: Object.spec{securityContext: Object.spec.securityContext{${SECCOMP_PROFILE}}}}`],
};

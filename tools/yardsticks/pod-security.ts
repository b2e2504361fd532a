import { enforced, rule } from "./yardstick";
import type { Rule, Yardstick } from "./yardstick";

/** `container`: of containers, init containers and ephemeral ones alike. */
const baseline: readonly Rule[] = [
  field("HostProcess", "pod and container: securityContext.windowsOptions.hostProcess", "not true", "host-process"),
  field("Host Namespaces", "hostNetwork", "not true", "host-namespaces-network"),
  field("Host Namespaces", "hostPID", "not true", "host-namespaces-pid"),
  field("Host Namespaces", "hostIPC", "not true", "host-namespaces-ipc"),
  field("Privileged Containers", "container: securityContext.privileged", "not true", "privileged-containers"),
  field(
    "Capabilities",
    "container: securityContext.capabilities.add",
    "none but those of the default set",
    "capabilities-add",
  ),
  field("HostPath Volumes", "volumes[*].hostPath", "absent", "host-path-volumes"),
  field("Host Ports", "container: ports[*].hostPort", "absent or 0", "host-ports"),
  field(
    "Host Probes / Lifecycle Hooks",
    "container: livenessProbe, readinessProbe, startupProbe: host",
    "absent",
    "host-probes",
  ),
  field(
    "Host Probes / Lifecycle Hooks",
    "container: lifecycle.postStart, lifecycle.preStop: host",
    "absent",
    "host-probes",
  ),
  field(
    "AppArmor",
    "pod and container: securityContext.appArmorProfile.type",
    "RuntimeDefault or Localhost",
    "app-armor",
  ),
  field(
    "AppArmor",
    "annotation container.apparmor.security.beta.kubernetes.io/*",
    "runtime/default or localhost/*",
    "app-armor",
  ),
  field("SELinux", "pod and container: securityContext.seLinuxOptions.type", "a type of containers", "selinux"),
  field("SELinux", "pod and container: securityContext.seLinuxOptions.user", "absent", "selinux"),
  field("SELinux", "pod and container: securityContext.seLinuxOptions.role", "absent", "selinux"),
  field("/proc Mount Type", "container: securityContext.procMount", "Default", "proc-mount-type"),
  field("Seccomp", "pod and container: securityContext.seccompProfile.type", "not Unconfined", "seccomp"),
  field("Sysctls", "securityContext.sysctls[*].name", "the safe ones", "sysctls"),
];

const restricted: readonly Rule[] = [
  field("Volume Types", "volumes[*]", "eight types, none of the node's", "volume-types"),
  field("Privilege Escalation", "container: securityContext.allowPrivilegeEscalation", "false", "privilege-escalation"),
  field("Running as Non-root", "pod or container: securityContext.runAsNonRoot", "true", "running-as-non-root"),
  field(
    "Running as Non-root user",
    "pod and container: securityContext.runAsUser",
    "absent or not 0",
    "running-as-non-root-user",
  ),
  field("Seccomp", "pod or container: securityContext.seccompProfile.type", "RuntimeDefault or Localhost", "seccomp"),
  field("Capabilities", "container: securityContext.capabilities.drop", "has ALL", "capabilities-drop"),
  field("Capabilities", "container: securityContext.capabilities.add", "none but NET_BIND_SERVICE", "capabilities-add"),
].map((restrictedRule) => ({ ...restrictedRule, id: `restricted: ${restrictedRule.id}` }));

/** `part`: of the findings that are about the field. */
function field(control: string, path: string, allowed: string, part: string): Rule {
  return rule(`${control}: ${path}`, allowed, enforced(`pod-security-restricted[${part}]`));
}

export const podSecurity: Yardstick = {
  title: "Pod Security Standards",
  scope:
    "Profiles baseline and restricted as of Kubernetes 1.34, every field. The control judges every kind of object that makes pods; inside the cluster the namespaces' labels hold pods to the same profiles (inside-the-cluster.md).",
  references: "podSecurity",
  rules: [...baseline.map((baselineRule) => ({ ...baselineRule, id: `baseline: ${baselineRule.id}` })), ...restricted],
  beyond: [rule("restricted", "The profile as a whole", enforced("pod-security-restricted"))],
};

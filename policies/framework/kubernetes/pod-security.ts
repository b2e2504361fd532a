import type { Properties, Reading } from "../reading";
import { allOf, anyOf, holds } from "../truth";
import type { Truth } from "../truth";
import { securityField, volumesOf } from "./pod-templates";
import type { Container, PodTemplate } from "./pod-templates";

/*
 * The restricted profile of the Pod Security Standards, which holds the baseline profile, as of Kubernetes 1.34:
 * kubernetes.io/docs/concepts/security/pod-security-standards. Its controls are named as there.
 */

/** One control of the standards, judged at one place. */
export interface Rule {
  readonly name: string;
  readonly met: Truth;
  /** What the pod or container does where it is not met. */
  readonly otherwise: string;
  readonly set: string;
}

const CONFINED = ["RuntimeDefault", "Localhost"];
const APPARMOR_ANNOTATION = "container.apparmor.security.beta.kubernetes.io/";
const SELINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const VOLUME_TYPES: readonly string[] = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];
/** Those that reach no further than the pod. */
const SAFE_SYSCTLS: readonly string[] = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];
/** Fields that name a host which the kubelet, outside every network policy, is to call. */
const CALLS = ["livenessProbe", "readinessProbe", "startupProbe", "lifecycle.postStart", "lifecycle.preStop"].flatMap(
  (call) => [`${call}.httpGet.host`, `${call}.tcpSocket.host`],
);

/** What the pod has to meet as a whole. Values that its containers inherit count here too, where the pod gives them. */
export function podRules(template: PodTemplate): readonly Rule[] {
  const { spec } = template;
  const at = (path: string) => `${template.prefix}spec.${path}`;
  const volumes = volumesOf(template);
  const ofTypes = (allowed: (type: string) => boolean): Truth =>
    volumes.state === "known" ? allOf(...volumes.value.map(({ type }) => holds(type, allowed, true))) : "unknown";
  return [
    ...["hostNetwork", "hostPID", "hostIPC"].map((field) => ({
      name: `host-namespaces-${field.slice("host".length).toLowerCase()}`,
      met: isOff(spec.flag(field)),
      otherwise: "shares a namespace of the node",
      set: `${at(field)} to false`,
    })),
    {
      name: "host-path-volumes",
      met: ofTypes((type) => type !== "hostPath"),
      otherwise: "mounts a path of the node",
      set: `${at("volumes")} to none of hostPath`,
    },
    {
      name: "volume-types",
      met: ofTypes((type) => type === "hostPath" || VOLUME_TYPES.includes(type)),
      otherwise: "mounts a volume of a type that reaches past the cluster's storage",
      set: `${at("volumes")} to ${VOLUME_TYPES.join(", ")}`,
    },
    {
      name: "sysctls",
      met: eachOf(spec.list("securityContext.sysctls"), (sysctl) =>
        holds(sysctl.text("name"), (name) => SAFE_SYSCTLS.includes(name)),
      ),
      otherwise: "sets parameters of the kernel that reach past it",
      set: `${at("securityContext.sysctls")} to safe ones`,
    },
    ...sharedRules(spec.at("securityContext"), at("securityContext")),
  ];
}

/** What a pod gives all its containers, however many of them take something else. */
function sharedRules(context: Properties, path: string): readonly Rule[] {
  const given: readonly (readonly [field: string, rule: Rule])[] = [
    ["seLinuxOptions", seLinux(context.at("seLinuxOptions"), path)],
    ["windowsOptions.hostProcess", hostProcess(context, path)],
    ["seccompProfile", seccomp(context.at("seccompProfile"), path)],
    ["appArmorProfile", appArmor(context.at("appArmorProfile"), true, path)],
    ["runAsNonRoot", nonRoot(context.flag("runAsNonRoot"), path)],
    ["runAsUser", nonRootUser(context.number("runAsUser"), path)],
  ];
  return given.filter(([field]) => context.read(field).state !== "absent").map(([, rule]) => rule);
}

/** What each container has to meet. Windows knows neither capabilities nor seccomp nor privilege escalation. */
export function containerRules(template: PodTemplate, container: Container): readonly Rule[] {
  const { properties } = container;
  const context = properties.at("securityContext");
  const path = `${container.path}.securityContext`;
  const field = (name: Parameters<typeof securityField>[2]) => securityField(template, container, name);
  const isWindows = holds(template.spec.text("os.name"), (name) => name === "windows");
  const onLinux = (rule: Rule): Rule => ({ ...rule, met: anyOf(rule.met, isWindows) });
  return [
    {
      name: "privileged-containers",
      met: isOff(context.flag("privileged")),
      otherwise: "is privileged",
      set: `${path}.privileged to false`,
    },
    onLinux({
      name: "privilege-escalation",
      met: holds(context.flag("allowPrivilegeEscalation"), (allowed) => !allowed),
      otherwise: "may gain privileges",
      set: `${path}.allowPrivilegeEscalation to false`,
    }),
    onLinux({
      name: "capabilities-drop",
      met: someOf(context.list("capabilities.drop"), (capability) =>
        holds(capability.text(), (name) => name === "ALL"),
      ),
      otherwise: "keeps capabilities of the kernel",
      set: `${path}.capabilities.drop to ["ALL"]`,
    }),
    onLinux({
      name: "capabilities-add",
      met: eachOf(context.list("capabilities.add"), (capability) =>
        holds(capability.text(), (name) => name === "NET_BIND_SERVICE"),
      ),
      otherwise: "adds capabilities of the kernel",
      set: `${path}.capabilities.add to none but NET_BIND_SERVICE`,
    }),
    nonRoot(field("runAsNonRoot").flag(), path),
    nonRootUser(field("runAsUser").number(), path),
    onLinux(seccomp(field("seccompProfile"), path)),
    appArmor(field("appArmorProfile"), annotatedAppArmor(template, container), path),
    seLinux(field("seLinuxOptions"), path),
    hostProcess(context, path),
    {
      name: "proc-mount-type",
      met: holds(context.text("procMount"), (type) => type === "Default", true),
      otherwise: "sees the node through /proc",
      set: `${path}.procMount to "Default"`,
    },
    {
      name: "host-ports",
      met: eachOf(properties.list("ports"), (port) => holds(port.number("hostPort"), (number) => number === 0, true)),
      otherwise: "opens a port of the node",
      set: `${container.path}.ports to none with hostPort`,
    },
    {
      name: "host-probes",
      met: allOf(...CALLS.map((call) => holds(properties.text(call), (host) => host === "", true))),
      otherwise: "makes the node call a host",
      set: `${container.path}: no host in probes and lifecycle hooks`,
    },
  ];
}

function nonRoot(given: Reading<boolean>, path: string): Rule {
  return {
    name: "running-as-non-root",
    met: holds(given, (on) => on),
    otherwise: "may run as root",
    set: `${path}.runAsNonRoot to true`,
  };
}

function nonRootUser(given: Reading<number>, path: string): Rule {
  return {
    name: "running-as-non-root-user",
    met: holds(given, (user) => user !== 0, true),
    otherwise: "runs as root",
    set: `${path}.runAsUser to another than 0`,
  };
}

function seccomp(profile: Properties, path: string): Rule {
  return {
    name: "seccomp",
    met: holds(profile.text("type"), (type) => CONFINED.includes(type)),
    otherwise: "may make any system call",
    set: `${path}.seccompProfile.type to "RuntimeDefault"`,
  };
}

function appArmor(profile: Properties, annotated: Truth, path: string): Rule {
  return {
    name: "app-armor",
    met: allOf(
      annotated,
      holds(profile.text("type"), (type) => CONFINED.includes(type), true),
    ),
    otherwise: "switches AppArmor off",
    set: `${path}.appArmorProfile.type to "RuntimeDefault"`,
  };
}

/** As it was said before there was a field for it; Kubernetes still obeys. */
function annotatedAppArmor(template: PodTemplate, container: Container): Truth {
  const annotations = template.metadata.at("annotations");
  const isConfined = (annotation: Properties) =>
    holds(annotation.text(), (profile) => /^(runtime\/default|localhost\/.*)?$/.test(profile), true);
  if (container.properties.text("name").state !== "unknown") {
    return isConfined(annotations.entry(`${APPARMOR_ANNOTATION}${container.name}`));
  }
  const others = annotations.knownEntries().filter(([key]) => key.startsWith(APPARMOR_ANNOTATION));
  return others.every(([, annotation]) => isConfined(annotation) === true) || "unknown";
}

function seLinux(options: Properties, path: string): Rule {
  return {
    name: "selinux",
    met: allOf(
      holds(options.text("type"), (type) => SELINUX_TYPES.includes(type), true),
      holds(options.text("user"), (user) => user === "", true),
      holds(options.text("role"), (role) => role === "", true),
    ),
    otherwise: "takes an SELinux label that confines less",
    set: `${path}.seLinuxOptions to a type of containers, without user or role`,
  };
}

function hostProcess(context: Properties, path: string): Rule {
  return {
    name: "host-process",
    met: isOff(context.flag("windowsOptions.hostProcess")),
    otherwise: "runs as a process of the node",
    set: `${path}.windowsOptions.hostProcess to false`,
  };
}

function isOff(flag: Reading<boolean>): Truth {
  return holds(flag, (on) => !on, true);
}

function eachOf(list: Reading<readonly Properties[]>, test: (item: Properties) => Truth): Truth {
  if (list.state === "known") return allOf(...list.value.map(test));
  return list.state === "unknown" ? "unknown" : list.state === "absent";
}

function someOf(list: Reading<readonly Properties[]>, test: (item: Properties) => Truth): Truth {
  if (list.state === "known") return anyOf(...list.value.map(test));
  return list.state === "unknown" && "unknown";
}

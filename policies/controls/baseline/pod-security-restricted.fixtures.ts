import { fixtures, unknown } from "../../framework/fixtures";
import type { Fixture, FixtureResource } from "../../framework/fixtures";
import { podSecurityRestricted } from "./pod-security-restricted";

type Fields = Readonly<Record<string, unknown>>;

const CONTEXT = { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } };
const POD_CONTEXT = { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } };
const container = (context: Fields = {}, more: Fields = {}) => ({
  name: "train",
  image: "example.org/train",
  securityContext: { ...CONTEXT, ...context },
  ...more,
});
const spec = (more: Fields = {}): Fields => ({ securityContext: POD_CONTEXT, containers: [container()], ...more });
const pod = (podSpec: unknown, annotations?: Fields): FixtureResource => ({
  type: "kubernetes:core/v1:Pod",
  name: "trainer",
  properties: { metadata: { name: "trainer", annotations }, spec: podSpec },
});
const owner = (type: string, properties: Fields): FixtureResource => ({ type, name: "trainer", properties });
const bad = spec({ containers: [container({ privileged: true })] });
/** A container's security context, and what is wrong about it. */
const context = (title: string, fields: Fields): Fixture => ({
  title,
  resources: [pod(spec({ containers: [container(fields)] }))],
});
/** What the pod gives all its containers, which each of them overrides: the standards refuse it all the same. */
const given = (title: string, fields: Fields, overridden: Fields = {}): Fixture => ({
  title,
  resources: [pod(spec({ securityContext: { ...POD_CONTEXT, ...fields }, containers: [container(overridden)] }))],
});
const volume = (title: string, source: Fields): Fixture => ({
  title,
  resources: [pod(spec({ volumes: [{ name: "data", ...source }] }))],
});

export default fixtures(podSecurityRestricted, {
  pass: [
    { title: "a pod as the profile wants it", resources: [pod(spec())] },
    {
      title: "each container says it for itself",
      resources: [
        pod({
          containers: [container({ runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "Localhost" } })],
        }),
      ],
    },
    {
      title: "a port below 1024, volumes of the cluster and a safe parameter of the kernel",
      resources: [
        pod(
          spec({
            securityContext: { ...POD_CONTEXT, sysctls: [{ name: "net.ipv4.tcp_syncookies", value: "1" }] },
            containers: [container({ capabilities: { drop: ["ALL"], add: ["NET_BIND_SERVICE"] } })],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "vault", csi: { driver: "secrets-store.csi.k8s.io" } },
            ],
          }),
        ),
      ],
    },
    {
      title: "Windows, which knows neither capabilities nor seccomp",
      resources: [
        pod({ os: { name: "windows" }, securityContext: { runAsNonRoot: true }, containers: [{ name: "train" }] }),
      ],
    },
  ],
  fail: [
    { title: "Kubernetes' defaults", resources: [pod({ containers: [{ name: "train" }] })] },
    context("a privileged container", { privileged: true }),
    context("a container that may gain privileges", { allowPrivilegeEscalation: true }),
    context("capabilities are added", { capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } }),
    context("a capability of the default set is added", { capabilities: { drop: ["ALL"], add: ["CHOWN"] } }),
    context("some capabilities are dropped, not all", { capabilities: { drop: ["NET_RAW"] } }),
    context("a container overrides what its pod says of root", { runAsNonRoot: false }),
    context("a container runs as root", { runAsUser: 0 }),
    context("a container overrides its pod's filter of system calls", { seccompProfile: { type: "Unconfined" } }),
    context("AppArmor is switched off", { appArmorProfile: { type: "Unconfined" } }),
    context("an SELinux type of the node's super-privileged containers", { seLinuxOptions: { type: "spc_t" } }),
    context("an SELinux role", { seLinuxOptions: { role: "sysadm_r" } }),
    context("the whole of /proc", { procMount: "Unmasked" }),
    context("a process of a Windows node", { windowsOptions: { hostProcess: true } }),
    given("the pod runs as root and its container does not", { runAsUser: 0 }, { runAsUser: 1000 }),
    given("the pod may run as root and its container may not", { runAsNonRoot: false }, { runAsNonRoot: true }),
    given(
      "the pod is unconfined and its container is not",
      { seccompProfile: { type: "Unconfined" } },
      { seccompProfile: { type: "RuntimeDefault" } },
    ),
    given("a process of a Windows node, for the whole pod", { windowsOptions: { hostProcess: true } }),
    given("a parameter of the kernel that reaches past the pod", { sysctls: [{ name: "kernel.msgmax", value: "1" }] }),
    ...["hostNetwork", "hostPID", "hostIPC"].map((field) => ({
      title: `${field} is shared with the node`,
      resources: [pod(spec({ [field]: true }))],
    })),
    volume("a path of the node", { hostPath: { path: "/var/run/docker.sock" } }),
    volume("a volume of a type that the profile does not list", { nfs: { server: "files", path: "/" } }),
    {
      title: "a port of the node",
      resources: [pod(spec({ containers: [container({}, { ports: [{ containerPort: 80, hostPort: 80 }] })] }))],
    },
    {
      title: "a probe that has the node call another host",
      resources: [
        pod(
          spec({ containers: [container({}, { livenessProbe: { httpGet: { host: "169.254.169.254", port: 80 } } })] }),
        ),
      ],
    },
    {
      title: "a path of the node behind a claim",
      resources: [owner("kubernetes:core/v1:PersistentVolume", { spec: { hostPath: { path: "/" } } })],
    },
    {
      title: "AppArmor is switched off by the old annotation",
      resources: [pod(spec(), { "container.apparmor.security.beta.kubernetes.io/train": "unconfined" })],
    },
    {
      title: "an init container is privileged",
      resources: [pod(spec({ initContainers: [{ ...container({ privileged: true }), name: "install" }] }))],
    },
    {
      title: "an ephemeral container is privileged",
      resources: [pod(spec({ ephemeralContainers: [{ ...container({ privileged: true }), name: "debug" }] }))],
    },
    {
      title: "one container is privileged while the others are not known yet",
      resources: [pod({ ...bad, initContainers: unknown })],
    },
    ...[
      "kubernetes:apps/v1:Deployment",
      "kubernetes:apps/v1:StatefulSet",
      "kubernetes:apps/v1:DaemonSet",
      "kubernetes:apps/v1:ReplicaSet",
      "kubernetes:core/v1:ReplicationController",
      "kubernetes:batch/v1:Job",
      "kubernetes:extensions/v1beta1:Deployment",
      "kubernetes:apps/v1:DeploymentPatch",
    ].map((type) => ({
      title: `privileged pods of ${type}`,
      resources: [owner(type, { spec: { template: { spec: bad } } })],
    })),
    {
      title: "privileged pods of a CronJob",
      resources: [
        owner("kubernetes:batch/v1:CronJob", { spec: { jobTemplate: { spec: { template: { spec: bad } } } } }),
      ],
    },
    {
      title: "a privileged PodTemplate",
      resources: [owner("kubernetes:core/v1:PodTemplate", { template: { spec: bad } })],
    },
  ],
  unknown: [
    { title: "the pod is not known yet", resources: [pod(unknown)] },
    { title: "its containers are not known yet", resources: [pod(spec({ containers: unknown }))] },
    {
      title: "what a volume of the cluster is made of is not known yet",
      resources: [owner("kubernetes:core/v1:PersistentVolume", { spec: unknown })],
    },
    { title: "its volumes are not known yet", resources: [pod(spec({ volumes: unknown }))] },
    {
      title: "the user is not known yet",
      resources: [pod(spec({ containers: [container({ runAsUser: unknown })] }))],
    },
    {
      title: "a patch of the image, which leaves the rest as it is",
      resources: [
        owner("kubernetes:apps/v1:DeploymentPatch", {
          spec: { template: { spec: { containers: [{ name: "train", image: "example.org/train:2" }] } } },
        }),
      ],
    },
  ],
  notApplicable: [
    {
      title: "a volume of the cluster that a driver makes",
      resources: [owner("kubernetes:core/v1:PersistentVolume", { spec: { csi: { driver: "blob.csi.azure.com" } } })],
    },
    { title: "a kind without pods", resources: [owner("kubernetes:core/v1:Service", { spec: {} })] },
    {
      title: "a Deployment without a template, which the API refuses",
      resources: [owner("kubernetes:apps/v1:Deployment", { spec: { replicas: 1 } })],
    },
  ],
});

import { enforced, held, heldBy, notApplicable, open, rule, runTimeOnly } from "./yardstick";
import type { Yardstick } from "./yardstick";

const NO_BUDGET = notApplicable("The program makes no PodDisruptionBudget");
const ADMITTED = runTimeOnly("The API server refuses such an object; tests/cluster submits every one to a real server");

export const kubeLinter: Yardstick = {
  title: "kube-linter",
  scope: "The 31 checks that are on by default, as of August 2026, against the objects that the program itself writes.",
  references: "kubeLinter",
  rules: [
    rule(
      "dangling-service",
      "Services select pods that there are",
      heldBy(
        held("osmo/rate-limit-redis.ts", "selector: RATE_LIMIT_REDIS_LABELS"),
        held("osmo/gateway-address.ts", "selector: ENVOY_LABELS"),
      ),
    ),
    rule(
      "deprecated-service-account-field",
      "serviceAccountName instead of serviceAccount",
      heldBy(
        held("osmo/token-rotation/rotation-job.ts", "serviceAccountName: TOKEN_ROTATION"),
        held("osmo/database-role/role-job.ts", "serviceAccountName:"),
        held("ml/scoring-certificate.ts", "serviceAccountName:"),
      ),
    ),
    rule(
      "docker-sock",
      "No container has the socket of its runtime",
      enforced("pod-security-restricted[host-path-volumes]"),
    ),
    rule("drop-net-raw-capability", "NET_RAW is dropped", enforced("pod-security-restricted[capabilities-drop]")),
    rule(
      "duplicate-env-var",
      "No variable is set twice",
      heldBy(
        held("osmo/jobs/job-pod.ts", "Object.entries(values)"),
        held("osmo/rate-limiter.ts", "Object.entries(environment)"),
      ),
    ),
    rule("env-var-secret", "No secret in a variable", enforced("no-credentials-in-environment", "secrets-as-files")),
    rule("host-ipc", "Not the node's IPC", enforced("pod-security-restricted[host-namespaces-ipc]")),
    rule("host-network", "Not the node's network", enforced("pod-security-restricted[host-namespaces-network]")),
    rule("host-pid", "Not the node's processes", enforced("pod-security-restricted[host-namespaces-pid]")),
    rule("invalid-target-ports", "Names of ports are well-formed", ADMITTED),
    rule(
      "job-ttl-seconds-after-finished",
      "Jobs go when they are done, those of a CronJob by its own limits",
      open(
        "On purpose the other way round: a Job of the program has to stay, or the next update makes it again; the CronJob's runs go after two days",
      ),
    ),
    rule("latest-tag", "No image by the tag latest", enforced("images-pinned")),
    rule(
      "liveness-port",
      "Probes ask ports that there are",
      held("osmo/rate-limiter.ts", 'tcpSocket: { port: "grpc" }'),
    ),
    rule("mismatching-selector", "Selectors match their own pods", ADMITTED),
    rule(
      "no-anti-affinity",
      "Replicas stand on different nodes",
      open("The two replicas of OSMO's rate limiter may share a node: no threat, but both may go at once"),
    ),
    rule("no-extensions-v1beta", "No API version that is gone", ADMITTED),
    rule("no-read-only-root-fs", "Root filesystems are read-only", enforced("workload-read-only-root")),
    rule(
      "non-existent-service-account",
      "Pods run as accounts that there are",
      held("kubernetes/isolated-namespace.ts", "The namespace has no service account"),
    ),
    rule("pdb-max-unavailable", "Budgets leave room to move pods", NO_BUDGET),
    rule("pdb-min-available", "Budgets leave room to move pods", NO_BUDGET),
    rule(
      "privilege-escalation-container",
      "No privileges are gained",
      enforced("pod-security-restricted[privilege-escalation]"),
    ),
    rule("privileged-container", "No privileged container", enforced("pod-security-restricted[privileged-containers]")),
    rule(
      "readiness-port",
      "Probes ask ports that there are",
      held("osmo/rate-limiter.ts", 'httpGet: { path: "/healthcheck", port: "http" }'),
    ),
    rule("run-as-non-root", "Nothing runs as root", enforced("pod-security-restricted[running-as-non-root]")),
    rule(
      "sensitive-host-mounts",
      "No folder of the node's system",
      enforced("pod-security-restricted[host-path-volumes]", "workload-private-tmp"),
    ),
    rule(
      "ssh-port",
      "No container listens on 22",
      notApplicable("None opens it, and no network policy lets it through"),
    ),
    rule("startup-port", "Probes ask ports that there are", notApplicable("The program writes no startup probe")),
    rule("unsafe-sysctls", "No parameter of the kernel past the pod", enforced("pod-security-restricted[sysctls]")),
    rule("unset-cpu-requirements", "Requests and limits of processor", enforced("resource-limits")),
    rule("unset-memory-requirements", "Requests and limits of memory", enforced("resource-limits")),
    rule("pdb-unhealthy-pod-eviction-policy", "Budgets let sick pods go", NO_BUDGET),
  ],
  beyond: [
    rule("cluster-admin-role-binding", "cluster-admin is bound to nobody", enforced("rbac-no-cluster-admin")),
    rule(
      "non-isolated-pod",
      "Network policies select every pod",
      enforced("namespace-default-deny", "osmo-api-behind-gateway"),
    ),
    rule("read-secret-from-env-var", "No secret in a variable", enforced("secrets-as-files")),
    rule("unsafe-proc-mount", "/proc stays masked", enforced("pod-security-restricted[proc-mount-type]")),
    rule("use-namespace", "Nothing in the default namespace", enforced("no-default-namespace")),
    rule("wildcard-in-rules", "No wildcard in roles", enforced("rbac-no-wildcard")),
  ],
};

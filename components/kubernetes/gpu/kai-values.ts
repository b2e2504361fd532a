import { chartImage } from "./chart-images";
import type { ImageSource } from "./chart-images";
import { NO_PRIVILEGES, NOT_ROOT, RUNTIME_SECCOMP } from "../pod-security";
import { gpuTolerations } from "./gpu-nodes";

/** What KAI's values and its own configuration depend on. */
export interface KaiNeeds extends ImageSource {
  /** Where it runs. */
  readonly namespace: string;
  /** The one namespace whose pods it schedules. */
  readonly workloads: string;
}

/** Requests and limits of each part, as in the existing platform. */
const RESOURCES = { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } };
/** The scheduler holds the cluster's state in memory: KAI's own default. */
const SCHEDULER_RESOURCES = { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "700m", memory: "512Mi" } };

/** Pods that Pod Security would take as `restricted`; KAI's own default lacks the profile and spells ALL its own way. */
const SECURITY_CONTEXT = { ...NO_PRIVILEGES, ...NOT_ROOT, runAsUser: 10000, ...RUNTIME_SECCOMP };

/**
 * Values of NVIDIA's chart kai-scheduler v0.20.1: the operator and what it starts from. What the operator starts is told by
 * `kaiConfig`; the chart would write the same by a hook, of which nobody knows what became.
 */
export function kaiValues(needs: KaiNeeds) {
  const operator = chartImage(needs, "kai-scheduler/operator");
  return {
    global: {
      registry: operator.repository,
      tolerations: gpuTolerations([]),
      clusterAutoscaling: false,
      leaderElection: false,
    },
    operator: {
      image: { name: operator.image, tag: operator.version },
      replicaCount: 1,
      resources: RESOURCES,
    },
    // Queues are the teams' (gpu-queues.ts); the chart's would give GPUs to whoever names none.
    defaultQueue: { createDefaultQueue: false },
  };
}

/**
 * KAI's own configuration (kai.scheduler/v1 Config, of which there is one): every part from the platform's registry, and
 * webhooks for the one namespace. They refuse pods while KAI is down; without the selector, those of every namespace.
 */
export function kaiConfig(needs: KaiNeeds) {
  const image = (name: string) => {
    const { repository, image: imageName, version } = chartImage(needs, `kai-scheduler/${name}`);
    return { repository, name: imageName, tag: version, pullPolicy: "IfNotPresent" };
  };
  const service = (name: string, resources: typeof RESOURCES = RESOURCES) => ({
    enabled: true,
    image: image(name),
    resources,
  });
  return {
    namespace: needs.namespace,
    global: {
      replicaCount: 1,
      tolerations: gpuTolerations([]),
      securityContext: SECURITY_CONTEXT,
      namespaceLabelSelector: { "kubernetes.io/metadata.name": needs.workloads },
    },
    binder: {
      service: service("binder"),
      metricsPort: 8080,
      resourceReservation: { image: image("resourcereservation") },
    },
    podGrouper: { service: service("podgrouper") },
    podGroupController: { service: service("podgroupcontroller") },
    queueController: { service: service("queuecontroller") },
    admission: {
      service: service("admission"),
      gpuSharing: false,
      queueLabelSelector: false,
      gpuPodRuntimeClassName: "nvidia",
      webhook: { port: 443, targetPort: 9443, probePort: 8081, metricsPort: 8080 },
    },
    // Whole GPUs alone are asked for, which the autoscaler of AKS sees by itself.
    nodeScaleAdjuster: { service: { enabled: false } },
    scheduler: { service: service("scheduler", SCHEDULER_RESOURCES), schedulerService: { port: 8080 } },
  };
}

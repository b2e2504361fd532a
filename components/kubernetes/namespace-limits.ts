import type { core } from "@pulumi/kubernetes/types/input";
import type { GpuPool } from "../compute/gpu-pools";
import { totalGpus } from "./gpu/gpu-nodes";
import type { NamespaceName } from "./namespaces";
import { NO_SYSTEM_PRIORITY } from "./priority-classes";

/** What a namespace's pods may take together, and what each container gets that says nothing. Quantities as Kubernetes writes them. */
export interface NamespaceLimits {
  /** A ResourceQuota's `hard`. */
  readonly quota: Readonly<Record<string, string>>;
  /** Quotas of pods of some kinds only. */
  readonly furtherQuotas?: readonly { readonly name: string; readonly spec: core.v1.ResourceQuotaSpec }[];
  /** Of a container that says nothing; `limits` left out leaves it without. */
  readonly defaults: { readonly requests: ComputeResources; readonly limits?: ComputeResources };
  /** The most that a container may ask for. */
  readonly most?: ComputeResources;
  /** Where the numbers come from. */
  readonly why: string;
}

export interface ComputeResources {
  readonly cpu: string;
  readonly memory: string;
}

/** How large the cluster can become. */
export interface ClusterSize {
  readonly gpuPools: readonly GpuPool[];
  /** Nodes of all pools, at most. */
  readonly nodes: number;
}

/** What users' workloads may take: processors and memory without a GPU, and what comes with each GPU. */
const WORKLOADS = {
  base: { cpu: 64, memoryGi: 256 },
  // An H100's share of its node: Standard_NC40ads_H100_v5.
  perGpu: { cpu: 40, memoryGi: 320 },
  // Containers: the largest node that is known, Standard_ND96isr_H100_v5.
  most: { cpu: "96", memory: "1900Gi" },
  // Those of components/ml/instance-types.ts for jobs that say nothing.
  defaults: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "8Gi" } },
};
/** Pods that the GPU operator runs on a GPU node: ten, twice while new ones replace them. Source: its chart, v26.3.2. */
const PODS_PER_GPU_NODE = 20;

/** The limits of a namespace in a cluster of this size. */
export function namespaceLimits(name: NamespaceName, size: ClusterSize): NamespaceLimits {
  const gpus = totalGpus(size.gpuPools);
  switch (name) {
    case "osmo-control-plane":
      return {
        quota: {
          ...quota({ pods: 80, cpu: 40, memoryGi: 80, gpus: 0 }),
          // The gateway's, with a port of the nodes for its one.
          ...services({ loadBalancers: 1, nodePorts: 1 }),
        },
        defaults: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "2Gi" } },
        most: { cpu: "8", memory: "16Gi" },
        why: "Fourteen programs, of which ten scale to four replicas at most, and more while new ones replace them",
      };
    case "osmo-operator":
      return {
        quota: { ...quota({ pods: 12, cpu: 8, memoryGi: 16, gpus: 0 }), ...services({}) },
        defaults: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "1", memory: "2Gi" } },
        most: { cpu: "4", memory: "8Gi" },
        why: "Listener and worker, twice while new ones replace them",
      };
    case "osmo-workflows":
      return {
        quota: { ...workloadQuota(gpus, 1000), ...services({}) },
        furtherQuotas: [NO_SYSTEM_PRIORITY],
        ...forWorkloads(),
        why: "Every GPU of the cluster, which queues divide between teams, and what comes with each; no service of it leaves the cluster",
      };
    case "azureml":
      return {
        quota: {
          // Beside its jobs, the extension's own parts: one of them on each node.
          ...workloadQuota(gpus, 500 + size.nodes),
          // Scoring, with a port of the nodes for each of its two.
          ...services({ loadBalancers: 1, nodePorts: 2 }),
        },
        ...forWorkloads(),
        why: "Every GPU of the cluster and what comes with each; the internal load balancer of scoring",
      };
    case "gpu-operator": {
      const gpuNodes = size.gpuPools.reduce((sum, { maxCount }) => sum + maxCount, 0);
      return {
        quota: {
          // Its validation asks for one GPU of each node, for a moment.
          ...quota({
            pods: PODS_PER_GPU_NODE * gpuNodes + 2 * size.nodes + 20,
            cpu: 16 + 4 * gpuNodes,
            memoryGi: 32 + 8 * gpuNodes,
            gpus: gpuNodes,
          }),
          ...services({}),
        },
        // Building a driver takes what it takes: a limit would end it half-way.
        defaults: { requests: { cpu: "20m", memory: "64Mi" } },
        why: "What the GPU operator runs on each GPU node, and one pod on every node, twice while new ones replace them",
      };
    }
    case "kai-scheduler":
      return {
        quota: { ...quota({ pods: 40, cpu: 16, memoryGi: 32, gpus: 0 }), ...services({}) },
        defaults: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
        most: { cpu: "4", memory: "8Gi" },
        why: "Seven programs of one replica, more while new ones replace them",
      };
  }
}

function workloadQuota(gpus: number, pods: number): Record<string, string> {
  const { base, perGpu } = WORKLOADS;
  return quota({
    pods,
    cpu: base.cpu + perGpu.cpu * gpus,
    memoryGi: base.memoryGi + perGpu.memoryGi * gpus,
    gpus,
  });
}

function forWorkloads(): Pick<NamespaceLimits, "defaults" | "most"> {
  return { defaults: WORKLOADS.defaults, most: WORKLOADS.most };
}

/** Nothing here keeps data in the cluster, so nobody claims a volume. */
function quota(most: { pods: number; cpu: number; memoryGi: number; gpus: number }): Record<string, string> {
  return {
    pods: String(most.pods),
    "requests.cpu": String(most.cpu),
    "requests.memory": `${most.memoryGi}Gi`,
    "requests.nvidia.com/gpu": String(most.gpus),
    persistentvolumeclaims: "0",
  };
}

/** Services that are reached from outside of the cluster. A load balancer takes a port of the nodes for each port it has. */
function services({ loadBalancers = 0, nodePorts = 0 }: { loadBalancers?: number; nodePorts?: number }) {
  return { "services.loadbalancers": String(loadBalancers), "services.nodeports": String(nodePorts) };
}

import type { GpuPool } from "../compute/gpu-pools";

/** What a job may ask for, by a name that it gives. */
export interface InstanceType {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
}

/** For jobs that say nothing: no GPU. */
export const DEFAULT_INSTANCE_TYPE = "defaultinstancetype";

/** Processors and memory for each GPU, of which every size that is known has at least as much. */
const PER_GPU = { requests: { cpu: 4, memoryGi: 16 }, limits: { cpu: 8, memoryGi: 32 } };

/** One type without a GPU, and one for each number of GPUs (1, 2, 4, 8) that a pool's nodes have: `POOL`, `POOL2`, ... */
export function instanceTypes(pools: readonly GpuPool[]): Readonly<Record<string, InstanceType>> {
  const types: Record<string, InstanceType> = {
    [DEFAULT_INSTANCE_TYPE]: {
      resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "8Gi" } },
    },
  };
  for (const pool of pools) {
    for (const gpus of [1, 2, 4, 8].filter((count) => count <= pool.gpus)) {
      types[gpus === 1 ? pool.name : `${pool.name}${gpus}`] = {
        nodeSelector: { agentpool: pool.name },
        resources: { requests: resources(PER_GPU.requests, gpus), limits: resources(PER_GPU.limits, gpus) },
      };
    }
  }
  return types;
}

function resources({ cpu, memoryGi }: { cpu: number; memoryGi: number }, gpus: number): Record<string, string> {
  return { cpu: String(cpu * gpus), memory: `${memoryGi * gpus}Gi`, "nvidia.com/gpu": String(gpus) };
}

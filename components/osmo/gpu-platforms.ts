import type { GpuPool } from "../compute/gpu-pools";
import type { PodTemplate, Toleration } from "./pod-templates";

/** What a task of a workflow gets unless it asks for something else. The names are OSMO's. */
export interface TaskDefaults {
  readonly USER_CPU: number;
  readonly USER_GPU: number;
  readonly USER_MEMORY: string;
  readonly USER_STORAGE: string;
  readonly USER_SHM_SIZE: string;
}

/** A kind of node that workflows choose from. */
export interface Platform {
  readonly description: string;
  /** Tasks become no part of their node. */
  readonly host_network_allowed: false;
  readonly privileged_allowed: false;
  readonly allowed_mounts: readonly never[];
  readonly default_variables: TaskDefaults;
  /** Names of pod templates that say which nodes these are. */
  readonly override_pod_template: readonly string[];
}

/** The platform of tasks that need no GPU; the chart brings one of this name. */
export const CPU_PLATFORM = "default";

/** Source: the existing platform's default pool. */
const cpuDefaults: TaskDefaults = {
  USER_CPU: 1,
  USER_GPU: 0,
  USER_MEMORY: "1Gi",
  USER_STORAGE: "1Gi",
  USER_SHM_SIZE: "1Gi",
};

/** Processors, and GiB of memory for each, of a task with one GPU: the existing platform's values for one A100. */
const MOST_CPUS = 8;
const MEMORY_PER_CPU = 8;

/** Each GPU pool under its own name, and one for tasks without. */
export function platformsOf(pools: readonly GpuPool[]): Readonly<Record<string, Platform>> {
  return {
    [CPU_PLATFORM]: platform("Nodes without GPUs", cpuDefaults, []),
    ...Object.fromEntries(
      pools.map((pool) => [pool.name, platform(descriptionOf(pool), gpuDefaults(pool), [templateName(pool)])]),
    ),
  };
}

/** What keeps the tasks of each GPU pool on its nodes, and lets them in. */
export function platformTemplates(pools: readonly GpuPool[]): Readonly<Record<string, PodTemplate>> {
  return Object.fromEntries(
    pools.map((pool) => [
      templateName(pool),
      { spec: { nodeSelector: { agentpool: pool.name }, tolerations: pool.taints.map(tolerationOf) } },
    ]),
  );
}

function platform(description: string, defaults: TaskDefaults, templates: readonly string[]): Platform {
  return {
    description,
    host_network_allowed: false,
    privileged_allowed: false,
    allowed_mounts: [],
    default_variables: defaults,
    override_pod_template: templates,
  };
}

function descriptionOf({ size, gpus, spot }: GpuPool): string {
  return `${size} with ${gpus} ${gpus === 1 ? "GPU" : "GPUs"}${spot ? ", taken away at any time" : ""}`;
}

/** A third of the processors that a GPU's share of the node has, so that other tasks fit beside it. */
function gpuDefaults({ size, gpus }: GpuPool): TaskDefaults {
  const cpus = Number(/\d+/.exec(size)?.[0] ?? gpus);
  const share = Math.min(MOST_CPUS, Math.max(1, Math.floor(cpus / gpus / 3)));
  return {
    USER_CPU: share,
    USER_GPU: 1,
    USER_MEMORY: `${share * MEMORY_PER_CPU}Gi`,
    USER_STORAGE: "100Gi",
    USER_SHM_SIZE: `${share * 2}Gi`,
  };
}

function templateName({ name }: GpuPool): string {
  return `pool_${name}`;
}

/** @param taint as in `nvidia.com/gpu=present:NoSchedule` */
function tolerationOf(taint: string): Toleration {
  const [, key, , value, effect] = /^([^=:]+)(=([^:]*))?:(.+)$/.exec(taint) ?? [];
  if (!key || !effect) throw new Error(`"${taint}" is no taint.`);
  return value === undefined ? { key, operator: "Exists", effect } : { key, operator: "Equal", value, effect };
}

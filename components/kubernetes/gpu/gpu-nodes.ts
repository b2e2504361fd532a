import type { GpuPool, MigProfile } from "../../compute/gpu-pools";

/** Who brings the driver to a pool's nodes: AKS, the GPU operator, or the platform's own daemon set for GRID drivers. */
export type DriverSource = "aks" | "operator" | "grid";

/** Label of nodes that the GPU operator reads: whether it installs the driver there. */
const DEPLOY_DRIVER = "nvidia.com/gpu.deploy.driver";

export function driverSource({ driver, labels }: Pick<GpuPool, "driver" | "labels">): DriverSource {
  if (driver === "Install") return "aks";
  return labels[DEPLOY_DRIVER] === "false" ? "grid" : "operator";
}

/**
 * Into how many parts each profile divides a GPU; every part is one `nvidia.com/gpu` with the strategy `single`.
 * Source: NVIDIA's guide to Multi-Instance GPU, profiles of A100 and H100.
 */
const MIG_PARTS: Readonly<Record<MigProfile, number>> = { MIG1g: 7, MIG2g: 3, MIG3g: 2, MIG4g: 1, MIG7g: 1 };

/** How NVIDIA calls the profiles, which depends on a GPU's memory: 80 GB of A100 and of H100 SXM, 94 GB of H100 NVL. */
const MIG_NAMES: Readonly<Record<"80" | "94", Readonly<Record<MigProfile, string>>>> = {
  "80": { MIG1g: "1g.10gb", MIG2g: "2g.20gb", MIG3g: "3g.40gb", MIG4g: "4g.40gb", MIG7g: "7g.80gb" },
  "94": { MIG1g: "1g.12gb", MIG2g: "2g.24gb", MIG3g: "3g.47gb", MIG4g: "4g.47gb", MIG7g: "7g.94gb" },
};
/** Sizes of Azure with H100 NVL. */
const H100_NVL = /^Standard_NC\d+[a-z]*_H100_v5$/;

/**
 * Labels by which the GPU operator knows what it has to leave alone on a pool's nodes, and how their GPUs are divided. They
 * have to be there from the first moment, so the pool brings them.
 */
export function operatorLabels(pool: Pick<GpuPool, "driver" | "labels" | "mig" | "size">): Record<string, string> {
  const source = driverSource(pool);
  const memory = H100_NVL.test(pool.size) ? "94" : "80";
  return {
    ...(source !== "operator" && { [DEPLOY_DRIVER]: "false" }),
    // Azure's hosts divide the GPUs behind GRID drivers; the operator would undo it.
    ...(source === "grid" && { "nvidia.com/gpu.deploy.mig-manager": "false" }),
    ...(pool.mig && { "nvidia.com/mig.config": `all-${MIG_NAMES[memory][pool.mig]}` }),
  };
}

/** The most `nvidia.com/gpu` that the pools can have, with every node that the autoscaler may add. */
export function totalGpus(pools: readonly Pick<GpuPool, "gpus" | "maxCount" | "mig">[]): number {
  return pools.reduce((sum, { gpus, maxCount, mig }) => sum + gpus * maxCount * (mig ? MIG_PARTS[mig] : 1), 0);
}

export interface Toleration {
  readonly key: string;
  readonly operator: "Exists" | "Equal";
  readonly value?: string;
  readonly effect: string;
}

/** What a pod tolerates that runs on every node with GPUs: their taint, that of spare capacity, and those of the pools' own. */
export function gpuTolerations(pools: readonly Pick<GpuPool, "taints">[]): Toleration[] {
  const everywhere: Toleration[] = [
    { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
    { key: "kubernetes.azure.com/scalesetpriority", operator: "Equal", value: "spot", effect: "NoSchedule" },
  ];
  const own = pools.flatMap(({ taints }) => taints.map(tolerationOf));
  const covered = (index: number, toleration: Toleration) =>
    [...everywhere, ...own.slice(0, index)].some((other) => covers(other, toleration));
  return [...everywhere, ...own.filter((toleration, index) => !covered(index, toleration))];
}

/** Of a taint as in `team=robots:NoSchedule`. */
function tolerationOf(taint: string): Toleration {
  const colon = taint.lastIndexOf(":");
  const [key = "", value] = taint.slice(0, colon).split("=");
  const effect = taint.slice(colon + 1);
  return value === undefined ? { key, operator: "Exists", effect } : { key, operator: "Equal", value, effect };
}

function covers(one: Toleration, other: Toleration): boolean {
  return (
    one.key === other.key && one.effect === other.effect && (one.operator === "Exists" || one.value === other.value)
  );
}

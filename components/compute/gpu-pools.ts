/** How a pool of GPU nodes is asked for. What is left out follows from the size. */
export interface GpuPoolRequest {
  /** As in `Standard_NV36ads_A10_v5`. */
  readonly size: string;
  /** Name of one of the platform's GPU subnets. */
  readonly subnet: string;
  /** Nodes at least and at most; the cluster adds and takes away. */
  readonly minCount: number;
  readonly maxCount: number;
  /** Whether the nodes are spare capacity, cheap and taken away at any time. */
  readonly spot: boolean;
  readonly zones: readonly string[];
  /** Beside those that every GPU pool has. */
  readonly taints: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** How each GPU is divided, as in `MIG1g`. */
  readonly mig?: MigProfile;
  /** Who installs the driver: AKS (`Install`) or the GPU operator (`None`). */
  readonly driver?: DriverMode;
}

export const DRIVER_MODES = ["Install", "None"] as const;
export type DriverMode = (typeof DRIVER_MODES)[number];
export const MIG_PROFILES = ["MIG1g", "MIG2g", "MIG3g", "MIG4g", "MIG7g"] as const;
export type MigProfile = (typeof MIG_PROFILES)[number];

interface OsDisk {
  readonly type: "Ephemeral" | "Managed";
  readonly gb: number;
}

/** A family of sizes with GPUs. Sources: the sizes' pages of learn.microsoft.com; driver modes: NVIDIA GPU operator on AKS. */
interface GpuFamily {
  readonly name: string;
  readonly sizes: RegExp;
  readonly driver: DriverMode;
  readonly labels: Readonly<Record<string, string>>;
  /** GPUs of each node. */
  readonly gpus: (size: string) => number;
  /** The system's disk: on the size's own one where that is large enough, which is faster and forgets everything. */
  readonly osDisk: OsDisk;
  /** Whether Azure divides its GPUs. */
  readonly mig: boolean;
}

const FAMILIES: readonly GpuFamily[] = [
  {
    // Shared GPUs with licensed GRID drivers, which AKS installs.
    name: "A10",
    sizes: /^Standard_NV\d+a(?:ds|dms)_A10_v5$/,
    driver: "Install",
    labels: {},
    gpus: (size) => (/NV72/.test(size) ? 2 : 1),
    osDisk: { type: "Ephemeral", gb: 128 },
    mig: false,
  },
  {
    // The GRID driver is installed by the platform's own daemon set, which this label keeps the GPU operator away from.
    name: "RTX PRO 6000",
    sizes: /^Standard_NC\d+(?:ds|lds)_xl_RTXPRO6000BSE_v6$/,
    driver: "None",
    labels: { "nvidia.com/gpu.deploy.driver": "false" },
    gpus: (size) => Math.max(1, Math.round(Number(/NC(\d+)/.exec(size)?.[1] ?? 128) / 128)),
    osDisk: { type: "Managed", gb: 256 },
    mig: false,
  },
  {
    name: "H100",
    sizes: /^Standard_N[CD]\d+[a-z]*_H100_v5$/,
    driver: "None",
    labels: {},
    gpus: (size) => (/_ND/.test(size) ? 8 : /NC80/.test(size) ? 2 : 1),
    osDisk: { type: "Ephemeral", gb: 128 },
    mig: true,
  },
  {
    name: "A100",
    sizes: /^Standard_N[CD]\d+[a-z]*_A100_v4$/,
    driver: "None",
    labels: {},
    gpus: (size) => (/_ND/.test(size) ? 8 : Number(/NC(\d+)/.exec(size)?.[1] ?? 24) / 24),
    osDisk: { type: "Managed", gb: 256 },
    mig: true,
  },
];

/** The family of a size; undefined for one that is not known. */
export function gpuFamilyOf(size: string): GpuFamily | undefined {
  return FAMILIES.find(({ sizes }) => sizes.test(size));
}

/** The names of the families, for messages. */
export const GPU_FAMILY_NAMES: readonly string[] = FAMILIES.map(({ name }) => name);

/** A pool of GPU nodes, with everything decided. */
export interface GpuPool extends GpuPoolRequest {
  readonly name: string;
  readonly driver: DriverMode;
  /** GPUs of each node. */
  readonly gpus: number;
  readonly osDisk: OsDisk;
}

const NO_OTHERS = "nvidia.com/gpu=present:NoSchedule";
const SPOT = "kubernetes.azure.com/scalesetpriority";

/**
 * Decides what was left out. Every pool refuses pods that ask for no GPU; a spot pool also those that cannot be interrupted.
 *
 * @throws Error for a size of no family that is known, which the configuration has refused before
 */
export function gpuPool(name: string, request: GpuPoolRequest): GpuPool {
  const family = gpuFamilyOf(request.size);
  if (!family) throw new Error(`The GPU pool "${name}" has the unknown size ${request.size}.`);
  return {
    ...request,
    name,
    driver: request.driver ?? family.driver,
    gpus: family.gpus(request.size),
    osDisk: family.osDisk,
    labels: {
      accelerator: "nvidia",
      ...family.labels,
      ...(request.spot && { [SPOT]: "spot" }),
      ...request.labels,
    },
    taints: [NO_OTHERS, ...(request.spot ? [`${SPOT}=spot:NoSchedule`] : []), ...request.taints],
  };
}

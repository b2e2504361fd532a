import type { GpuPool } from "../compute/gpu-pools";
import { EVERYBODYS_POOL, osmoPoolShares, shareOfIdle } from "../kubernetes/gpu/gpu-queues";
import type { OsmoPoolShare, Teams } from "../kubernetes/gpu/gpu-queues";
import { totalGpus } from "../kubernetes/gpu/gpu-nodes";
import type { Image } from "../registry/images";
import { imageOf, pullReference } from "../registry/images";
import type { Platform, TaskDefaults } from "./gpu-platforms";
import { CPU_PLATFORM, platformTemplates, platformsOf } from "./gpu-platforms";
import type { PodTemplate } from "./pod-templates";
import { commonTemplates } from "./pod-templates";
import type { Role } from "./role-policies";
import { rolesOf } from "./role-policies";
import type { Text } from "./text";
import { text } from "./text";

export interface ConfigurationNeeds {
  /** Name that the gateway answers to. */
  readonly hostName: string;
  /** As in `crphysicalai.azurecr.io`. */
  readonly registryHost: string;
  readonly images: readonly Image[];
  /** Name of the storage account with the container `osmo`. */
  readonly storageAccount: Text;
  readonly gpuPools: readonly GpuPool[];
  /** Who shares the GPUs. Each team has a pool of OSMO to itself. */
  readonly teams: Teams;
}

interface StoredData {
  /** Without a key: pods come by their identity. */
  readonly credential: { readonly endpoint: Text };
  readonly base_url?: Text;
}

interface Pool {
  readonly description: string;
  readonly backend: string;
  readonly default_platform: string;
  readonly common_pod_template: readonly string[];
  readonly common_resource_validations: readonly string[];
  readonly common_default_variables: TaskDefaults;
  readonly platforms: Readonly<Record<string, Platform>>;
  /** Left out where nobody is promised GPUs: then the pool may take any number. */
  readonly resources?: { readonly gpu: OsmoPoolShare };
}

/** OSMO's own configuration: the chart writes it into a ConfigMap, and OSMO refuses to change it by its API. */
export interface ConfigurationValues {
  readonly enabled: true;
  readonly service: { readonly service_base_url: string };
  readonly workflow: {
    readonly workflow_data: StoredData;
    readonly workflow_log: StoredData;
    readonly workflow_app: StoredData;
    readonly backend_images: { readonly init: string; readonly client: string };
    readonly credential_config: { readonly disable_registry_validation: readonly string[] };
  };
  readonly backends: Readonly<Record<string, Backend>>;
  readonly pools: Readonly<Record<string, Pool>>;
  readonly podTemplates: Readonly<Record<string, PodTemplate>>;
  readonly roles: Readonly<Record<string, Role>>;
}

interface Backend {
  readonly description: string;
  readonly scheduler_settings: {
    readonly scheduler_type: "kai";
    readonly scheduler_name: string;
    /** Seconds. */
    readonly scheduler_timeout: number;
  };
}

/** Name of the one backend, which the operator of this cluster is. */
export const BACKEND = "default";
/** Name of the scheduler that places workflows' pods. */
export const SCHEDULER = "kai-scheduler";

export function configurationValues(needs: ConfigurationNeeds): ConfigurationValues {
  const { storageAccount, registryHost, images, gpuPools, teams } = needs;
  const stored = (path: string): StoredData => ({
    credential: { endpoint: text`azure://${storageAccount}/osmo/${path}` },
  });
  const image = (name: string) => pullReference(imageOf(images, `osmo/${name}`), registryHost);
  return {
    enabled: true,
    service: { service_base_url: `https://${needs.hostName}` },
    workflow: {
      workflow_data: {
        ...stored("workflows/data"),
        base_url: text`https://${storageAccount}.blob.core.windows.net:443/osmo`,
      },
      workflow_log: stored("workflows/logs"),
      workflow_app: stored("apps"),
      backend_images: { init: image("init-container"), client: image("client") },
      // Nodes pull by their identity. OSMO has none there, and would ask users for a password.
      credential_config: { disable_registry_validation: [registryHost] },
    },
    backends: {
      [BACKEND]: {
        description: "This cluster",
        scheduler_settings: { scheduler_type: "kai", scheduler_name: SCHEDULER, scheduler_timeout: 30 },
      },
    },
    pools: poolsOf(teams, gpuPools),
    podTemplates: { ...commonTemplates, ...platformTemplates(gpuPools) },
    roles: rolesOf([EVERYBODYS_POOL], Object.keys(teams)),
  };
}

/**
 * Everybody's pool, which takes what is idle as soon as teams are promised GPUs, and one for each team with its share. The nodes
 * of a GPU pool are a platform of each.
 */
function poolsOf(teams: Teams, gpuPools: readonly GpuPool[]): Readonly<Record<string, Pool>> {
  const platforms = platformsOf(gpuPools);
  const all = totalGpus(gpuPools);
  const pool = (description: string, gpu?: OsmoPoolShare): Pool => ({
    description,
    backend: BACKEND,
    default_platform: CPU_PLATFORM,
    common_pod_template: Object.keys(commonTemplates),
    // The chart's own: nothing below zero, and no more than a node has.
    common_resource_validations: ["default_cpu", "default_memory", "default_storage", "default_gpu"],
    common_default_variables: platforms[CPU_PLATFORM]!.default_variables,
    platforms,
    ...(gpu && { resources: { gpu } }),
  });
  const shares = Object.entries(osmoPoolShares(teams, all));
  return {
    [EVERYBODYS_POOL]: pool("Nodes of this cluster", shares.length > 0 ? shareOfIdle(all) : undefined),
    ...Object.fromEntries(shares.map(([team, share]) => [team, pool(`GPUs of the team ${team}`, share)])),
  };
}

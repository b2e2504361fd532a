import { gpuPool } from "../compute/gpu-pools";
import type { GpuPool } from "../compute/gpu-pools";
import type { PlatformConfig } from "../config";
import { addressIn } from "../network/address-plan";
import type { AllowedHost } from "../network/egress-rules";
import { clusterAddresses } from "./network/cluster-addresses";
import type { AddressSources, ClusterAddresses } from "./network/cluster-addresses";
import { jobPorts } from "./network/pod-flows";

/** What an operator chooses of the cluster, as far as its design depends on it. */
export type ClusterChoices = Pick<
  PlatformConfig,
  | "addressSpace"
  | "gpuPools"
  | "gpuSubnets"
  | "internalDomain"
  | "podRange"
  | "serviceRange"
  | "systemNodes"
  | "workloadNodes"
>;

/** What the cluster stands in. */
export interface ClusterSurroundings extends Pick<AddressSources, "design" | "gateway" | "operators"> {
  /** Hosts on the internet that jobs and workflows may reach. */
  readonly jobHosts: readonly AllowedHost[];
}

/** The cluster as it will be: everything that can be known before anything is there. */
export interface ClusterDesign {
  readonly gpuPools: readonly GpuPool[];
  /** Address of the cluster's name service. */
  readonly nameService: string;
  readonly addresses: ClusterAddresses;
  /** Hosts on the internet that jobs and workflows may reach, and the ports of them. */
  readonly jobHosts: readonly AllowedHost[];
  readonly jobPorts: readonly number[];
  /** Nodes of all pools, with every one that the autoscaler may add. */
  readonly nodes: number;
  /** Name that OSMO's gateway answers to. */
  readonly osmoHost: string;
  /** Name that models answer to. */
  readonly scoringHost: string;
}

/** The address behind the first of the service range that is the cluster's name service. */
const NAME_SERVICE = 10;

/** Decides about the cluster what follows from its choices and surroundings. */
export function designCluster(choices: ClusterChoices, surroundings: ClusterSurroundings): ClusterDesign {
  const { gpuPools, internalDomain, systemNodes, workloadNodes } = choices;
  const { jobHosts } = surroundings;
  const nameService = addressIn(choices.serviceRange, NAME_SERVICE);
  return {
    gpuPools: Object.entries(gpuPools).map(([pool, request]) => gpuPool(pool, request)),
    nameService,
    addresses: clusterAddresses({ ...choices, ...surroundings, nameService }),
    jobHosts,
    jobPorts: jobPorts(jobHosts),
    nodes: [systemNodes, workloadNodes, ...Object.values(gpuPools)].reduce((sum, { maxCount }) => sum + maxCount, 0),
    osmoHost: `osmo.${internalDomain}`,
    scoringHost: `scoring.${internalDomain}`,
  };
}

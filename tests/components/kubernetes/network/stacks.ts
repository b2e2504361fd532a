import { gpuPool } from "../../../../components/compute/gpu-pools";
import type { GpuPoolRequest } from "../../../../components/compute/gpu-pools";
import { clusterAddresses } from "../../../../components/kubernetes/network/cluster-addresses";
import type { ClusterAddresses } from "../../../../components/kubernetes/network/cluster-addresses";
import { namespaceDesigns } from "../../../../components/kubernetes/namespaces";
import type { NamespaceChoices } from "../../../../components/kubernetes/namespaces";
import { designNetwork } from "../../../../components/network/network-design";
import type { NetworkChoices } from "../../../../components/network/network-design";
import { Cluster } from "./reachability";
import type { Engine } from "./reachability";

const network = (choices: Partial<NetworkChoices>): ClusterAddresses => {
  const all: NetworkChoices = {
    addressSpace: "10.0.0.0/16",
    podRange: "10.244.0.0/16",
    prefixes: {},
    gpuSubnets: [{ name: "gpu", prefixLength: 24 }],
    extraSubnets: [],
    firewallTier: "Premium",
    apiServer: true,
    vpn: true,
    bastion: true,
    operators: ["192.168.200.0/24"],
    ...choices,
  };
  return clusterAddresses({
    ...all,
    design: designNetwork(all),
    serviceRange: "172.16.0.0/16",
    nameService: "172.16.0.10",
    gateway: "10.0.2.254",
  });
};

const pool = (name: string, request: Partial<GpuPoolRequest>) =>
  gpuPool(name, {
    size: "Standard_NV36ads_A10_v5",
    subnet: "gpu",
    minCount: 0,
    maxCount: 1,
    spot: false,
    zones: [],
    taints: [],
    labels: {},
    ...request,
  });

/** As in Pulumi.prod.yaml. */
export const prod: NamespaceChoices = {
  osmo: true,
  machineLearning: true,
  gpuPools: [
    pool("rtxpro", { size: "Standard_NC128ds_xl_RTXPRO6000BSE_v6", maxCount: 4 }),
    pool("h100", { size: "Standard_NC40ads_H100_v5", subnet: "gpu-h100", spot: true, maxCount: 4 }),
  ],
  nodes: 24,
  jobPorts: [443],
  addresses: network({
    gpuSubnets: [
      { name: "gpu", prefixLength: 24 },
      { name: "gpu-h100", prefixLength: 24 },
    ],
    extraSubnets: ["workstations"],
  }),
};

/** As in Pulumi.dev.yaml. */
export const dev: NamespaceChoices = {
  ...prod,
  gpuPools: [pool("a10", { spot: true })],
  nodes: 8,
  addresses: network({ firewallTier: "Basic", bastion: false }),
};

/** The cluster of a stack, with the policies of all its namespaces. */
export function clusterOf(choices: NamespaceChoices, engine: Engine): Cluster {
  return new Cluster(
    namespaceDesigns(choices).flatMap(({ policies }) => policies),
    engine,
  );
}

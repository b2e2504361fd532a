import type { AddressPlan, SubnetRequest } from "./address-plan";
import type { Flow } from "./security-rules";

export const SUBNETS = ["system", "gpu", "private-endpoints"] as const;
/** The subnets of the platform: system and GPU nodes of the cluster, and private endpoints. */
export type SubnetName = (typeof SUBNETS)[number];

/** How long the prefix of each subnet is. */
export type SubnetSizes = Readonly<Record<SubnetName, number>>;

/** The subnets in the order in which they are placed; new ones go to the end. */
export function subnetRequests(sizes: SubnetSizes): (SubnetRequest & { name: SubnetName })[] {
  return SUBNETS.map((name) => ({ name, prefixLength: sizes[name] }));
}

/** What each subnet's traffic has to be, and nothing more. */
export function subnetFlows(plan: AddressPlan<SubnetName>): Readonly<Record<SubnetName, readonly Flow[]>> {
  const nodes = [plan.system, plan.gpu];
  const endpoints = [plan["private-endpoints"]];
  const nodeFlows: readonly Flow[] = [
    {
      name: "nodes-in",
      direction: "Inbound",
      protocol: "*",
      from: nodes,
      to: nodes,
      ports: ["*"],
      why: "Cluster: nodes and pods of all pools reach each other; network policies decide further",
    },
    {
      name: "load-balancer-probes-in",
      direction: "Inbound",
      protocol: "*",
      from: ["AzureLoadBalancer"],
      to: nodes,
      ports: ["*"],
      why: "Azure load balancers probe the health of services on the nodes",
    },
    {
      name: "nodes-out",
      direction: "Outbound",
      protocol: "*",
      from: nodes,
      to: nodes,
      ports: ["*"],
      why: "Cluster: nodes and pods of all pools reach each other; network policies decide further",
    },
    {
      name: "private-endpoints-out",
      direction: "Outbound",
      protocol: "Tcp",
      from: nodes,
      to: endpoints,
      ports: ["443"],
      why: "Workloads reach vault and storage by their private endpoints",
    },
    {
      name: "azure-control-plane-out",
      direction: "Outbound",
      protocol: "Tcp",
      from: nodes,
      to: ["AzureCloud"],
      ports: ["443"],
      why: "Nodes reach Azure's control plane, which has no private endpoint",
    },
  ];
  return {
    system: nodeFlows,
    gpu: nodeFlows,
    "private-endpoints": [
      {
        name: "nodes-in",
        direction: "Inbound",
        protocol: "Tcp",
        from: nodes,
        to: endpoints,
        ports: ["443"],
        why: "Workloads reach vault and storage by their private endpoints",
      },
    ],
  };
}

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { flowLogsCollected } from "./flow-logs-collected";

const KEPT = { enabled: true, retentionPolicy: { enabled: true, days: 90 } };
const VNET_ID = "/subscriptions/0/resourceGroups/rg-platform/providers/Microsoft.Network/virtualNetworks/vnet-platform";
const network: FixtureResource = {
  type: AZURE.virtualNetwork,
  name: "network",
  properties: { virtualNetworkName: "vnet-platform", resourceGroupName: "rg-platform" },
};
const nsg: FixtureResource = {
  type: AZURE.networkSecurityGroup,
  name: "nodes-nsg",
  properties: { networkSecurityGroupName: "nsg-nodes" },
};
const subnet = (name: string, group?: string): FixtureResource => ({
  type: AZURE.subnet,
  name,
  properties: {
    subnetName: name,
    virtualNetworkName: unknown,
    ...(group && { networkSecurityGroup: { id: unknown } }),
  },
  from: { virtualNetworkName: ["network"], ...(group && { networkSecurityGroup: [group] }) },
});
const log = (target: { from?: string; id?: string }, properties: Record<string, unknown> = KEPT): FixtureResource => ({
  type: AZURE.flowLog,
  name: `${target.from ?? "written"}-flows`,
  properties: { targetResourceId: target.id ?? unknown, storageId: unknown, ...properties },
  from: target.from ? { targetResourceId: [target.from] } : {},
});
const nodes = subnet("nodes");

export default fixtures(flowLogsCollected, {
  pass: [
    { title: "of the network, whose id is not known yet", resources: [network, nodes, log({ from: "network" })] },
    {
      title: "of the network, by its id in another case",
      resources: [network, nodes, log({ id: VNET_ID.toUpperCase() })],
    },
    {
      title: "of every network security group, the old kind",
      resources: [network, nsg, subnet("nodes", "nodes-nsg"), log({ from: "nodes-nsg" })],
    },
    {
      title: "of every subnet",
      resources: [network, nodes, subnet("data"), log({ from: "nodes" }), log({ from: "data" })],
    },
    {
      title: "kept for good",
      resources: [network, nodes, log({ from: "network" }, { enabled: true, retentionPolicy: { enabled: true } })],
    },
  ],
  fail: [
    { title: "none", resources: [network, nodes] },
    {
      title: "none of a network with its subnets inside it",
      resources: [{ ...network, properties: { subnets: [{ name: "nodes" }] } }],
    },
    { title: "one that is off", resources: [network, nodes, log({ from: "network" }, { ...KEPT, enabled: false })] },
    {
      title: "one of which nothing is said",
      resources: [network, nodes, log({ from: "network" }, {})],
    },
    {
      title: "one that is not kept",
      resources: [
        network,
        nodes,
        log({ from: "network" }, { enabled: true, retentionPolicy: { enabled: false, days: 90 } }),
      ],
    },
    {
      title: "one that is kept for a day",
      resources: [
        network,
        nodes,
        log({ from: "network" }, { enabled: true, retentionPolicy: { enabled: true, days: 1 } }),
      ],
    },
    {
      title: "one of a network security group, and another subnet without",
      resources: [network, nsg, subnet("nodes", "nodes-nsg"), subnet("data"), log({ from: "nodes-nsg" })],
    },
    {
      title: "one of another network",
      resources: [network, nodes, log({ id: VNET_ID.replace("vnet-platform", "vnet-other") })],
    },
  ],
  unknown: [
    { title: "what the log is of is not known yet", resources: [network, nodes, log({})] },
    {
      title: "whether it is on is not known yet",
      resources: [network, nodes, log({ from: "network" }, { ...KEPT, enabled: unknown })],
    },
    {
      title: "how long it is kept is not known yet",
      resources: [network, nodes, log({ from: "network" }, { enabled: true, retentionPolicy: unknown })],
    },
  ],
  notApplicable: [
    { title: "a network without subnets", resources: [network] },
    { title: "a subnet of a network that another stack owns", resources: [{ ...nodes, from: {} }] },
  ],
});

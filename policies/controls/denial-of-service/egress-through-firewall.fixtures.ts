import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { egressThroughFirewall } from "./egress-through-firewall";

const SUBNET_ID = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/nodes";
const DEFAULT = {
  name: "all",
  addressPrefix: "0.0.0.0/0",
  nextHopType: "VirtualAppliance",
  nextHopIpAddress: "10.0.0.4",
};
const table = (routes?: unknown): FixtureResource => ({
  type: AZURE.routeTable,
  name: "routes",
  properties: { routeTableName: "rt", routes },
});
const route = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.route,
  name: "route",
  properties: { routeTableName: unknown, ...properties },
  from: { routeTableName: ["routes"] },
});
const nodes = (properties: Record<string, unknown> = { routeTable: { id: unknown } }): FixtureResource => ({
  type: AZURE.subnet,
  name: "nodes",
  properties: { subnetName: "nodes", virtualNetworkName: "vnet", ...properties },
  from: "routeTable" in properties ? { routeTable: ["routes"] } : {},
});
const pool: FixtureResource = {
  type: AZURE.agentPool,
  name: "gpu",
  properties: { vnetSubnetID: unknown },
  from: { vnetSubnetID: ["nodes"] },
};
const cluster = (outboundType?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { networkProfile: { outboundType } },
});
const workspace = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.machineLearningWorkspace,
  name: "ml",
  properties,
});
const inSubnet = { serverlessComputeSettings: { serverlessComputeCustomSubnet: SUBNET_ID } };
const past = (addressPrefix: string, nextHopType: unknown = "Internet") => ({
  name: "past",
  addressPrefix,
  nextHopType,
});

export default fixtures(egressThroughFirewall, {
  pass: [
    {
      title: "a cluster and its pools' subnet, though no id is known yet",
      resources: [cluster("userDefinedRouting"), pool, nodes(), table([DEFAULT])],
    },
    { title: "a route that is a resource of its own", resources: [pool, nodes(), table(), route(DEFAULT)] },
    { title: "traffic that goes nowhere", resources: [nodes(), table([past("0.0.0.0/0", "None")])] },
    {
      title: "a workspace whose machines send to listed addresses only",
      resources: [workspace({ managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" } })],
    },
    { title: "a workspace whose machines stand in a subnet of another stack", resources: [workspace(inSubnet)] },
    { title: "a project in its hub's network", resources: [workspace({ kind: "Project", hubResourceId: "/hub" })] },
    { title: "a cluster without a way out", resources: [cluster("none")] },
    {
      title: "the network on premises by way of the gateway",
      resources: [nodes(), table([DEFAULT, past("10.0.0.0/8", "VirtualNetworkGateway")])],
    },
    {
      title: "one address that is reached directly: the firewall's own",
      resources: [nodes(), table([DEFAULT, past("203.0.113.7/32")])],
    },
    {
      title: "a subnet written inside its network",
      resources: [
        {
          type: AZURE.virtualNetwork,
          name: "network",
          properties: { virtualNetworkName: "vnet", subnets: [{ name: "nodes", routeTable: { id: unknown } }] },
          from: { subnets: ["routes"] },
        },
        { ...pool, properties: { vnetSubnetID: SUBNET_ID }, from: {} },
        table([DEFAULT]),
      ],
    },
  ],
  fail: [
    { title: "a cluster of which nothing is said, so it has a load balancer", resources: [cluster()] },
    { title: "a cluster with a NAT gateway", resources: [cluster("userAssignedNATGateway")] },
    { title: "pools in a subnet without route table", resources: [pool, nodes({ natGateway: { id: unknown } })] },
    {
      title: "pools that are written in their cluster",
      resources: [
        {
          type: AZURE.managedCluster,
          name: "aks",
          properties: {
            networkProfile: { outboundType: "userDefinedRouting" },
            agentPoolProfiles: [{ name: "system", vnetSubnetID: SUBNET_ID }],
          },
        },
        nodes({}),
      ],
    },
    { title: "a route table without routes", resources: [pool, nodes(), table([])] },
    { title: "a route to the internet", resources: [pool, nodes(), table([past("0.0.0.0/0")])] },
    {
      title: "two halves of the internet that go past the firewall",
      resources: [nodes(), table([DEFAULT, past("0.0.0.0/1"), { ...past("128.0.0.0/1"), name: "other" }])],
    },
    {
      title: "a service tag that goes past it",
      resources: [nodes(), table([DEFAULT]), route(past("AzureCloud"))],
    },
    {
      title: "a range that only begins like a private one",
      resources: [nodes(), table([DEFAULT, past("10.0.0.0/4")])],
    },
    {
      title: "a machine's interface in a subnet without route table",
      resources: [
        {
          type: AZURE.networkInterface,
          name: "nic",
          properties: { ipConfigurations: [{ name: "main", subnet: { id: SUBNET_ID } }] },
        },
        nodes({}),
      ],
    },
    {
      title: "a workspace whose machines send to the whole internet",
      resources: [workspace({ ...inSubnet, managedNetwork: { isolationMode: "AllowInternetOutbound" } })],
    },
    { title: "a workspace of which nothing is said", resources: [workspace({ kind: "Default" })] },
    {
      title: "a workspace whose managed network is off",
      resources: [workspace({ managedNetwork: { isolationMode: "Disabled" } })],
    },
    {
      title: "an old API version",
      resources: [
        { ...nodes({}), type: "azure-native:network/v20230901:Subnet" },
        { ...pool, type: "azure-native:containerservice/v20230901:AgentPool", properties: { vnetSubnetID: SUBNET_ID } },
      ],
    },
  ],
  unknown: [
    {
      title: "what a workspace's machines may reach is not known yet",
      resources: [workspace({ managedNetwork: { isolationMode: unknown } })],
    },
    { title: "the cluster's way out is not known yet", resources: [cluster(unknown)] },
    { title: "in which subnet the pool stands is not known yet", resources: [{ ...pool, from: {} }, nodes({})] },
    { title: "the routes are not known yet", resources: [pool, nodes(), table(unknown)] },
    {
      title: "where the route leads is not known yet",
      resources: [pool, nodes(), table([{ ...DEFAULT, nextHopType: unknown }])],
    },
    {
      title: "which route table it is is not known yet",
      resources: [pool, { ...nodes(), from: {} }],
    },
    {
      title: "in which of a network's subnets the pool is is not known yet",
      resources: [
        {
          type: AZURE.virtualNetwork,
          name: "network",
          properties: { subnets: [{ name: "nodes" }, { name: "data" }] },
        },
        { ...pool, from: { vnetSubnetID: ["network"] } },
      ],
    },
  ],
  notApplicable: [
    { title: "a subnet that holds no machine", resources: [nodes({})] },
    {
      title: "a gateway's subnet",
      resources: [nodes({ subnetName: "GatewaySubnet", routeTable: { id: unknown } }), table([])],
    },
    {
      title: "a subnet that is delegated to a service",
      resources: [
        nodes({ delegations: [{ name: "service" }], routeTable: { id: unknown } }),
        table([past("0.0.0.0/0")]),
      ],
    },
    {
      title: "a route table that another stack owns",
      resources: [{ ...nodes({ routeTable: { id: SUBNET_ID.replace("virtualNetworks", "routeTables") } }), from: {} }],
    },
  ],
});

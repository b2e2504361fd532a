import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { subnetOwnNsg } from "./subnet-own-nsg";

const nsg = (name: string): FixtureResource => ({
  type: AZURE.networkSecurityGroup,
  name,
  properties: { networkSecurityGroupName: `nsg-${name}`, resourceGroupName: "rg-platform" },
});
const subnet = (name: string, nsgName?: string): FixtureResource => ({
  type: AZURE.subnet,
  name,
  properties: { subnetName: name, ...(nsgName && { networkSecurityGroup: { id: unknown } }) },
  from: nsgName ? { networkSecurityGroup: [nsgName] } : {},
});

export default fixtures(subnetOwnNsg, {
  pass: [
    {
      title: "each subnet has a group of its own, though the ids are not known yet",
      resources: [nsg("aks-nsg"), nsg("data-nsg"), subnet("aks", "aks-nsg"), subnet("data", "data-nsg")],
    },
  ],
  fail: [
    {
      title: "subnets written inside their network share one",
      resources: [
        nsg("shared"),
        {
          type: AZURE.virtualNetwork,
          name: "vnet",
          properties: {
            subnets: [
              { name: "aks", networkSecurityGroup: { id: unknown } },
              { name: "data", networkSecurityGroup: { id: unknown } },
            ],
          },
          from: { subnets: ["shared"] },
        },
      ],
    },
    { title: "a subnet has no group", resources: [nsg("aks-nsg"), subnet("aks", "aks-nsg"), subnet("data")] },
    { title: "two subnets share one", resources: [nsg("shared"), subnet("aks", "shared"), subnet("data", "shared")] },
    {
      title: "two subnets share one, once by reference and once by a written id",
      resources: [
        nsg("shared"),
        subnet("aks", "shared"),
        {
          type: "azure-native:network/v20230901:Subnet",
          name: "data",
          properties: {
            networkSecurityGroup: {
              id: "/subscriptions/0/resourceGroups/RG-platform/providers/Microsoft.Network/networkSecurityGroups/NSG-shared",
            },
          },
        },
      ],
    },
  ],
  unknown: [
    {
      title: "whether it is a gateway's subnet is not known yet",
      resources: [{ type: AZURE.subnet, name: "nodes", properties: { subnetName: unknown } }],
    },
    {
      title: "a network's subnets are not known yet",
      resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: { subnets: unknown } }],
    },
    {
      title: "the group comes from a source that this stack does not hold",
      resources: [{ type: AZURE.subnet, name: "aks", properties: { networkSecurityGroup: { id: unknown } } }],
    },
  ],
  notApplicable: [
    { title: "a gateway's subnet takes none", resources: [subnet("GatewaySubnet")] },
    { title: "a stack without subnets", resources: [nsg("aks-nsg")] },
  ],
});

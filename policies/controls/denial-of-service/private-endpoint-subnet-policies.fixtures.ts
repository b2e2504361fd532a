import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { privateEndpointSubnetPolicies } from "./private-endpoint-subnet-policies";

const VNET_ID = "/subscriptions/0/resourceGroups/rg-platform/providers/Microsoft.Network/virtualNetworks/vnet-platform";

const subnet = (policies?: string, type: string = AZURE.subnet): FixtureResource => ({
  type,
  name: "endpoints",
  properties: {
    subnetName: "snet-endpoints",
    virtualNetworkName: "vnet-platform",
    ...(policies !== undefined && { privateEndpointNetworkPolicies: policies }),
  },
});
const inline = (...policies: readonly (readonly [string, string])[]): FixtureResource => ({
  type: AZURE.virtualNetwork,
  name: "vnet",
  properties: {
    virtualNetworkName: "vnet-platform",
    subnets: policies.map(([name, privateEndpointNetworkPolicies]) => ({ name, privateEndpointNetworkPolicies })),
  },
});
const endpoint = (from: readonly string[], id: string = unknown): FixtureResource => ({
  type: AZURE.privateEndpoint,
  name: "vault",
  properties: { privateEndpointName: "pe-vault", subnet: { id } },
  from: { subnet: from },
});

export default fixtures(privateEndpointSubnetPolicies, {
  pass: [
    { title: "all policies apply", resources: [subnet("Enabled"), endpoint(["endpoints"])] },
    {
      title: "network security groups apply, routes do not",
      resources: [subnet("NetworkSecurityGroupEnabled"), endpoint(["endpoints"])],
    },
    {
      title: "the endpoint names the subnet by a written id",
      resources: [subnet("enabled"), endpoint([], `${VNET_ID}/subnets/snet-endpoints`)],
    },
    {
      title: "a subnet written inside its virtual network",
      resources: [
        inline(["nodes", "Disabled"], ["endpoints", "Enabled"]),
        endpoint(["vnet"], `${VNET_ID}/subnets/endpoints`),
      ],
    },
  ],
  fail: [
    { title: "policies are off", resources: [subnet("Disabled"), endpoint(["endpoints"])] },
    { title: "nothing is said, so the SDK fills in Disabled", resources: [subnet(), endpoint(["endpoints"])] },
    { title: "only routes apply", resources: [subnet("RouteTableEnabled"), endpoint(["endpoints"])] },
    {
      title: "a subnet written inside its virtual network",
      resources: [
        inline(["nodes", "Enabled"], ["endpoints", "Disabled"]),
        endpoint(["vnet"], `${VNET_ID}/subnets/endpoints`),
      ],
    },
    {
      title: "whichever subnet of the network is meant, it has policies off",
      resources: [inline(["endpoints", "Disabled"]), endpoint(["vnet"])],
    },
    {
      title: "a subnet of an older API version",
      resources: [subnet("Disabled", "azure-native:network/v20230901:Subnet"), endpoint(["endpoints"])],
    },
  ],
  unknown: [
    { title: "the setting is not known yet", resources: [subnet(unknown), endpoint(["endpoints"])] },
    { title: "the subnet comes from a source that this stack does not hold", resources: [endpoint([])] },
    {
      title: "which subnet of the network it is, is not known yet",
      resources: [inline(["nodes", "Disabled"], ["endpoints", "Enabled"]), endpoint(["vnet"])],
    },
  ],
  notApplicable: [
    { title: "a subnet without private endpoints", resources: [subnet("Disabled")] },
    {
      title: "a private endpoint in a network that another stack owns",
      resources: [endpoint([], `${VNET_ID}-hub/subnets/endpoints`)],
    },
  ],
});

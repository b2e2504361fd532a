import { inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";

/** The network and names in it. */
export const networkTypes: Readonly<Record<string, ResourceType>> = {
  "dnsresolver:DnsResolver": inResourceGroup("Microsoft.Network/dnsResolvers", "dnsResolverName", {
    required: ["virtualNetwork"],
  }),
  "dnsresolver:InboundEndpoint": inResourceGroup(
    "Microsoft.Network/dnsResolvers/inboundEndpoints",
    ["dnsResolverName", "inboundEndpointName"],
    { required: ["ipConfigurations"] },
  ),
  "network:AzureFirewall": inResourceGroup("Microsoft.Network/azureFirewalls", "azureFirewallName", {
    outputs: () => ({ provisioningState: "Succeeded" }),
  }),
  "network:BastionHost": inResourceGroup("Microsoft.Network/bastionHosts", "bastionHostName"),
  "network:FirewallPolicy": inResourceGroup("Microsoft.Network/firewallPolicies", "firewallPolicyName"),
  "network:FirewallPolicyRuleCollectionGroup": inResourceGroup(
    "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    ["firewallPolicyName", "ruleCollectionGroupName"],
  ),
  "network:FlowLog": inResourceGroup(
    "Microsoft.Network/networkWatchers/flowLogs",
    ["networkWatcherName", "flowLogName"],
    {
      required: ["storageId", "targetResourceId"],
    },
  ),
  "network:LocalNetworkGateway": inResourceGroup("Microsoft.Network/localNetworkGateways", "localNetworkGatewayName"),
  "network:NatGateway": inResourceGroup("Microsoft.Network/natGateways", "natGatewayName"),
  "network:NetworkSecurityGroup": inResourceGroup(
    "Microsoft.Network/networkSecurityGroups",
    "networkSecurityGroupName",
  ),
  "network:PrivateDnsZoneGroup": inResourceGroup("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", [
    "privateEndpointName",
    "privateDnsZoneGroupName",
  ]),
  "network:PrivateEndpoint": inResourceGroup("Microsoft.Network/privateEndpoints", "privateEndpointName", {
    createOnly: ["subnet", "privateLinkServiceConnections"],
    outputs: ({ id, name, hex }) => ({
      networkInterfaces: [
        { id: id.replace(/privateEndpoints\/[^/]+$/, `networkInterfaces/${name}.nic.${hex("nic").slice(0, 8)}`) },
      ],
      customDnsConfigs: [],
      provisioningState: "Succeeded",
    }),
  }),
  "network:PublicIPAddress": inResourceGroup("Microsoft.Network/publicIPAddresses", "publicIpAddressName", {
    // 203.0.113.0/24 is kept for documentation (RFC 5737).
    outputs: ({ hex }) => ({ ipAddress: `203.0.113.${(parseInt(hex("address").slice(0, 4), 16) % 254) + 1}` }),
  }),
  "network:Route": inResourceGroup("Microsoft.Network/routeTables/routes", ["routeTableName", "routeName"], {
    required: ["nextHopType"],
  }),
  "network:RouteTable": inResourceGroup("Microsoft.Network/routeTables", "routeTableName"),
  "network:SecurityRule": inResourceGroup(
    "Microsoft.Network/networkSecurityGroups/securityRules",
    ["networkSecurityGroupName", "securityRuleName"],
    { required: ["access", "direction", "priority", "protocol"] },
  ),
  "network:Subnet": inResourceGroup("Microsoft.Network/virtualNetworks/subnets", ["virtualNetworkName", "subnetName"]),
  "network:VirtualNetwork": inResourceGroup("Microsoft.Network/virtualNetworks", "virtualNetworkName", {
    outputs: ({ uuid }) => ({ resourceGuid: uuid("resource") }),
  }),
  "privatedns:PrivateRecordSet": inResourceGroup(
    "Microsoft.Network/privateDnsZones/A",
    ["privateZoneName", "relativeRecordSetName"],
    { required: ["recordType"] },
  ),
  "privatedns:PrivateZone": inResourceGroup("Microsoft.Network/privateDnsZones", "privateZoneName", {
    outputs: () => ({ numberOfRecordSets: 1, provisioningState: "Succeeded" }),
  }),
  "privatedns:VirtualNetworkLink": inResourceGroup(
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    ["privateZoneName", "virtualNetworkLinkName"],
    { createOnly: ["virtualNetwork"], outputs: () => ({ virtualNetworkLinkState: "Completed" }) },
  ),
  "network:VirtualNetworkGateway": inResourceGroup(
    "Microsoft.Network/virtualNetworkGateways",
    "virtualNetworkGatewayName",
  ),
  "network:VirtualNetworkGatewayConnection": inResourceGroup(
    "Microsoft.Network/connections",
    "virtualNetworkGatewayConnectionName",
    { required: ["connectionType", "virtualNetworkGateway1"], createOnly: ["connectionType"] },
  ),
  "network:VirtualNetworkPeering": inResourceGroup("Microsoft.Network/virtualNetworks/virtualNetworkPeerings", [
    "virtualNetworkName",
    "virtualNetworkPeeringName",
  ]),
};

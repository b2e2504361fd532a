import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { noDefaultOutboundAccess } from "./no-default-outbound-access";

const subnet = (properties: Record<string, unknown>, subnetName = "snet-nodes"): FixtureResource => ({
  type: AZURE.subnet,
  name: "nodes",
  properties: { subnetName, addressPrefix: "10.0.1.0/24", ...properties },
});
const network = (subnets: unknown): FixtureResource => ({
  type: AZURE.virtualNetwork,
  name: "vnet",
  properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] }, subnets },
});

export default fixtures(noDefaultOutboundAccess, {
  pass: [
    { title: "the way out is closed", resources: [subnet({ defaultOutboundAccess: false })] },
    {
      title: "subnets written inside their virtual network",
      resources: [network([{ name: "nodes", defaultOutboundAccess: false }])],
    },
  ],
  fail: [
    { title: "the way out is open", resources: [subnet({ defaultOutboundAccess: true })] },
    { title: "nothing is said, so it is open", resources: [subnet({})] },
    {
      title: "one of the subnets written inside their virtual network",
      resources: [network([{ name: "nodes", defaultOutboundAccess: false }, { name: "gpu" }])],
    },
    {
      title: "an empty list of delegations is none",
      resources: [subnet({ delegations: [], defaultOutboundAccess: true })],
    },
  ],
  unknown: [
    { title: "whether it is a gateway's subnet is not known yet", resources: [subnet({}, unknown)] },
    { title: "whether it is delegated is not known yet", resources: [subnet({ delegations: unknown })] },
    { title: "the setting is not known yet", resources: [subnet({ defaultOutboundAccess: unknown })] },
    { title: "the network's subnets are not known yet", resources: [network(unknown)] },
  ],
  notApplicable: [
    { title: "a gateway's subnet", resources: [subnet({}, "GatewaySubnet")] },
    { title: "the firewall's subnet", resources: [subnet({}, "AzureFirewallSubnet")] },
    {
      title: "a subnet delegated to a service, whose way out is the service's",
      resources: [subnet({ delegations: [{ name: "resolver", serviceName: "Microsoft.Network/dnsResolvers" }] })],
    },
    {
      title: "a network whose subnets are resources of their own",
      resources: [{ type: AZURE.virtualNetwork, name: "vnet", properties: {} }],
    },
  ],
});

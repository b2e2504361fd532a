import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { Connection } from "./connections";
import { flowsOf } from "./connections";
import { securityRules } from "./security-rules";
import type { Subnet } from "./subnets";

export interface VirtualNetworkArgs {
  readonly placement: Placement;
  /** The network's range, as in `10.0.0.0/16`. */
  readonly addressSpace: string;
  readonly subnets: readonly Subnet[];
  /** Who may connect to whom. */
  readonly connections: readonly Connection[];
  /** Addresses of the name servers that machines ask. Default: Azure's own. */
  readonly nameServers: readonly string[];
  /** What SNATs the machines' traffic where no firewall does. */
  readonly natGatewayId?: pulumi.Input<string>;
  /** Where the firewall will be: routed subnets' way out. */
  readonly firewallAddress?: string;
  /** Ranges behind the VPN gateway, which routed subnets answer directly. */
  readonly gatewayRanges: readonly string[];
  /** Where the network's and its security groups' logs go. */
  readonly diagnostics: LogSink;
}

/**
 * The platform's network: each subnet behind a security group of its own that ends in a deny, no machine with a way out by default,
 * those with machines routed to the firewall before any machine is there. Closes D-2; part of D-3 and G3.
 */
export class VirtualNetwork extends pulumi.ComponentResource {
  readonly network: network.VirtualNetwork;
  /** The routes of subnets with machines; without a firewall there are none. */
  readonly routeTable?: network.RouteTable;
  private readonly subnets = new Map<string, network.Subnet>();

  constructor(name: string, args: VirtualNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:VirtualNetwork", name, {}, opts);
    const { placement, diagnostics } = args;
    const { resourceGroup, location, names, tags } = placement;
    this.network = new network.VirtualNetwork(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        virtualNetworkName: names.of("virtualNetwork"),
        addressSpace: { addressPrefixes: [args.addressSpace] },
        ...(args.nameServers.length > 0 && { dhcpOptions: { dnsServers: [...args.nameServers] } }),
        enableDdosProtection: false,
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(this.network, name, this.network.id);
    this.routeTable = args.firewallAddress === undefined ? undefined : this.routes(args, args.firewallAddress);

    const ranges = new Map(args.subnets.map((subnet) => [subnet.name, subnet.range]));
    // Azure changes a network's subnets one at a time, and refuses the second meanwhile.
    let previous: network.Subnet | undefined;
    for (const subnet of args.subnets) {
      const group = subnet.hasGroup ? this.securityGroup(subnet, args, ranges) : undefined;
      previous = new network.Subnet(
        subnet.name,
        {
          resourceGroupName: resourceGroup.name,
          virtualNetworkName: this.network.name,
          subnetName: subnet.azureName,
          addressPrefix: subnet.range,
          ...(group && { networkSecurityGroup: { id: group.id } }),
          ...(subnet.routed && this.routeTable && { routeTable: { id: this.routeTable.id } }),
          ...(args.natGatewayId && this.usesNat(subnet) && { natGateway: { id: args.natGatewayId } }),
          ...(subnet.delegation && { delegations: [{ name: "service", serviceName: subnet.delegation }] }),
          ...(!subnet.managed && { defaultOutboundAccess: false }),
          // With it disabled, which is the SDK's default, the group's rules do not reach private endpoints.
          privateEndpointNetworkPolicies: "Enabled",
          privateLinkServiceNetworkPolicies: "Enabled",
        },
        { parent: this, dependsOn: previous ? [previous] : [] },
      );
      this.subnets.set(subnet.name, previous);
    }
    this.registerOutputs({});
  }

  /** The subnet's resource, by its name in the platform. */
  subnet(name: string): network.Subnet {
    const subnet = this.subnets.get(name);
    if (!subnet) throw new Error(`The network has no subnet "${name}".`);
    return subnet;
  }

  /** Names of the subnets that there are. */
  get subnetNames(): readonly string[] {
    return [...this.subnets.keys()];
  }

  /** Behind a firewall it is the firewall that is SNATed; without one the machines themselves are. */
  private usesNat({ name, routed }: Subnet): boolean {
    return this.routeTable ? name === "firewall" : routed;
  }

  private routes(
    { placement: { resourceGroup, location, names, tags }, gatewayRanges }: VirtualNetworkArgs,
    firewallAddress: string,
  ): network.RouteTable {
    return new network.RouteTable(
      "to-firewall",
      {
        resourceGroupName: resourceGroup.name,
        location,
        routeTableName: names.of("routeTable"),
        // What a gateway learns must not lead around the firewall; what is known to be behind it is written below.
        disableBgpRoutePropagation: true,
        routes: [
          {
            name: "internet",
            addressPrefix: "0.0.0.0/0",
            nextHopType: "VirtualAppliance",
            nextHopIpAddress: firewallAddress,
          },
          ...gatewayRanges.map((range, index) => ({
            name: `gateway-${index + 1}`,
            addressPrefix: range,
            nextHopType: "VirtualNetworkGateway",
          })),
        ],
        tags,
      },
      { parent: this },
    );
  }

  private securityGroup(
    { name }: Subnet,
    { placement: { resourceGroup, location, names, tags }, connections, diagnostics }: VirtualNetworkArgs,
    ranges: ReadonlyMap<string, string>,
  ): network.NetworkSecurityGroup {
    const group = new network.NetworkSecurityGroup(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        networkSecurityGroupName: names.of("networkSecurityGroup", name),
        securityRules: securityRules(flowsOf(name, connections, ranges)),
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(group, `nsg-${name}`, group.id, { metrics: false });
    return group;
  }
}

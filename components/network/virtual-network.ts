import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { AddressPlan } from "./address-plan";
import { securityRules } from "./security-rules";
import { subnetFlows, SUBNETS } from "./subnets";
import type { SubnetName } from "./subnets";

export interface VirtualNetworkArgs {
  readonly placement: Placement;
  /** The network's range, as in `10.0.0.0/16`. */
  readonly addressSpace: string;
  /** Where each subnet is in it. */
  readonly addressPlan: AddressPlan<SubnetName>;
  /** Where the network's and its security groups' logs go. */
  readonly diagnostics: LogSink;
}

/** The platform's network: each subnet behind a security group of its own that ends in a deny, none with a way out by default. Closes D-2; part of D-3 and G3. */
export class VirtualNetwork extends pulumi.ComponentResource {
  readonly network: network.VirtualNetwork;
  private readonly subnets: Readonly<Record<SubnetName, network.Subnet>>;

  constructor(name: string, args: VirtualNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:VirtualNetwork", name, {}, opts);
    const { placement, addressPlan, diagnostics } = args;
    const { resourceGroup, location, names, tags } = placement;
    this.network = new network.VirtualNetwork(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        virtualNetworkName: names.of("virtualNetwork"),
        addressSpace: { addressPrefixes: [args.addressSpace] },
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(this.network, name, this.network.id);

    const flows = subnetFlows(addressPlan);
    const subnets = {} as Record<SubnetName, network.Subnet>;
    // Azure changes a network's subnets one at a time, and refuses the second meanwhile.
    let previous: network.Subnet | undefined;
    for (const subnetName of SUBNETS) {
      const group = new network.NetworkSecurityGroup(
        subnetName,
        {
          resourceGroupName: resourceGroup.name,
          location,
          networkSecurityGroupName: names.of("networkSecurityGroup", subnetName),
          securityRules: securityRules(flows[subnetName]),
          tags,
        },
        { parent: this },
      );
      diagnostics.collect(group, `nsg-${subnetName}`, group.id, { metrics: false });
      previous = subnets[subnetName] = new network.Subnet(
        subnetName,
        {
          resourceGroupName: resourceGroup.name,
          virtualNetworkName: this.network.name,
          subnetName,
          addressPrefix: addressPlan[subnetName],
          networkSecurityGroup: { id: group.id },
          defaultOutboundAccess: false,
          // With it disabled, which is the SDK's default, the group's rules do not reach private endpoints.
          privateEndpointNetworkPolicies: "Enabled",
          privateLinkServiceNetworkPolicies: "Enabled",
        },
        { parent: this, dependsOn: previous ? [previous] : [] },
      );
    }
    this.subnets = subnets;
    this.registerOutputs({});
  }

  /** ARM id of a subnet. */
  subnetId(name: SubnetName): pulumi.Output<string> {
    return this.subnets[name].id;
  }
}

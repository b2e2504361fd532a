import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

export interface HubPeeringArgs {
  readonly placement: Placement;
  readonly virtualNetworkName: pulumi.Input<string>;
  /** ARM id of the hub's network. Its side of the peering is for its owner to make. */
  readonly hubNetworkId: string;
  /** Whether to use the hub's gateway, which the platform can only while it has none of its own. */
  readonly useHubGateway: boolean;
}

/** Joins the platform's network to an existing hub's. */
export class HubPeering extends pulumi.ComponentResource {
  constructor(name: string, args: HubPeeringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:HubPeering", name, {}, opts);
    new network.VirtualNetworkPeering(
      name,
      {
        resourceGroupName: args.placement.resourceGroup.name,
        virtualNetworkName: args.virtualNetworkName,
        virtualNetworkPeeringName: "to-hub",
        remoteVirtualNetwork: { id: args.hubNetworkId },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        allowGatewayTransit: false,
        useRemoteGateways: args.useHubGateway,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

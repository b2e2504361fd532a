import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";

export interface BastionArgs {
  readonly placement: Placement;
  readonly zones: readonly string[];
  readonly subnetId: pulumi.Input<string>;
  readonly diagnostics: LogSink;
}

/**
 * Sessions on machines in the network without an address or a port of theirs open to operators. It has no public address
 * itself: who uses it comes through the VPN. Only the Premium tier can do that.
 */
export class Bastion extends pulumi.ComponentResource {
  readonly host: network.BastionHost;

  constructor(
    name: string,
    { placement, zones, subnetId, diagnostics }: BastionArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:network:Bastion", name, {}, opts);
    const { resourceGroup, location, names, tags } = placement;
    this.host = new network.BastionHost(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        bastionHostName: names.of("bastion"),
        sku: { name: "Premium" },
        enablePrivateOnlyBastion: true,
        disableCopyPaste: true,
        enableFileCopy: false,
        enableIpConnect: false,
        enableKerberos: false,
        enableSessionRecording: false,
        enableShareableLink: false,
        enableTunneling: true,
        ipConfigurations: [{ name: "private", privateIPAllocationMethod: "Dynamic", subnet: { id: subnetId } }],
        ...(zones.length > 0 && { zones: [...zones] }),
        tags,
      },
      { parent: this },
    );
    diagnostics.collect(this, name, this.host.id);
    this.registerOutputs({});
  }
}

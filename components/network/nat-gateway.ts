import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { publicAddress } from "./public-address";

export interface NatGatewayArgs {
  readonly placement: Placement;
  /** A NAT gateway stands in one zone; the first of these. */
  readonly zones: readonly string[];
  readonly diagnostics: LogSink;
}

/** One fixed address that outbound traffic has on the internet, and ports enough for it: behind the firewall, or without one. */
export class NatGateway extends pulumi.ComponentResource {
  readonly gateway: network.NatGateway;
  readonly address: network.PublicIPAddress;

  constructor(name: string, { placement, zones, diagnostics }: NatGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:NatGateway", name, {}, opts);
    const { resourceGroup, location, names, tags } = placement;
    const zone = zones.slice(0, 1);
    this.address = publicAddress(this, "nat", placement, zone);
    diagnostics.collect(this.address, "pip-nat", this.address.id);
    this.gateway = new network.NatGateway(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        natGatewayName: names.of("natGateway"),
        sku: { name: "Standard" },
        // Minutes; Azure's default, and its least.
        idleTimeoutInMinutes: 4,
        publicIpAddresses: [{ id: this.address.id }],
        ...(zone.length > 0 && { zones: zone }),
        tags,
      },
      { parent: this },
    );
    this.registerOutputs({ address: this.address.ipAddress });
  }
}

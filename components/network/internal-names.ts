import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import { linkedZone } from "./linked-zone";

export interface InternalNamesArgs {
  readonly placement: Placement;
  /** As in `physical-ai.internal`. */
  readonly domain: string;
  readonly virtualNetworkId: pulumi.Input<string>;
  /** Addresses of the platform's own services, by the first part of their names. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** Seconds that an answer may be kept. */
const TTL = 300;

/** Names that operators and workloads call the platform's own services by, answered inside the network only. */
export class InternalNames extends pulumi.ComponentResource {
  constructor(name: string, args: InternalNamesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:InternalNames", name, {}, opts);
    const zone = linkedZone(this, name, args.domain, args.virtualNetworkId, args.placement);
    for (const [host, address] of Object.entries(args.addresses)) {
      new privatedns.PrivateRecordSet(
        host,
        {
          resourceGroupName: args.placement.resourceGroup.name,
          privateZoneName: zone.name,
          recordType: "A",
          relativeRecordSetName: host,
          ttl: TTL,
          aRecords: [{ ipv4Address: address }],
        },
        { parent: zone },
      );
    }
    this.registerOutputs({});
  }
}

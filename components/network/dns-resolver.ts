import * as dnsresolver from "@pulumi/azure-native/dnsresolver";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

export interface DnsResolverArgs {
  readonly placement: Placement;
  readonly virtualNetworkId: pulumi.Input<string>;
  readonly subnetId: pulumi.Input<string>;
  /** Address that it answers at, in its subnet. */
  readonly address: string;
}

/** Answers for the private zones: to VPN clients and connected sites, and to machines where no firewall does. */
export class DnsResolver extends pulumi.ComponentResource {
  readonly resolver: dnsresolver.DnsResolver;
  /** What answers. */
  readonly endpoint: dnsresolver.InboundEndpoint;

  constructor(name: string, args: DnsResolverArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:DnsResolver", name, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    this.resolver = new dnsresolver.DnsResolver(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        dnsResolverName: names.of("dnsResolver"),
        virtualNetwork: { id: args.virtualNetworkId },
        tags,
      },
      { parent: this },
    );
    this.endpoint = new dnsresolver.InboundEndpoint(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        dnsResolverName: this.resolver.name,
        inboundEndpointName: "inbound",
        ipConfigurations: [
          { privateIpAllocationMethod: "Static", privateIpAddress: args.address, subnet: { id: args.subnetId } },
        ],
        tags,
      },
      { parent: this.resolver },
    );
    this.registerOutputs({ address: args.address });
  }
}

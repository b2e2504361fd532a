import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { PrivateAccess } from "../conventions/private-access";
import { DnsResolver } from "./dns-resolver";
import type { AllowedHost } from "./egress-rules";
import { Firewall } from "./firewall";
import { TIER_FEATURES } from "./firewall-tiers";
import type { FirewallTier } from "./firewall-tiers";
import { HubPeering } from "./hub-peering";
import { NatGateway } from "./nat-gateway";
import type { NetworkDesign } from "./network-design";
import { PrivateDnsZones } from "./private-dns-zones";
import { VirtualNetwork } from "./virtual-network";

export interface NetworkArgs {
  readonly placement: Placement;
  readonly addressSpace: string;
  readonly design: NetworkDesign;
  readonly zones: readonly string[];
  readonly firewallTier: FirewallTier | "none";
  /** Whom machines may reach on the internet. */
  readonly allowed: readonly AllowedHost[];
  /** Ranges behind a gateway, the platform's own or a hub's. */
  readonly gatewayRanges: readonly string[];
  /** An existing hub to join, and whether its gateway is used. */
  readonly hub?: { readonly networkId: string; readonly useGateway: boolean };
  readonly diagnostics: LogSink;
}

/** The platform's network: subnets and who may connect to whom, the one way out, and the private way to data services. */
export class Network extends pulumi.ComponentResource {
  readonly virtualNetwork: VirtualNetwork;
  readonly zones: PrivateDnsZones;
  /** The only way to data services. */
  readonly access: PrivateAccess;
  /** Left out where the firewall is spread over zones, which a NAT gateway is not: then it has addresses enough itself. */
  readonly nat: NatGateway | undefined;
  /** The address that outbound traffic has on the internet. */
  readonly outboundAddress: pulumi.Output<string>;
  readonly firewall: Firewall | undefined;
  readonly resolver: DnsResolver | undefined;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:Network", name, {}, opts);
    const { placement, design, zones, firewallTier, diagnostics } = args;
    const child = { parent: this };
    const spread = firewallTier !== "none" && zones.length > 1;
    this.nat = spread ? undefined : new NatGateway("nat", { placement, zones, diagnostics }, child);
    this.virtualNetwork = new VirtualNetwork(
      name,
      {
        placement,
        addressSpace: args.addressSpace,
        subnets: design.subnets,
        connections: design.connections,
        nameServers: design.nameServers,
        natGatewayId: this.nat?.gateway.id,
        firewallAddress: design.firewallAddress,
        gatewayRanges: args.gatewayRanges,
        diagnostics,
      },
      child,
    );
    const virtualNetworkId = this.virtualNetwork.network.id;
    this.zones = new PrivateDnsZones("dns", { placement, virtualNetworkId }, child);
    this.access = new PrivateAccess(placement, this.virtualNetwork.subnet("private-endpoints").id, this.zones);
    if (firewallTier !== "none" && design.firewallAddress !== undefined) {
      this.firewall = new Firewall(
        "firewall",
        {
          placement,
          tier: firewallTier,
          zones,
          subnetId: this.virtualNetwork.subnet("firewall").id,
          managementSubnetId: TIER_FEATURES[firewallTier].ownManagement
            ? this.virtualNetwork.subnet("firewall-management").id
            : undefined,
          address: design.firewallAddress,
          sources: design.routedRanges,
          allowed: args.allowed,
          diagnostics,
        },
        child,
      );
    }
    this.outboundAddress = (this.nat ?? this.firewall)!.address.ipAddress.apply((address) => address ?? "");
    if (design.resolverAddress !== undefined) {
      this.resolver = new DnsResolver(
        "resolver",
        {
          placement,
          virtualNetworkId,
          subnetId: this.virtualNetwork.subnet("resolver-inbound").id,
          address: design.resolverAddress,
        },
        child,
      );
    }
    if (args.hub) {
      new HubPeering(
        "hub",
        {
          placement,
          virtualNetworkName: this.virtualNetwork.network.name,
          hubNetworkId: args.hub.networkId,
          useHubGateway: args.hub.useGateway,
        },
        child,
      );
    }
    this.registerOutputs({});
  }

  /** ARM id of a subnet. */
  subnetId(name: string): pulumi.Output<string> {
    return this.virtualNetwork.subnet(name).id;
  }

  /** What a machine needs before it can get out: it could look up and fetch nothing otherwise. */
  get wayOut(): readonly pulumi.Resource[] {
    return [
      ...(this.firewall ? [this.firewall.firewall, this.firewall.rules] : []),
      ...(this.nat ? [this.nat.gateway] : []),
      ...(this.resolver ? [this.resolver.endpoint] : []),
    ];
  }
}

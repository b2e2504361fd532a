import type { AddressPlan } from "./address-plan";
import { planAddresses } from "./address-plan";
import { connections } from "./connections";
import type { Connection } from "./connections";
import { TIER_FEATURES } from "./firewall-tiers";
import type { FirewallTier } from "./firewall-tiers";
import { deployedSubnets, firewallAddress, resolverAddress, subnetRequests } from "./subnets";
import type { ExtraSubnet, GpuSubnet, Subnet, SubnetPrefixes } from "./subnets";

/** What an operator chooses of the network. */
export interface NetworkChoices {
  /** The network's range, as in `10.0.0.0/16`. */
  readonly addressSpace: string;
  readonly podRange: string;
  readonly prefixes: SubnetPrefixes;
  readonly gpuSubnets: readonly GpuSubnet[];
  readonly extraSubnets: readonly ExtraSubnet[];
  readonly firewallTier: FirewallTier | "none";
  /** Whether the API server stands in the network. */
  readonly apiServer: boolean;
  readonly vpn: boolean;
  readonly bastion: boolean;
  /** Ranges of who comes through a gateway, the platform's own or a hub's. */
  readonly operators: readonly string[];
}

/** The network as it will be: everything that can be known before anything is there. */
export interface NetworkDesign {
  readonly plan: AddressPlan;
  readonly subnets: readonly Subnet[];
  readonly connections: readonly Connection[];
  /** Where routes lead; undefined without a firewall. */
  readonly firewallAddress: string | undefined;
  /** Whom machines ask for names; empty for Azure's own service, which knows the private zones as well. */
  readonly nameServers: readonly string[];
  /** Where clients of the VPN ask for names; undefined where there are none. */
  readonly resolverAddress: string | undefined;
  /** Ranges of machines whose traffic leaves by the firewall. */
  readonly routedRanges: readonly string[];
}

/**
 * Decides everything about the network from what was chosen.
 *
 * @throws AddressPlanError where the subnets do not fit
 */
export function designNetwork(choices: NetworkChoices): NetworkDesign {
  const { firewallTier, operators } = choices;
  const features = firewallTier === "none" ? undefined : TIER_FEATURES[firewallTier];
  const filtered = features !== undefined;
  const plan = planAddresses(
    choices.addressSpace,
    subnetRequests({ prefixes: choices.prefixes, gpu: choices.gpuSubnets }),
  );
  const subnets = deployedSubnets(
    {
      prefixes: choices.prefixes,
      gpu: choices.gpuSubnets,
      extra: choices.extraSubnets,
      firewall: filtered,
      firewallManagement: features?.ownManagement ?? false,
      bastion: choices.bastion,
      gateway: choices.vpn,
      resolver: operators.length > 0,
      apiServer: choices.apiServer,
    },
    plan,
  );
  const resolver = operators.length > 0 ? resolverAddress(plan) : undefined;
  // Clients of the VPN are told the same servers, and know the private zones by them.
  const nameServer = features?.dnsProxy
    ? { address: firewallAddress(plan), party: { outside: firewallAddress(plan) } }
    : resolver === undefined
      ? undefined
      : { address: resolver, party: { subnet: "resolver-inbound" } };
  return {
    plan,
    subnets,
    connections: connections({
      ranges: new Map(subnets.map(({ name, range }) => [name, range])),
      nodes: ["system", "workload", ...choices.gpuSubnets.map(({ name }) => name)],
      podRange: choices.podRange,
      operators,
      nameServer: nameServer?.party,
      filtered,
    }),
    firewallAddress: filtered ? firewallAddress(plan) : undefined,
    nameServers: nameServer ? [nameServer.address] : [],
    resolverAddress: resolver,
    routedRanges: subnets.filter(({ routed }) => routed).map(({ range }) => range),
  };
}

/** Ranges of who comes in through a gateway: clients and sites of the platform's own, or what is behind a hub's. */
export function operatorRanges({
  vpn,
  vpnClientRange,
  vpnSites,
  hubGateway,
  reservedRanges,
}: {
  readonly vpn: boolean;
  readonly vpnClientRange: string;
  readonly vpnSites: readonly { readonly ranges: readonly string[] }[];
  readonly hubGateway: boolean;
  readonly reservedRanges: readonly string[];
}): readonly string[] {
  if (vpn) return [vpnClientRange, ...vpnSites.flatMap(({ ranges }) => ranges)];
  return hubGateway ? reservedRanges : [];
}

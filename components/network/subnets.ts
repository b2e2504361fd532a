import type { AddressPlan, SubnetRequest } from "./address-plan";
import { addressIn } from "./address-plan";

/** What is particular about a subnet. */
interface SubnetKind {
  /** Name that Azure's own service demands; otherwise the subnet's own. */
  readonly azureName?: string;
  /** Length of the prefix unless the configuration says otherwise. */
  readonly prefixLength: number;
  /** The longest that its service takes. Sources: each service's page of learn.microsoft.com. */
  readonly longest: number;
  /** Azure refuses a security group there, or its own service guards it. */
  readonly withoutGroup?: true;
  /** Its machines' way out leads through the firewall. */
  readonly routed?: true;
  /** Service that the subnet is handed to. */
  readonly delegation?: string;
}

/** The platform's subnets in the order in which they are placed: a new one goes to the end, and moves none. */
const KINDS = {
  firewall: { azureName: "AzureFirewallSubnet", prefixLength: 26, longest: 26, withoutGroup: true },
  "firewall-management": {
    azureName: "AzureFirewallManagementSubnet",
    prefixLength: 26,
    longest: 26,
    withoutGroup: true,
  },
  bastion: { azureName: "AzureBastionSubnet", prefixLength: 26, longest: 26 },
  gateway: { azureName: "GatewaySubnet", prefixLength: 27, longest: 27, withoutGroup: true },
  "resolver-inbound": { prefixLength: 28, longest: 28, delegation: "Microsoft.Network/dnsResolvers" },
  "api-server": { prefixLength: 28, longest: 28, delegation: "Microsoft.ContainerService/managedClusters" },
  system: { prefixLength: 24, longest: 27, routed: true },
  workload: { prefixLength: 24, longest: 27, routed: true },
  "private-endpoints": { prefixLength: 24, longest: 27 },
  "machine-learning": { prefixLength: 24, longest: 27, routed: true },
  workstations: { prefixLength: 24, longest: 28, routed: true },
  "container-apps": { prefixLength: 23, longest: 27, routed: true, delegation: "Microsoft.App/environments" },
} as const satisfies Record<string, SubnetKind>;

/** Subnets that are always the same ones. */
export type FixedSubnet = keyof typeof KINDS;
export const FIXED_SUBNETS = Object.keys(KINDS) as readonly FixedSubnet[];

/** Subnets for what other programs put into the network: compute instances, desktops with a simulator, container apps. */
export const EXTRA_SUBNETS = ["machine-learning", "workstations", "container-apps"] as const;
export type ExtraSubnet = (typeof EXTRA_SUBNETS)[number];

/** A subnet of GPU nodes, as the configuration names it. */
export interface GpuSubnet {
  readonly name: string;
  readonly prefixLength: number;
}

const GPU: SubnetKind = { prefixLength: 24, longest: 27, routed: true };

/** Prefix lengths that differ from the usual, by subnet. */
export type SubnetPrefixes = Readonly<Partial<Record<FixedSubnet, number>>>;

/** What decides which subnets there are, and how large. */
export interface SubnetChoices {
  readonly prefixes: SubnetPrefixes;
  readonly gpu: readonly GpuSubnet[];
  readonly extra: readonly ExtraSubnet[];
  readonly firewall: boolean;
  /** The firewall's own way to Azure, which the Basic tier needs. */
  readonly firewallManagement: boolean;
  readonly bastion: boolean;
  readonly gateway: boolean;
  readonly resolver: boolean;
  readonly apiServer: boolean;
}

/** The longest prefix that a subnet's service takes. */
export function longestPrefix(name: string): number {
  return kindOf(name).longest;
}

/** Every subnet in the order in which it is placed, whether it is deployed or not: what is switched on later moves none. */
export function subnetRequests({ prefixes, gpu }: Pick<SubnetChoices, "prefixes" | "gpu">): SubnetRequest[] {
  return [
    ...FIXED_SUBNETS.map((name) => ({ name, prefixLength: prefixes[name] ?? KINDS[name].prefixLength })),
    ...gpu.map(({ name, prefixLength }) => ({ name, prefixLength })),
  ];
}

/** A subnet that is deployed. */
export interface Subnet {
  readonly name: string;
  readonly azureName: string;
  readonly range: string;
  readonly hasGroup: boolean;
  readonly routed: boolean;
  readonly delegation: string | undefined;
  /** Whether it belongs to a service of Azure, which sees to its own way out and takes no private subnet for that. */
  readonly managed: boolean;
}

/** The subnets that are deployed, with their ranges. */
export function deployedSubnets(choices: SubnetChoices, plan: AddressPlan): Subnet[] {
  const optional: Readonly<Partial<Record<FixedSubnet, boolean>>> = {
    firewall: choices.firewall,
    "firewall-management": choices.firewallManagement,
    bastion: choices.bastion,
    gateway: choices.gateway,
    "resolver-inbound": choices.resolver,
    "api-server": choices.apiServer,
    ...Object.fromEntries(EXTRA_SUBNETS.map((name) => [name, choices.extra.includes(name)])),
  };
  const names = [...FIXED_SUBNETS.filter((name) => optional[name] ?? true), ...choices.gpu.map(({ name }) => name)];
  return names.map((name) => {
    const { azureName, withoutGroup, routed, delegation } = kindOf(name);
    return {
      name,
      azureName: azureName ?? name,
      range: plan[name]!,
      hasGroup: !withoutGroup,
      routed: routed ?? false,
      delegation,
      managed: azureName !== undefined || delegation !== undefined,
    };
  });
}

/**
 * The firewall's address: it takes the first one that Azure leaves free in its subnet, so routes and DNS can name it before
 * it is there.
 */
export function firewallAddress(plan: AddressPlan): string {
  return addressIn(plan.firewall!, FIRST_FREE);
}

/** The DNS resolver's address, the first one that Azure leaves free in its subnet. */
export function resolverAddress(plan: AddressPlan): string {
  return addressIn(plan["resolver-inbound"]!, FIRST_FREE);
}

/** Azure keeps the first four addresses of a subnet and the last. */
const FIRST_FREE = 4;

function kindOf(name: string): SubnetKind {
  return Object.hasOwn(KINDS, name) ? KINDS[name as FixedSubnet] : GPU;
}

import { Address4 } from "ip-address";
import type { NetworkDesign } from "../../network/network-design";
import { addressIn } from "../../network/address-plan";

/** Addresses that network policies name, all known before anything is there. Ranges as in `10.0.1.0/24`. */
export interface ClusterAddresses {
  /** Where the API server answers, and calls webhooks from. */
  readonly apiServer: readonly string[];
  /** The API server among the cluster's services: the first address of their range. */
  readonly apiServerService: string;
  /** The cluster's name service among its services. */
  readonly nameService: string;
  readonly privateEndpoints: string;
  readonly nodes: readonly string[];
  /** Who comes through the VPN. Empty without one. */
  readonly operators: readonly string[];
  /** OSMO's gateway behind its internal load balancer. */
  readonly gateway: string;
  /** Ranges that are the platform's own: network, pods and services. */
  readonly own: readonly string[];
}

/** What lies outside of the pods' network, by what it is to them. */
export type AddressRole =
  "apiServer" | "gateway" | "internet" | "nameService" | "nodes" | "operators" | "privateEndpoints";

/** A range, without the ranges in it that are not meant. */
export interface AddressBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface AddressSources {
  readonly design: Pick<NetworkDesign, "plan" | "subnets">;
  readonly gpuSubnets: readonly { readonly name: string }[];
  readonly addressSpace: string;
  readonly podRange: string;
  readonly serviceRange: string;
  readonly nameService: string;
  readonly operators: readonly string[];
  readonly gateway: string;
}

/** The addresses of a network that is designed. An API server outside of it has a private endpoint among the system nodes. */
export function clusterAddresses(sources: AddressSources): ClusterAddresses {
  const { plan, subnets } = sources.design;
  const integrated = subnets.some(({ name }) => name === "api-server");
  return {
    apiServer: [plan[integrated ? "api-server" : "system"]!],
    apiServerService: addressIn(sources.serviceRange, 1),
    nameService: sources.nameService,
    privateEndpoints: plan["private-endpoints"]!,
    nodes: ["system", "workload", ...sources.gpuSubnets.map(({ name }) => name)].map((name) => plan[name]!),
    operators: sources.operators,
    gateway: sources.gateway,
    own: [sources.addressSpace, sources.podRange, sources.serviceRange],
  };
}

/** Where AKS answers for names on each node when LocalDNS is on. Source: learn.microsoft.com/azure/aks/localdns-custom. */
const LOCAL_NAME_SERVICE = "169.254.10.11";

/**
 * Ranges that are nobody's on the internet: private ones (RFC 1918), those of carriers (RFC 6598), what is local to a link
 * (RFC 3927), among it the nodes' metadata and identities at 169.254.169.254, and Azure's host at 168.63.129.16.
 */
const NOT_THE_INTERNET = [
  "10.0.0.0/8",
  "100.64.0.0/10",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
];

/**
 * What network policies write for a role. Empty where there is nobody. An address of a service stands beside those that it
 * leads to, for some engines look before the one becomes the other, and some behind it.
 */
export function addressBlocks(role: AddressRole, addresses: ClusterAddresses): readonly AddressBlock[] {
  switch (role) {
    case "apiServer":
      return blocks(...addresses.apiServer, one(addresses.apiServerService));
    case "gateway":
      return blocks(one(addresses.gateway));
    case "internet":
      return [{ cidr: "0.0.0.0/0", except: outsideOfInternet(addresses.own) }];
    case "nameService":
      return blocks(one(addresses.nameService), one(LOCAL_NAME_SERVICE));
    case "nodes":
      return blocks(...addresses.nodes);
    case "operators":
      return blocks(...addresses.operators);
    case "privateEndpoints":
      return blocks(addresses.privateEndpoints);
  }
}

function blocks(...ranges: readonly string[]): readonly AddressBlock[] {
  return ranges.map((cidr) => ({ cidr }));
}

function one(address: string): string {
  return `${address}/32`;
}

/** The platform's own ranges need not be private ones. */
function outsideOfInternet(own: readonly string[]): readonly string[] {
  const known = NOT_THE_INTERNET.map((range) => new Address4(range));
  return [...NOT_THE_INTERNET, ...own.filter((range) => !known.some((each) => new Address4(range).isInSubnet(each)))];
}

import { Address4 } from "ip-address";

/** A NetworkPolicy as Kubernetes takes it (networking.k8s.io/v1), with everything that may be left out. */
export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly Port[] }[];
    readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly Port[] }[];
  };
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

type Labels = Readonly<Record<string, string>>;

interface Peer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
  /** Default one that no block has. */
  readonly address?: string;
}

/** A pod, a node of the cluster, or an address outside of it. */
export type End = { readonly pod: Pod } | { readonly node: string } | { readonly address: string };

/** What carries out the policies: Kubernetes leaves open whether blocks of addresses mean pods and nodes as well. */
export type Engine = "azure" | "cilium";

/** A cluster with its policies, to ask who can reach whom. The rules are those of kubernetes.io, "Network Policies". */
export class Cluster {
  constructor(
    private readonly policies: readonly NetworkPolicy[],
    private readonly engine: Engine,
    /** Labels of namespaces beside their name, which each has. */
    private readonly namespaces: Readonly<Record<string, Labels>> = {},
  ) {}

  /** Whether `from` can open a connection to `port` of `to`: its own policies let it out, and those of `to` let it in. */
  reaches(from: End, to: End, port: number, protocol = "TCP"): boolean {
    const out = !("pod" in from) || this.allows("Egress", from.pod, to, port, protocol);
    return out && (!("pod" in to) || this.allows("Ingress", to.pod, from, port, protocol));
  }

  /** A pod that no policy selects for a direction is open in it; otherwise one of them has to allow it. */
  private allows(direction: "Ingress" | "Egress", pod: Pod, other: End, port: number, protocol: string): boolean {
    const selecting = this.policies.filter(
      ({ metadata, spec }) =>
        metadata.namespace === pod.namespace &&
        matches(spec.podSelector, pod.labels) &&
        typesOf(spec).includes(direction),
    );
    if (selecting.length === 0) return true;
    return selecting.some(({ metadata, spec }) => {
      const rules =
        direction === "Ingress"
          ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
          : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }));
      return rules.some(
        ({ peers = [], ports = [] }) =>
          (peers.length === 0 || peers.some((peer) => this.isPeer(peer, metadata.namespace, other))) &&
          (ports.length === 0 || ports.some((each) => isPort(each, port, protocol))),
      );
    });
  }

  /** Selectors of one peer hold together; without one for namespaces, pods of the policy's own are meant. */
  private isPeer({ ipBlock, namespaceSelector, podSelector }: Peer, namespace: string, end: End): boolean {
    if (ipBlock) {
      if (namespaceSelector || podSelector) throw new Error("A peer has a block of addresses and a selector");
      const address = "pod" in end ? end.pod.address : "node" in end ? end.node : end.address;
      if (address === undefined || (this.engine === "cilium" && !("address" in end))) return false;
      return isIn(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((range) => isIn(address, range));
    }
    if (!namespaceSelector && !podSelector) throw new Error("A peer is empty");
    if (!("pod" in end)) return false;
    const inNamespace = namespaceSelector
      ? matches(namespaceSelector, this.namespaceLabels(end.pod.namespace))
      : end.pod.namespace === namespace;
    return inNamespace && matches(podSelector ?? {}, end.pod.labels);
  }

  private namespaceLabels(name: string): Labels {
    return { ...this.namespaces[name], "kubernetes.io/metadata.name": name };
  }
}

/** Left out, a policy is one for what comes in, and one for what goes out where it has rules for that. */
function typesOf({ policyTypes, egress }: NetworkPolicy["spec"]): readonly string[] {
  return policyTypes ?? ["Ingress", ...(egress && egress.length > 0 ? ["Egress"] : [])];
}

/** An empty selector matches everything. */
export function matches({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key];
      if (operator === "In") return value !== undefined && values.includes(value);
      if (operator === "NotIn") return value === undefined || !values.includes(value);
      if (operator === "Exists") return value !== undefined;
      if (operator === "DoesNotExist") return value === undefined;
      throw new Error(`"${operator}" is no operator of a label selector`);
    })
  );
}

function isPort({ protocol = "TCP", port, endPort }: Port, wanted: number, wantedProtocol: string): boolean {
  if (typeof port === "string") throw new Error(`Port "${port}" has a name, which only the pod's spec can tell`);
  if (endPort !== undefined && (port === undefined || endPort < port)) throw new Error("A range of ports is none");
  if (protocol !== wantedProtocol) return false;
  if (port === undefined) return true;
  return endPort === undefined ? wanted === port : wanted >= port && wanted <= endPort;
}

function isIn(address: string, range: string): boolean {
  return new Address4(address).isInSubnet(new Address4(range));
}

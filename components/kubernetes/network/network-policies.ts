import { addressBlocks } from "./cluster-addresses";
import type { ClusterAddresses } from "./cluster-addresses";
import type { PodConnection } from "./pod-flows";
import type { Party, PodGroup, PodGroupName } from "./pod-parties";
import { podGroup, POD_GROUP_NAMES } from "./pod-parties";
import type { NamespaceName } from "../namespaces";

export interface LabelSelector {
  readonly matchLabels?: Record<string, string>;
  readonly matchExpressions?: { key: string; operator: "NotIn" | "DoesNotExist"; values?: string[] }[];
}

/** One end of a rule: pods, which are always named with their namespace, or addresses. */
export type PolicyPeer =
  | { readonly namespaceSelector: LabelSelector; readonly podSelector: LabelSelector }
  | { readonly ipBlock: { cidr: string; except?: string[] } };

export interface PolicyPort {
  readonly protocol: "TCP" | "UDP";
  readonly port: number;
  readonly endPort?: number;
}

/** A NetworkPolicy's spec. */
export interface PolicySpec {
  readonly podSelector: LabelSelector;
  readonly policyTypes: ("Ingress" | "Egress")[];
  readonly ingress?: { from: PolicyPeer[]; ports: PolicyPort[] }[];
  readonly egress?: { to: PolicyPeer[]; ports: PolicyPort[] }[];
}

/** A NetworkPolicy (networking.k8s.io/v1). */
export interface PolicyDesign {
  readonly metadata: { name: string; namespace: NamespaceName; annotations: Record<string, string> };
  readonly spec: PolicySpec;
}

/** Annotation of why an object is as it is. */
export const REASON = "physical-ai.io/why";
/** Annotation of why a connection is allowed, in front of its name. */
const REASON_OF_FLOW = "flow.physical-ai.io/";
/** Kubernetes gives every namespace this label, and lets nobody change it. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/** Denies every pod of the namespace everything, in both directions (D-1). */
export function defaultDeny(namespace: NamespaceName): PolicyDesign {
  return {
    metadata: {
      name: "default-deny",
      namespace,
      annotations: { [REASON]: "What no other policy of this namespace allows is denied (D-1)" },
    },
    spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
  };
}

/**
 * The policies of one namespace: the denial, and one for each group of pods with all that it may do. Both ends of a
 * connection are made of the same entry, for it takes place only where both allow it.
 *
 * Written for both engines: Cilium matches addresses neither to pods nor to nodes, so pods are always named by their labels;
 * and Azure's engine judges behind the translation of a service's address, so ports are the pods'.
 */
export function networkPolicies(
  namespace: NamespaceName,
  connections: readonly PodConnection[],
  addresses: ClusterAddresses,
): PolicyDesign[] {
  const groups = POD_GROUP_NAMES.filter((name) => podGroup(name).namespace === namespace);
  return [defaultDeny(namespace), ...groups.flatMap((name) => policyOf(name, namespace, connections, addresses))];
}

/** The policy of a group; none where it connects to nobody and nobody to it. */
function policyOf(
  name: PodGroupName,
  namespace: NamespaceName,
  connections: readonly PodConnection[],
  addresses: ClusterAddresses,
): PolicyDesign[] {
  const includes = (parties: readonly Party[]) => parties.some((party) => "pods" in party && party.pods === name);
  const peers = (parties: readonly Party[]) => parties.flatMap((party) => peersOf(party, addresses));
  // Kubernetes takes a rule without peers, or without ports, for one that means all of them.
  const complete = connections.filter((each) => portsOf(each).length > 0);
  const incoming = complete.filter(({ from, to }) => includes(to) && peers(from).length > 0);
  const outgoing = complete.filter(({ from, to }) => includes(from) && peers(to).length > 0);
  if (incoming.length + outgoing.length === 0) return [];
  return [
    {
      metadata: {
        name,
        namespace,
        annotations: Object.fromEntries(
          [...incoming, ...outgoing].map((each) => [`${REASON_OF_FLOW}${each.name}`, `${each.neededBy}: ${each.why}`]),
        ),
      },
      spec: {
        podSelector: selectorOf(podGroup(name)),
        policyTypes: [
          ...(incoming.length > 0 ? (["Ingress"] as const) : []),
          ...(outgoing.length > 0 ? (["Egress"] as const) : []),
        ],
        ...(incoming.length > 0 && {
          ingress: incoming.map((each) => ({ from: peers(each.from), ports: portsOf(each) })),
        }),
        ...(outgoing.length > 0 && { egress: outgoing.map((each) => ({ to: peers(each.to), ports: portsOf(each) })) }),
      },
    },
  ];
}

function peersOf(party: Party, addresses: ClusterAddresses): PolicyPeer[] {
  if ("pods" in party) {
    const group = podGroup(party.pods);
    return [
      { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: group.namespace } }, podSelector: selectorOf(group) },
    ];
  }
  return addressBlocks(party.address, addresses).map(({ cidr, except }) => ({
    ipBlock: { cidr, ...(except && { except: [...except] }) },
  }));
}

function selectorOf({ labels, without = [] }: PodGroup): LabelSelector {
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: { ...labels } }),
    ...(without.length > 0 && {
      matchExpressions: without.map(({ label, values }) =>
        values
          ? { key: label, operator: "NotIn" as const, values: [...values] }
          : { key: label, operator: "DoesNotExist" as const },
      ),
    }),
  };
}

function portsOf({ protocols, ports }: PodConnection): PolicyPort[] {
  return protocols.flatMap((protocol) =>
    ports.map((port) =>
      typeof port === "number" ? { protocol, port } : { protocol, port: port.from, endPort: port.to },
    ),
  );
}

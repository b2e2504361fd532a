import { gpuPool } from "../../components/compute/gpu-pools";
import { connectionsOf, namespaceDesigns } from "../../components/kubernetes/namespaces";
import type { NamespaceChoices } from "../../components/kubernetes/namespaces";
import type { AddressRole } from "../../components/kubernetes/network/cluster-addresses";
import { podGroup } from "../../components/kubernetes/network/pod-parties";
import type { Party } from "../../components/kubernetes/network/pod-parties";
import type { PodConnection } from "../../components/kubernetes/network/pod-flows";
import { code, table } from "./table";

const ROLES: Readonly<Record<AddressRole, string>> = {
  apiServer: "API server",
  gateway: "the gateway's load balancer",
  internet: "the internet (firewall)",
  nameService: "name service",
  nodes: "nodes",
  operators: "operators (VPN)",
  privateEndpoints: "private endpoints",
};

/** Every part on, with a pool whose drivers the GPU operator builds. Addresses are those of Pulumi.yaml's defaults. */
const everything: NamespaceChoices = {
  osmo: true,
  machineLearning: true,
  gpuPools: [
    gpuPool("h100", {
      size: "Standard_NC40ads_H100_v5",
      subnet: "gpu",
      minCount: 0,
      maxCount: 1,
      spot: false,
      zones: [],
      taints: [],
      labels: {},
    }),
  ],
  nodes: 10,
  jobPorts: [443],
  addresses: {
    apiServer: ["10.0.0.240/28"],
    apiServerService: "172.16.0.1",
    nameService: "172.16.0.10",
    privateEndpoints: "10.0.3.0/24",
    nodes: ["10.0.1.0/24", "10.0.2.0/24", "10.0.8.0/24"],
    operators: ["192.168.200.0/24"],
    gateway: "10.0.2.254",
    own: ["10.0.0.0/16", "10.244.0.0/16", "172.16.0.0/16"],
  },
};

/** Inside the cluster: namespaces, what pods there may be and take, and who may connect to whom. */
export function clusterNetworkPage(): string {
  return [
    "# Inside the cluster",
    "Generated from components/kubernetes by `npm run docs`, with every part switched on. What is not there is left out, and so are its connections.",
    "## Namespaces",
    "Pods below the first level of Pod Security are refused; those below the second are named to whoever makes them.",
    table(
      ["Namespace", "Refused below", "Named below", "Why"],
      namespaceDesigns(everything).map(({ name, podSecurity: { enforce, warn, why } }) => [
        code(name),
        enforce,
        warn,
        why,
      ]),
    ),
    "## Who may connect to whom",
    "Each line becomes a rule of the network policy of every group of pods that it comes from, and one of each that it goes to. Everything else is denied, in both directions (D-1). Ports are the pods'.",
    table(["Connection", "From", "To", "Ports", "Needed by", "Why"], podFlowRows(connectionsOf(everything))),
    "## What the engines carry out differently",
    "Cilium takes a range of addresses for neither pods nor nodes. Pods are therefore named by their labels everywhere. Where a load balancer hands a connection on from node to node, Cilium sees a node and denies it: services behind load balancers need `externalTrafficPolicy: Local`, which OSMO's gateway has. Ranges of ports need Cilium 1.17, which AKS has from Kubernetes 1.32 on.",
    "Neither engine tells names apart on the way out: what may leave for the internet is the firewall's to say ([network](network.md)). Pods in the network of their node are outside of every policy; admission lets nobody's workload be one.",
  ].join("\n\n");
}

/** A line for each connection. */
export function podFlowRows(connections: readonly PodConnection[]): string[][] {
  return connections.map(({ name, from, to, protocols, ports, neededBy, why }) => [
    name,
    parties(from),
    parties(to),
    `${protocols.join(", ")} ${ports.map((port) => (typeof port === "number" ? String(port) : "any")).join(", ")}`,
    neededBy,
    why,
  ]);
}

function parties(all: readonly Party[]): string {
  return all.map((party) => ("pods" in party ? group(party.pods) : ROLES[party.address])).join(", ");
}

/** A name says whose pods it means but for those that Azure makes. */
function group(name: Parameters<typeof podGroup>[0]): string {
  return podGroup(name).namespace === "kube-system" ? `${code(name)} of kube-system` : code(name);
}

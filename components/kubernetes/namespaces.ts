import type { GpuPool } from "../compute/gpu-pools";
import { driverSource } from "./gpu/gpu-nodes";
import type { ClusterAddresses } from "./network/cluster-addresses";
import { namespaceLimits } from "./namespace-limits";
import type { NamespaceLimits } from "./namespace-limits";
import { networkPolicies } from "./network/network-policies";
import type { PolicyDesign } from "./network/network-policies";
import type { DriverPods } from "./network/gpu-flows";
import { podConnections } from "./network/pod-flows";
import type { PodConnection } from "./network/pod-flows";

/** Namespaces that the platform makes, each for one part of it. */
export const NAMESPACES = [
  "osmo-control-plane",
  "osmo-operator",
  "osmo-workflows",
  "azureml",
  "gpu-operator",
  "kai-scheduler",
] as const;
export type NamespaceName = (typeof NAMESPACES)[number];

/** Kubernetes' Pod Security Standards, from the strictest. */
export type PodSecurityLevel = "restricted" | "baseline" | "privileged";

export interface PodSecurity {
  /** Pods below it are refused. */
  readonly enforce: PodSecurityLevel;
  /** Pods below it are named to whoever makes them. */
  readonly warn: PodSecurityLevel;
  /** Pods below it are named in the audit log. */
  readonly audit: PodSecurityLevel;
  readonly why: string;
}

/**
 * Refusals follow this release of Kubernetes, so that an upgrade, which AKS makes by itself, refuses nothing that ran before;
 * warnings follow the newest, and show what would be refused. A cluster that is older takes it for its own release.
 */
export const ENFORCED_VERSION = "v1.34";

const POD_SECURITY: Readonly<Record<NamespaceName, PodSecurity>> = {
  "osmo-control-plane": {
    enforce: "restricted",
    warn: "restricted",
    audit: "restricted",
    why: "OSMO's charts lack a seccomp profile alone, which admission adds; until it is in force their pods are refused, and made again",
  },
  "osmo-operator": {
    enforce: "restricted",
    warn: "restricted",
    audit: "restricted",
    why: "As the control plane: its chart lacks a seccomp profile alone, which admission adds",
  },
  "osmo-workflows": {
    enforce: "baseline",
    warn: "restricted",
    audit: "restricted",
    why: "Images of users often run as root; nobody gets the node's namespaces, paths or devices",
  },
  azureml: {
    enforce: "privileged",
    warn: "baseline",
    audit: "baseline",
    why: "The extension's log collector reads the node's paths, which baseline refuses; jobs are held by admission",
  },
  "gpu-operator": {
    enforce: "privileged",
    warn: "privileged",
    audit: "privileged",
    why: "Drivers and device plugins load modules into the node and write its paths; a warning about each would be noise",
  },
  "kai-scheduler": {
    enforce: "baseline",
    warn: "baseline",
    audit: "restricted",
    why: "Its operator's pod, as the chart writes it, has no security context and no seccomp profile",
  },
};

/** What decides about namespaces. */
export interface NamespaceChoices {
  readonly osmo: boolean;
  readonly machineLearning: boolean;
  readonly gpuPools: readonly GpuPool[];
  /** Nodes of all pools, at most. */
  readonly nodes: number;
  /** Ports that jobs and workflows may reach on the internet by the firewall: 443, and those of hosts that the operator adds. */
  readonly jobPorts: readonly number[];
  readonly addresses: ClusterAddresses;
}

/** A namespace as it will be. */
export interface NamespaceDesign {
  readonly name: NamespaceName;
  readonly podSecurity: PodSecurity;
  readonly limits: NamespaceLimits;
  readonly policies: readonly PolicyDesign[];
}

/** The namespaces that there are, in the order of NAMESPACES. */
export function namespaceDesigns(choices: NamespaceChoices): readonly NamespaceDesign[] {
  const connections = connectionsOf(choices);
  return namespacesOf(choices).map((name) => ({
    name,
    podSecurity: POD_SECURITY[name],
    limits: namespaceLimits(name, choices),
    policies: networkPolicies(name, connections, choices.addresses),
  }));
}

/** Who may connect to whom with these choices. */
export function connectionsOf(choices: NamespaceChoices): readonly PodConnection[] {
  return podConnections({ ...choices, namespaces: namespacesOf(choices), drivers: driverPods(choices) });
}

/** KAI divides GPUs between teams, and queues workflows that need none as well. */
function namespacesOf({ osmo, machineLearning, gpuPools }: NamespaceChoices): readonly NamespaceName[] {
  const gpu = gpuPools.length > 0;
  const there: Readonly<Record<NamespaceName, boolean>> = {
    "osmo-control-plane": osmo,
    "osmo-operator": osmo,
    "osmo-workflows": osmo,
    azureml: machineLearning,
    "gpu-operator": gpu,
    "kai-scheduler": osmo || gpu,
  };
  return NAMESPACES.filter((name) => there[name]);
}

/** Who loads drivers for the pools whose nodes AKS brings none to. */
function driverPods({ gpuPools }: NamespaceChoices): readonly DriverPods[] {
  const sources = new Set(gpuPools.map(driverSource));
  return [
    ...(sources.has("operator") ? ["gpu-driver" as const] : []),
    ...(sources.has("grid") ? ["grid-driver" as const] : []),
  ];
}

import type { AllowedHost } from "../../network/egress-rules";
import { azureMlFlows } from "./azureml-flows";
import { addressBlocks } from "./cluster-addresses";
import type { ClusterAddresses } from "./cluster-addresses";
import { gpuFlows, schedulerFlows } from "./gpu-flows";
import type { DriverPods } from "./gpu-flows";
import type { NamespaceName } from "../namespaces";
import { osmoFlows } from "./osmo-flows";
import { podGroup } from "./pod-parties";
import type { Party } from "./pod-parties";

export type Protocol = "TCP" | "UDP";

/** Ports of pods, never of the service in front: policies are judged behind it. */
export type PodPorts = number | { readonly from: number; readonly to: number };

/** Who connects to whom: becomes a rule that lets it out of the pods it comes from, and one that lets it into those it goes to. */
export interface PodConnection {
  /** Letters, digits and hyphens; unique. */
  readonly name: string;
  readonly from: readonly Party[];
  readonly to: readonly Party[];
  readonly protocols: readonly Protocol[];
  readonly ports: readonly PodPorts[];
  readonly neededBy: string;
  readonly why: string;
}

/** What decides who may connect to whom. */
export interface FlowChoices {
  /** Namespaces that are there. */
  readonly namespaces: readonly NamespaceName[];
  readonly addresses: ClusterAddresses;
  /** Pods that install drivers, for which they load packages. */
  readonly drivers: readonly DriverPods[];
  /** Ports that jobs and workflows may reach on the internet, as far as the firewall lets them: 443, and those of hosts that the operator adds. */
  readonly jobPorts: readonly number[];
}

/** Ports of jobs for the hosts that somebody chose for them; 443 is always one, for Entra ID. */
export function jobPorts(hosts: readonly Pick<AllowedHost, "protocol" | "port">[]): readonly number[] {
  return [...new Set([443, ...hosts.map(({ protocol, port }) => port ?? (protocol === "http" ? 80 : 443))])];
}

/** Everything that pods may connect to, and that may connect to them; what is not here is denied (D-1). */
export function podConnections(choices: FlowChoices): readonly PodConnection[] {
  const { namespaces, addresses, drivers } = choices;
  const there: ReadonlySet<string> = new Set(["kube-system", ...namespaces]);
  // What names pods or addresses that are not there connects nobody.
  const present = (parties: readonly Party[]) =>
    parties.filter((party) =>
      "pods" in party ? there.has(podGroup(party.pods).namespace) : addressBlocks(party.address, addresses).length > 0,
    );
  return [...osmoFlows(choices), ...azureMlFlows(choices), ...gpuFlows({ drivers }), ...schedulerFlows()]
    .map((connection) => ({ ...connection, from: present(connection.from), to: present(connection.to) }))
    .filter(({ from, to }) => from.length > 0 && to.length > 0);
}

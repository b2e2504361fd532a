import { inPods } from "./findings";
import { CONTAINERS } from "./pods";
import type { RefusingRule } from "./refusing-rules";

const REMEDY = "Leave it out: no workload needs its node";

/** Switches of a pod. Process namespaces of its own containers count too: /proc shows the environment and files of all of them. */
const SWITCHES = ["hostNetwork", "hostPID", "hostIPC", "shareProcessNamespace"];

/** Of a container `c`, in CEL. */
const HOST_PORT = "has(c.ports) && c.ports.exists(p, p.?hostPort.orValue(0) != 0)";
const PRIVILEGED =
  "c.?securityContext.?privileged.orValue(false) || c.?securityContext.?procMount.orValue('Default') != 'Default'";

const NODE_ACCESS = [
  inPods(
    "hostVolumes",
    { volume: "has(v.hostPath)" },
    { problem: "folders of the node as volumes", remedy: "Use an emptyDir or a claim" },
  ),
  inPods("hostPorts", { container: HOST_PORT }, { problem: "ports of the node in", remedy: REMEDY }),
  inPods("privileged", { container: PRIVILEGED }, { problem: "privileged containers", remedy: REMEDY }),
];

/**
 * Keeps workloads off their nodes, where tokens of all pods, the kubelet's credentials and the metadata service are; also where
 * the level of Pod Security of a namespace is loosened. Part of I-4 and S-1: from the node's network one is past all policies.
 */
export const refuseHostAccess: RefusingRule = {
  name: "refuse-host-access",
  threats: ["S-1", "I-4", "D-1"],
  title: "No workload reaches into its node or into the processes of another container",
  why: "Namespaces, files and ports of the node lead around network policies, to other pods' tokens and to the node's identity.",
  variables: [
    CONTAINERS,
    {
      name: "hostSwitches",
      expression: SWITCHES.map((name) => `(object.spec.?${name}.orValue(false) ? ['${name}'] : [])`).join(" + "),
    },
    ...NODE_ACCESS.map(({ variable }) => variable),
  ],
  refusals: [
    {
      found: "hostSwitches",
      suspected: { pod: SWITCHES.map((name) => `object.spec.?${name}.orValue(false)`).join(" || ") },
      problem: "namespaces that are not the container's own",
      remedy: REMEDY,
    },
    ...NODE_ACCESS.map(({ refusal }) => refusal),
  ],
};

import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

export const nodeOsUpgrades = resourceControl({
  name: "node-os-upgrades",
  inherits: ["SI-6"],
  severity: "medium",
  title: "Nodes get security updates of their operating system from Azure",
  rationale:
    "A container escape needs a hole in the kernel or the runtime of the node. Azure publishes patched images each week; without a channel they reach only nodes that somebody replaces by hand, and with updates left to the machine they come unobserved, outside the maintenance window, and not to new nodes.",
  remediation:
    'Set autoUpgradeProfile.nodeOSUpgradeChannel to "NodeImage" or "SecurityPatch": components/compute/cluster.ts.',
  references: { psrule: ["Azure.AKS.NodeAutoUpgrade"] },
  resources: [AZURE.managedCluster],
  remediates: "sets nodeOSUpgradeChannel to NodeImage, which is Azure's own default",
  *check(cluster) {
    yield cluster.expect("autoUpgradeProfile.nodeOSUpgradeChannel", oneOf("NodeImage", "SecurityPatch"), {
      otherwise: "leaves its nodes' operating system unpatched, or to itself",
      // "NodeImage" where nothing is said, since API version 2023-06-01: learn.microsoft.com/azure/aks/auto-upgrade-node-os-image.
      absent: "holds",
      mechanical: true,
    });
  },
});

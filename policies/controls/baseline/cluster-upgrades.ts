import { resourceControl } from "../../framework/control";
import { oneOf } from "../../framework/expectation";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import { holds } from "../../framework/truth";

/** Channels that bring new versions of Kubernetes; `node-image` brings new nodes of the same version. */
const CHANNELS = oneOf("patch", "stable", "rapid");

export const clusterUpgrades = resourceControl({
  name: "cluster-upgrades",
  inherits: ["SI-6"],
  severity: "medium",
  title: "Clusters follow a channel that brings patches of Kubernetes by itself",
  rationale:
    "The model inherits the cluster's patches from Azure, which installs none unless the deployer chooses a channel. Vulnerabilities of the API server and the kubelet are published with their fix, so a cluster that waits for somebody to upgrade it stays open to what everybody can read.",
  remediation: 'Set autoUpgradeProfile.upgradeChannel to "patch": components/compute/cluster.ts.',
  references: { psrule: ["Azure.AKS.AutoUpgrade", "Azure.AKS.Version"], checkov: ["CKV_AZURE_171"] },
  resources: [AZURE.managedCluster],
  remediates: "sets upgradeChannel to patch, which stays with the minor version that was chosen",
  *check(cluster) {
    const channel = cluster.read("autoUpgradeProfile.upgradeChannel");
    if (channel.state === "absent") {
      const automatic = isAutomatic(cluster);
      if (automatic === true) yield cluster.pass();
      if (automatic === "unknown") yield cluster.undetermined("whether Azure chooses the channel is not known yet");
      if (automatic !== false) return;
    }
    yield cluster.expect("autoUpgradeProfile.upgradeChannel", CHANNELS, {
      otherwise: "is not upgraded by itself",
      mechanical: true,
    });
  },
});

/** AKS Automatic upgrades its clusters on the channel `stable`. Source: learn.microsoft.com/azure/aks/intro-aks-automatic. */
function isAutomatic(cluster: Resource) {
  return holds(cluster.text("sku.name"), (name) => name.toLowerCase() === "automatic");
}

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { clusterUpgrades } from "./cluster-upgrades";

const cluster = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties,
});
const channel = (upgradeChannel: unknown) => cluster({ autoUpgradeProfile: { upgradeChannel } });

export default fixtures(clusterUpgrades, {
  pass: [
    { title: "patches", resources: [channel("patch")] },
    { title: "new minor versions too", resources: [channel("stable")] },
    { title: "the newest version", resources: [channel("Rapid")] },
    { title: "AKS Automatic, which chooses by itself", resources: [cluster({ sku: { name: "Automatic" } })] },
  ],
  fail: [
    { title: "nothing is said", resources: [cluster({})] },
    { title: "no channel", resources: [channel("none")] },
    { title: "new images of the same version", resources: [channel("node-image")] },
    {
      title: "the nodes' operating system only",
      resources: [cluster({ autoUpgradeProfile: { nodeOSUpgradeChannel: "NodeImage" } })],
    },
    {
      title: "AKS Automatic that was told not to",
      resources: [cluster({ sku: { name: "Automatic" }, autoUpgradeProfile: { upgradeChannel: "none" } })],
    },
    {
      title: "an old API version",
      resources: [{ ...channel("none"), type: "azure-native:containerservice/v20230401:ManagedCluster" }],
    },
  ],
  unknown: [
    { title: "the channel is not known yet", resources: [channel(unknown)] },
    { title: "the profile is not known yet", resources: [cluster({ autoUpgradeProfile: unknown })] },
    { title: "whether it is AKS Automatic is not known yet", resources: [cluster({ sku: { name: unknown } })] },
  ],
  notApplicable: [{ title: "a node pool", resources: [{ type: AZURE.agentPool, name: "gpu", properties: {} }] }],
});

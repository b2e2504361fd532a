import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { nodeOsUpgrades } from "./node-os-upgrades";

const cluster = (autoUpgradeProfile: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { autoUpgradeProfile },
});

export default fixtures(nodeOsUpgrades, {
  pass: [
    { title: "new images", resources: [cluster({ nodeOSUpgradeChannel: "NodeImage" })] },
    { title: "patches", resources: [cluster({ nodeOSUpgradeChannel: "SecurityPatch" })] },
    { title: "Azure's default", resources: [cluster(undefined)] },
  ],
  fail: [
    { title: "none", resources: [cluster({ nodeOSUpgradeChannel: "None" })] },
    { title: "the machine's own updates", resources: [cluster({ nodeOSUpgradeChannel: "Unmanaged" })] },
    { title: "another case", resources: [cluster({ nodeOSUpgradeChannel: "unmanaged", upgradeChannel: "stable" })] },
    {
      title: "an old API version",
      resources: [
        {
          ...cluster({ nodeOSUpgradeChannel: "None" }),
          type: "azure-native_containerservice_v20240901:containerservice:ManagedCluster",
        },
      ],
    },
  ],
  unknown: [{ title: "the channel is not known yet", resources: [cluster({ nodeOSUpgradeChannel: unknown })] }],
  notApplicable: [{ title: "a node pool", resources: [{ type: AZURE.agentPool, name: "gpu", properties: {} }] }],
});

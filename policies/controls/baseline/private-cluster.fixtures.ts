import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { privateCluster } from "./private-cluster";

const PRIVATE = { enablePrivateCluster: true, enablePrivateClusterPublicFQDN: false, disableRunCommand: true };
const cluster = (apiServerAccessProfile?: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { apiServerAccessProfile },
});

export default fixtures(privateCluster, {
  pass: [
    { title: "private, without public name and run command", resources: [cluster(PRIVATE)] },
    { title: "texts for booleans", resources: [cluster({ ...PRIVATE, enablePrivateCluster: "True" })] },
  ],
  fail: [
    { title: "nothing is said", resources: [cluster()] },
    { title: "public", resources: [cluster({ ...PRIVATE, enablePrivateCluster: false })] },
    {
      title: "public to some addresses",
      resources: [cluster({ disableRunCommand: true, authorizedIPRanges: ["203.0.113.0/24"] })],
    },
    {
      title: "private with a name in public DNS",
      resources: [cluster({ ...PRIVATE, enablePrivateClusterPublicFQDN: true })],
    },
    {
      title: "private, and nothing said of the public name",
      resources: [cluster({ enablePrivateCluster: true, disableRunCommand: true })],
    },
    { title: "private, and the run command is left on", resources: [cluster({ ...PRIVATE, disableRunCommand: null })] },
    {
      title: "an old API version",
      resources: [{ ...cluster(), type: "azure-native:containerservice/v20240901:ManagedCluster" }],
    },
  ],
  unknown: [
    { title: "the profile is not known yet", resources: [cluster(unknown)] },
    { title: "one of the settings is not known yet", resources: [cluster({ ...PRIVATE, disableRunCommand: unknown })] },
  ],
  notApplicable: [{ title: "a node pool", resources: [{ type: AZURE.agentPool, name: "gpu", properties: {} }] }],
});

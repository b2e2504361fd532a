import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { networkPolicyEngine } from "./network-policy-engine";

const cluster = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties,
});
const network = (networkProfile: unknown) => cluster({ networkProfile });

export default fixtures(networkPolicyEngine, {
  pass: [
    { title: "Cilium", resources: [network({ networkPolicy: "cilium", networkDataplane: "cilium" })] },
    { title: "Calico", resources: [network({ networkPolicy: "calico" })] },
    { title: "Azure's own, in another case", resources: [network({ networkPolicy: "Azure" })] },
    { title: "AKS Automatic, which has Cilium", resources: [cluster({ sku: { name: "Automatic" } })] },
  ],
  fail: [
    { title: "nothing is said", resources: [cluster({})] },
    { title: "a plugin, and no engine", resources: [network({ networkPlugin: "azure" })] },
    { title: "none", resources: [network({ networkPolicy: "none", networkDataplane: "cilium" })] },
    { title: "an empty name", resources: [network({ networkPolicy: "" })] },
    { title: "Cilium without its data plane", resources: [network({ networkPolicy: "cilium" })] },
    {
      title: "Cilium on Azure's data plane",
      resources: [network({ networkPolicy: "Cilium", networkDataplane: "azure" })],
    },
    {
      title: "the data plane alone",
      resources: [network({ networkPlugin: "azure", networkDataplane: "cilium" })],
    },
    {
      title: "an old API version",
      resources: [{ ...cluster({}), type: "azure-native:containerservice/v20240901:ManagedCluster" }],
    },
  ],
  unknown: [
    { title: "the engine is not known yet", resources: [network({ networkPolicy: unknown })] },
    {
      title: "the data plane is not known yet",
      resources: [network({ networkPolicy: "cilium", networkDataplane: unknown })],
    },
    { title: "whether it is AKS Automatic is not known yet", resources: [cluster({ sku: { name: unknown } })] },
  ],
  notApplicable: [{ title: "a node pool", resources: [{ type: AZURE.agentPool, name: "gpu", properties: {} }] }],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { noPublicIpOnNodes } from "./no-public-ip-on-nodes";

const machines = (type: ResourceType, properties: Record<string, unknown>): FixtureResource => ({
  type,
  name: "machines",
  properties,
});
const cluster = (...agentPoolProfiles: unknown[]) => machines(AZURE.managedCluster, { agentPoolProfiles });
const pool = (properties: Record<string, unknown>) => machines(AZURE.agentPool, properties);
const compute = (computeType: unknown, properties?: unknown) =>
  machines(AZURE.machineLearningCompute, { properties: { computeType, properties } });
const card = (...ipConfigurations: unknown[]) => machines(AZURE.networkInterface, { ipConfigurations });
const scaleSet = (networkInterfaceConfigurations: unknown) =>
  machines(AZURE.virtualMachineScaleSet, {
    virtualMachineProfile: { networkProfile: { networkInterfaceConfigurations } },
  });

export default fixtures(noPublicIpOnNodes, {
  pass: [
    {
      title: "a cluster's pools",
      resources: [cluster({ name: "system", enableNodePublicIP: false }, { name: "user" })],
    },
    { title: "a pool by default", resources: [pool({})] },
    { title: "compute without", resources: [compute("AmlCompute", { enableNodePublicIp: false })] },
    { title: "an interface with a private address", resources: [card({ name: "main", subnet: { id: unknown } })] },
    {
      title: "a scale set",
      resources: [scaleSet([{ name: "nic", ipConfigurations: [{ name: "main", subnet: { id: unknown } }] }])],
    },
  ],
  fail: [
    { title: "a pool written in the cluster", resources: [cluster({ name: "system", enableNodePublicIP: true })] },
    { title: "a pool of its own", resources: [pool({ enableNodePublicIP: true })] },
    { title: "a text for the boolean", resources: [pool({ enableNodePublicIP: "True" })] },
    { title: "a prefix for public addresses", resources: [pool({ nodePublicIPPrefixID: "/subscriptions/0/prefix" })] },
    { title: "compute for training by default", resources: [compute("AmlCompute")] },
    { title: "a compute instance", resources: [compute("ComputeInstance", { enableNodePublicIp: true })] },
    {
      title: "an interface whose address is not known yet",
      resources: [card({ name: "main", publicIPAddress: { id: unknown } })],
    },
    {
      title: "a scale set that makes its addresses",
      resources: [
        scaleSet([
          { name: "nic", ipConfigurations: [{ name: "main", publicIPAddressConfiguration: { name: "pip" } }] },
        ]),
      ],
    },
    {
      title: "a machine that makes its interface",
      resources: [
        machines(AZURE.virtualMachine, {
          networkProfile: {
            networkInterfaceConfigurations: [
              { name: "nic", ipConfigurations: [{ name: "main", publicIPAddressConfiguration: { name: "pip" } }] },
            ],
          },
        }),
      ],
    },
    {
      title: "an old API version",
      resources: [{ ...pool({ enableNodePublicIP: true }), type: "azure-native:containerservice/v20230401:AgentPool" }],
    },
  ],
  unknown: [
    { title: "the setting is not known yet", resources: [pool({ enableNodePublicIP: unknown })] },
    {
      title: "the pools are not known yet",
      resources: [machines(AZURE.managedCluster, { agentPoolProfiles: unknown })],
    },
    { title: "which compute it is is not known yet", resources: [compute(unknown)] },
    { title: "whether there is an address is not known yet", resources: [card({ publicIPAddress: unknown })] },
  ],
  notApplicable: [
    { title: "compute in a cluster", resources: [compute("Kubernetes")] },
    {
      title: "a machine whose interface is a resource of its own",
      resources: [machines(AZURE.virtualMachine, { networkProfile: { networkInterfaces: [{ id: unknown }] } })],
    },
    { title: "a cluster of which no pool is written", resources: [machines(AZURE.managedCluster, {})] },
  ],
});

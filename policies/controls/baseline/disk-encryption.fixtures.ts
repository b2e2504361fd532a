import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { diskEncryption } from "./disk-encryption";

const cluster = (agentPoolProfiles: unknown): FixtureResource => ({
  type: AZURE.managedCluster,
  name: "aks",
  properties: { agentPoolProfiles },
});
const pool = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.agentPool,
  name: "gpu",
  properties: { resourceName: "aks-platform", vmSize: "Standard_NC40ads_H100_v5", ...properties },
});
const machine = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.virtualMachine,
  name: "workstation",
  properties,
});
const scaleSet = (virtualMachineProfile: unknown): FixtureResource => ({
  type: AZURE.virtualMachineScaleSet,
  name: "runners",
  properties: { virtualMachineProfile },
});

export default fixtures(diskEncryption, {
  pass: [
    {
      title: "every pool, inside the cluster and beside it",
      resources: [cluster([{ name: "system", enableEncryptionAtHost: true }]), pool({ enableEncryptionAtHost: true })],
    },
    { title: "a machine", resources: [machine({ securityProfile: { encryptionAtHost: true } })] },
    {
      title: "a confidential machine",
      resources: [
        machine({
          securityProfile: { securityType: "ConfidentialVM" },
          storageProfile: {
            osDisk: { managedDisk: { securityProfile: { securityEncryptionType: "DiskWithVMGuestState" } } },
          },
        }),
      ],
    },
    { title: "a scale set", resources: [scaleSet({ securityProfile: { encryptionAtHost: true } })] },
  ],
  fail: [
    { title: "a pool of which nothing is said", resources: [pool({})] },
    { title: "a pool with encryption off", resources: [pool({ enableEncryptionAtHost: false })] },
    {
      title: "a pool of an older API version",
      resources: [{ ...pool({}), type: "azure-native:containerservice/v20230401:AgentPool" }],
    },
    {
      title: "one of the pools inside the cluster",
      resources: [cluster([{ name: "system", enableEncryptionAtHost: true }, { name: "workload" }])],
    },
    {
      title: "one of the pools inside the cluster, whatever another turns out to be",
      resources: [cluster([{ name: "system", enableEncryptionAtHost: unknown }, { name: "workload" }])],
    },
    { title: "a machine", resources: [machine({})] },
    {
      title: "a confidential machine that encrypts its state only",
      resources: [
        machine({
          securityProfile: { securityType: "ConfidentialVM" },
          storageProfile: {
            osDisk: { managedDisk: { securityProfile: { securityEncryptionType: "VMGuestStateOnly" } } },
          },
        }),
      ],
    },
    { title: "a scale set", resources: [scaleSet({ securityProfile: { encryptionAtHost: false } })] },
  ],
  unknown: [
    { title: "a pool's encryption is not known yet", resources: [pool({ enableEncryptionAtHost: unknown })] },
    { title: "the pools inside the cluster are not known yet", resources: [cluster(unknown)] },
    { title: "a scale set's machines are not known yet", resources: [scaleSet(unknown)] },
  ],
  notApplicable: [
    { title: "a cluster whose pools are resources of their own", resources: [cluster([])] },
    { title: "a scale set that makes no machines itself", resources: [scaleSet(undefined)] },
    { title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] },
  ],
});

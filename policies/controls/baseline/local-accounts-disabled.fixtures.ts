import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { localAccountsDisabled } from "./local-accounts-disabled";

const service = (type: ResourceType, properties: Record<string, unknown>): FixtureResource => ({
  type,
  name: "service",
  properties,
});
const ENTRA = { disableLocalAccounts: true, aadProfile: { managed: true, enableAzureRBAC: true } };
const cluster = (properties: Record<string, unknown>) => service(AZURE.managedCluster, { ...ENTRA, ...properties });
const compute = (properties: Record<string, unknown>) => service(AZURE.machineLearningCompute, { properties });

export default fixtures(localAccountsDisabled, {
  pass: [
    { title: "a cluster with Entra ID and Azure's roles", resources: [cluster({})] },
    { title: "a registry by default", resources: [service(AZURE.containerRegistry, {})] },
    { title: "Grafana by default", resources: [service(AZURE.grafana, { properties: {} })] },
    {
      title: "Log Analytics",
      resources: [service(AZURE.logAnalyticsWorkspace, { features: { disableLocalAuth: true } })],
    },
    { title: "Application Insights", resources: [service(AZURE.applicationInsights, { disableLocalAuth: "true" })] },
    { title: "an automation account", resources: [service(AZURE.automationAccount, { disableLocalAuth: true })] },
    { title: "compute for training", resources: [compute({ computeType: "AmlCompute", disableLocalAuth: true })] },
    { title: "storage without users", resources: [service(AZURE.storageAccount, { isLocalUserEnabled: false })] },
    {
      title: "storage with SFTP, and without users of its own",
      resources: [service(AZURE.storageAccount, { isLocalUserEnabled: false, isSftpEnabled: true })],
    },
    {
      title: "a machine that takes SSH keys only",
      resources: [
        service(AZURE.virtualMachine, { osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } } }),
      ],
    },
  ],
  fail: [
    { title: "a cluster of which nothing is said", resources: [service(AZURE.managedCluster, {})] },
    { title: "a cluster with local accounts", resources: [cluster({ disableLocalAccounts: false })] },
    { title: "a cluster with roles of Kubernetes only", resources: [cluster({ aadProfile: { managed: true } })] },
    {
      title: "a cluster with Entra ID by way of an application of its own",
      resources: [cluster({ aadProfile: { clientAppID: "0", serverAppID: "1", enableAzureRBAC: true } })],
    },
    {
      title: "a registry's administrator",
      resources: [service(AZURE.containerRegistry, { adminUserEnabled: "True" })],
    },
    {
      title: "a registry that asks nobody who they are",
      resources: [service(AZURE.containerRegistry, { anonymousPullEnabled: true })],
    },
    {
      title: "storage with users of its own",
      resources: [service(AZURE.storageAccount, { isLocalUserEnabled: true })],
    },
    { title: "storage with SFTP, by default", resources: [service(AZURE.storageAccount, { isSftpEnabled: "true" })] },
    { title: "Grafana with API keys", resources: [service(AZURE.grafana, { properties: { apiKey: "Enabled" } })] },
    { title: "Log Analytics by default", resources: [service(AZURE.logAnalyticsWorkspace, {})] },
    { title: "Application Insights by default", resources: [service(AZURE.applicationInsights, {})] },
    { title: "an automation account by default", resources: [service(AZURE.automationAccount, {})] },
    { title: "compute for training by default", resources: [compute({ computeType: "ComputeInstance" })] },
    {
      title: "a machine that takes passwords",
      resources: [service(AZURE.virtualMachine, { osProfile: { linuxConfiguration: {} } })],
    },
    {
      title: "an old API version",
      resources: [
        {
          type: "azure-native:containerregistry/v20230701:Registry",
          name: "registry",
          properties: { adminUserEnabled: true },
        },
      ],
    },
  ],
  unknown: [
    { title: "the setting is not known yet", resources: [cluster({ disableLocalAccounts: unknown })] },
    { title: "which compute it is is not known yet", resources: [compute({ computeType: unknown })] },
    {
      title: "whether storage has SFTP is not known yet",
      resources: [service(AZURE.storageAccount, { isSftpEnabled: unknown })],
    },
    { title: "the profile is not known yet", resources: [cluster({ aadProfile: unknown })] },
  ],
  notApplicable: [
    { title: "compute that is attached", resources: [compute({ computeType: "Databricks" })] },
    { title: "storage without SFTP", resources: [service(AZURE.storageAccount, {})] },
    { title: "a machine with Windows", resources: [service(AZURE.virtualMachine, { osProfile: {} })] },
    { title: "another type", resources: [service(AZURE.virtualNetwork, {})] },
  ],
});

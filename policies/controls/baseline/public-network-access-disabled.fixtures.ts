import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { publicNetworkAccessDisabled } from "./public-network-access-disabled";

const service = (
  type: FixtureResource["type"],
  name: string,
  properties: Record<string, unknown> = {},
): FixtureResource => ({ type, name, properties });

export default fixtures(publicNetworkAccessDisabled, {
  pass: [
    {
      title: "storage and vault, each where it has the switch",
      resources: [
        service(AZURE.storageAccount, "datasets", { publicNetworkAccess: "Disabled" }),
        service(AZURE.keyVault, "vault", { properties: { publicNetworkAccess: "disabled" } }),
      ],
    },
    {
      title: "services of the platform",
      resources: [
        service(AZURE.postgresServer, "osmo", { network: { publicNetworkAccess: "Disabled" } }),
        service(AZURE.redisEnterprise, "redis", { publicNetworkAccess: "Disabled" }),
        service(AZURE.containerRegistry, "registry", { publicNetworkAccess: "Disabled" }),
        service(AZURE.machineLearningWorkspace, "ml", { publicNetworkAccess: "Disabled" }),
        service(AZURE.grafana, "dashboards", { properties: { publicNetworkAccess: "Disabled" } }),
        service(AZURE.monitorWorkspace, "metrics", { publicNetworkAccess: "Disabled" }),
        service(AZURE.dataCollectionEndpoint, "collector", { networkAcls: { publicNetworkAccess: "Disabled" } }),
      ],
    },
    {
      title: "an automation account, whose switch is a boolean",
      resources: [service(AZURE.automationAccount, "schedule", { publicNetworkAccess: false })],
    },
    {
      title: "logs are neither written nor read from outside",
      resources: [
        service(AZURE.logAnalyticsWorkspace, "logs", {
          publicNetworkAccessForIngestion: "Disabled",
          publicNetworkAccessForQuery: "Disabled",
        }),
      ],
    },
    {
      title: "blobs that nobody reads without signing in",
      resources: [
        service(AZURE.storageAccount, "datasets", { publicNetworkAccess: "Disabled", allowBlobPublicAccess: false }),
        service(AZURE.blobContainer, "checkpoints", { publicAccess: "None" }),
        service(AZURE.blobContainer, "models"),
      ],
    },
    {
      title: "a database that stands in the network itself",
      resources: [service(AZURE.postgresServer, "osmo", { network: { delegatedSubnetResourceId: unknown } })],
    },
  ],
  fail: [
    {
      title: "public access is on",
      resources: [service(AZURE.storageAccount, "datasets", { publicNetworkAccess: "Enabled" })],
    },
    {
      title: "nothing is said, so Azure leaves it on",
      resources: [
        service(AZURE.storageAccount, "datasets"),
        service(AZURE.keyVault, "vault", { properties: {} }),
        service(AZURE.postgresServer, "osmo", { network: {} }),
        service(AZURE.containerRegistry, "registry"),
        service(AZURE.grafana, "dashboards"),
        service(AZURE.dataCollectionEndpoint, "collector"),
      ],
    },
    {
      title: "on in the vault's own spelling",
      resources: [service(AZURE.keyVault, "vault", { properties: { publicNetworkAccess: "enabled" } })],
    },
    {
      title: "left to a network security perimeter",
      resources: [service(AZURE.storageAccount, "datasets", { publicNetworkAccess: "SecuredByPerimeter" })],
    },
    {
      title: "the switch of the vault in the wrong place",
      resources: [service(AZURE.keyVault, "vault", { publicNetworkAccess: "Disabled", properties: {} })],
    },
    {
      title: "an automation account",
      resources: [service(AZURE.automationAccount, "schedule", { publicNetworkAccess: true })],
    },
    {
      title: "an account whose containers may be opened to everybody",
      resources: [
        service(AZURE.storageAccount, "datasets", { publicNetworkAccess: "Disabled", allowBlobPublicAccess: "True" }),
      ],
    },
    {
      title: "a container that lists its blobs to everybody",
      resources: [service(AZURE.blobContainer, "datasets", { publicAccess: "Container" })],
    },
    {
      title: "a container that gives its blobs to everybody",
      resources: [service(AZURE.blobContainer, "datasets", { publicAccess: "blob" })],
    },
    {
      title: "logs can be read from outside",
      resources: [
        service(AZURE.logAnalyticsWorkspace, "logs", { publicNetworkAccessForIngestion: "Disabled" }),
        service(AZURE.applicationInsights, "insights", { publicNetworkAccessForIngestion: "Disabled" }),
      ],
    },
    {
      title: "a workspace that stays public beside its private endpoint",
      resources: [
        service(AZURE.machineLearningWorkspace, "ml", {
          publicNetworkAccess: "Disabled",
          allowPublicAccessWhenBehindVnet: true,
        }),
      ],
    },
  ],
  unknown: [
    {
      title: "the setting is not known yet",
      resources: [service(AZURE.redisEnterprise, "redis", { publicNetworkAccess: unknown })],
    },
    {
      title: "who reads a container is not known yet",
      resources: [service(AZURE.blobContainer, "datasets", { publicAccess: unknown })],
    },
    {
      title: "none of the vault's settings is known yet",
      resources: [service(AZURE.keyVault, "vault", { properties: unknown })],
    },
  ],
  notApplicable: [
    { title: "a type without public access", resources: [service(AZURE.virtualNetwork, "vnet")] },
    { title: "a private endpoint", resources: [service(AZURE.privateEndpoint, "endpoint")] },
  ],
});

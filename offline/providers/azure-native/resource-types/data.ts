import { inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";

/** Storage, database, cache and registry. */
export const dataTypes: Readonly<Record<string, ResourceType>> = {
  "containerregistry:Registry": inResourceGroup("Microsoft.ContainerRegistry/registries", "registryName", {
    required: ["sku"],
    naming: "alphanumeric",
    nameForm: /^[a-zA-Z0-9]{5,50}$/,
    outputs: ({ name }) => ({ loginServer: `${name}.azurecr.io`, provisioningState: "Succeeded" }),
  }),
  "dbforpostgresql:AdministratorsMicrosoftEntra": inResourceGroup(
    "Microsoft.DBforPostgreSQL/flexibleServers/administrators",
    ["serverName", "objectId"],
  ),
  "dbforpostgresql:Configuration": inResourceGroup("Microsoft.DBforPostgreSQL/flexibleServers/configurations", [
    "serverName",
    "configurationName",
  ]),
  "dbforpostgresql:Database": inResourceGroup("Microsoft.DBforPostgreSQL/flexibleServers/databases", [
    "serverName",
    "databaseName",
  ]),
  "dbforpostgresql:Server": inResourceGroup("Microsoft.DBforPostgreSQL/flexibleServers", "serverName", {
    createOnly: ["administratorLogin", "createMode"],
    outputs: ({ name }) => ({ fullyQualifiedDomainName: `${name}.postgres.database.azure.com`, state: "Ready" }),
  }),
  "redisenterprise:AccessPolicyAssignment": inResourceGroup(
    "Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments",
    ["clusterName", "databaseName", "accessPolicyAssignmentName"],
    { required: ["accessPolicyName", "user"] },
  ),
  "redisenterprise:Database": inResourceGroup(
    "Microsoft.Cache/redisEnterprise/databases",
    ["clusterName", "databaseName"],
    {
      outputs: () => ({ resourceState: "Running", provisioningState: "Succeeded" }),
    },
  ),
  "redisenterprise:RedisEnterprise": inResourceGroup("Microsoft.Cache/redisEnterprise", "clusterName", {
    required: ["publicNetworkAccess", "sku"],
    outputs: ({ name }) => ({ hostName: `${name}.standin.redis.azure.net`, provisioningState: "Succeeded" }),
  }),
  "storage:BlobContainer": inResourceGroup(
    "Microsoft.Storage/storageAccounts/blobServices/containers",
    ["accountName", "containerName"],
    { outputs: () => ({ hasImmutabilityPolicy: false, hasLegalHold: false }) },
  ),
  "storage:BlobServiceProperties": inResourceGroup(
    "Microsoft.Storage/storageAccounts/blobServices",
    ["accountName", "blobServicesName"],
    { naming: "none" },
  ),
  "storage:ManagementPolicy": inResourceGroup(
    "Microsoft.Storage/storageAccounts/managementPolicies",
    ["accountName", "managementPolicyName"],
    { required: ["policy"], naming: "none" },
  ),
  "storage:StorageAccount": inResourceGroup("Microsoft.Storage/storageAccounts", "accountName", {
    required: ["kind", "sku"],
    naming: "alphanumeric",
    nameForm: /^[a-z0-9]{3,24}$/,
    createOnly: ["isHnsEnabled", "kind"],
    outputs: ({ name }) => ({
      primaryLocation: "standin",
      primaryEndpoints: Object.fromEntries(
        ["blob", "dfs", "file", "queue", "table", "web"].map((service) => [
          service,
          `https://${name}.${service}.core.windows.net/`,
        ]),
      ),
      provisioningState: "Succeeded",
    }),
  }),
  "storage:FileServiceProperties": inResourceGroup(
    "Microsoft.Storage/storageAccounts/fileServices",
    ["accountName", "fileServicesName"],
    { naming: "none" },
  ),
};

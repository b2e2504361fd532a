/*
 * What the automation account may do, by Azure's names of operations, each written out (E-1). Source:
 * learn.microsoft.com/azure/role-based-access-control/resource-provider-operations. None of them was tried against Azure.
 */

export const READ_CLUSTER = ["Microsoft.ContainerService/managedClusters/read"];
export const START_STOP_CLUSTER = [
  "Microsoft.ContainerService/managedClusters/start/action",
  "Microsoft.ContainerService/managedClusters/stop/action",
];

export const READ_DATABASE = ["Microsoft.DBforPostgreSQL/flexibleServers/read"];
export const START_STOP_DATABASE = [
  "Microsoft.DBforPostgreSQL/flexibleServers/start/action",
  "Microsoft.DBforPostgreSQL/flexibleServers/stop/action",
];

/** The answer to regenerating holds the new keys: listing them is not needed. */
export const ROTATE_REDIS_KEY = [
  "Microsoft.Cache/redisEnterprise/databases/read",
  "Microsoft.Cache/redisEnterprise/databases/regenerateKey/action",
];

/** On the control plane reading gives a secret's properties and never its value. */
export const WRITE_SECRET = ["Microsoft.KeyVault/vaults/secrets/read", "Microsoft.KeyVault/vaults/secrets/write"];

/**
 * Every resource type that a control judges, under the name that Azure, Kubernetes or this project gives it. A control
 * names its types from here, so that a misspelt token does not compile instead of matching nothing.
 */
export const AZURE = {
  applicationInsights: "azure-native:applicationinsights:Component",
  automationAccount: "azure-native:automation:AutomationAccount",
  azureFirewall: "azure-native:network:AzureFirewall",
  blobContainer: "azure-native:storage:BlobContainer",
  blobService: "azure-native:storage:BlobServiceProperties",
  containerRegistry: "azure-native:containerregistry:Registry",
  dataCollectionEndpoint: "azure-native:monitor:DataCollectionEndpoint",
  diagnosticSetting: "azure-native:monitor:DiagnosticSetting",
  grafana: "azure-native:dashboard:Grafana",
  keyVault: "azure-native:keyvault:Vault",
  logAnalyticsWorkspace: "azure-native:operationalinsights:Workspace",
  machineLearningWorkspace: "azure-native:machinelearningservices:Workspace",
  managedCluster: "azure-native:containerservice:ManagedCluster",
  monitorWorkspace: "azure-native:monitor:AzureMonitorWorkspace",
  networkSecurityGroup: "azure-native:network:NetworkSecurityGroup",
  postgresConfiguration: "azure-native:dbforpostgresql:Configuration",
  postgresServer: "azure-native:dbforpostgresql:Server",
  privateDnsZone: "azure-native:privatedns:PrivateZone",
  privateEndpoint: "azure-native:network:PrivateEndpoint",
  redisCache: "azure-native:redis:Redis",
  redisEnterprise: "azure-native:redisenterprise:RedisEnterprise",
  redisEnterpriseDatabase: "azure-native:redisenterprise:Database",
  securityRule: "azure-native:network:SecurityRule",
  storageAccount: "azure-native:storage:StorageAccount",
  subnet: "azure-native:network:Subnet",
  virtualNetwork: "azure-native:network:VirtualNetwork",
  vpnGateway: "azure-native:network:VirtualNetworkGateway",
} as const;

/** Facts that are no cloud resource, put into the graph by evidence components (docs/evidence-components.md). */
export const EVIDENCE = {
  stateBackend: "physical-ai:operations:StateBackend",
} as const;

export type ResourceType = (typeof AZURE)[keyof typeof AZURE] | (typeof EVIDENCE)[keyof typeof EVIDENCE];

/**
 * The token without its API version: `azure-native:storage/v20230101:StorageAccount` and the token of a local SDK,
 * `azure-native_storage_v20230101:storage:StorageAccount`, are the same resource as `azure-native:storage:StorageAccount`.
 */
export function withoutApiVersion(token: string): string {
  return token
    .replace(/^azure-native_[a-z]+_v\d{8}[a-z]*:/, "azure-native:")
    .replace(/^(azure-native:[a-z]+)\/v\d{8}[a-z]*:/, "$1:");
}

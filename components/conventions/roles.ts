import type * as pulumi from "@pulumi/pulumi";

/** A role to grant: one of Azure's, whose id is the same in every tenant, or one of the platform's own. */
export interface Role {
  readonly name: string;
  /** Last part of the definition's ARM id: a uuid. */
  readonly id: pulumi.Input<string>;
}

/** A role of Azure. */
export interface BuiltInRole extends Role {
  readonly id: string;
}

/**
 * The roles that the platform grants, by Azure's name and id (learn.microsoft.com, "Azure built-in roles"). Owner,
 * Contributor and User Access Administrator are missing on purpose (E-1, E-3).
 */
export const roles = {
  acrPull: { name: "AcrPull", id: "7f951dda-4ed3-4680-a7ca-43fe172d538d" },
  acrPush: { name: "AcrPush", id: "8311e382-0749-4cb8-b61a-304f252e45ec" },
  aiNetworkConnectionApprover: {
    name: "Azure AI Enterprise Network Connection Approver",
    id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea",
  },
  aksClusterUser: { name: "Azure Kubernetes Service Cluster User Role", id: "4abbcc35-e782-43d8-92c5-2d3f1bd2253f" },
  aksRbacClusterAdmin: {
    name: "Azure Kubernetes Service RBAC Cluster Admin",
    id: "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  },
  azureMlDataScientist: { name: "AzureML Data Scientist", id: "f6c7c914-8db3-469d-8ca1-694a8f32e121" },
  grafanaAdmin: { name: "Grafana Admin", id: "22926164-76b3-42b3-bc55-97df8dab3e41" },
  grafanaEditor: { name: "Grafana Editor", id: "a79a5197-3a5c-4973-a920-486035ffd60f" },
  grafanaViewer: { name: "Grafana Viewer", id: "60921a7e-fef1-4a43-9b16-a26c52ad4769" },
  keyVaultContributor: { name: "Key Vault Contributor", id: "f25e0fa2-a7c8-4377-a976-54943a77a395" },
  keyVaultCryptoEncryptionUser: {
    name: "Key Vault Crypto Service Encryption User",
    id: "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  },
  keyVaultCryptoUser: { name: "Key Vault Crypto User", id: "12338af0-0e69-4776-bea7-57ae8d297424" },
  keyVaultSecretsOfficer: { name: "Key Vault Secrets Officer", id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7" },
  keyVaultSecretsUser: { name: "Key Vault Secrets User", id: "4633458b-17de-408a-b874-0445c86b69e6" },
  logAnalyticsReader: { name: "Log Analytics Reader", id: "73c42c96-874c-492b-b04d-ab87d138a893" },
  managedIdentityOperator: { name: "Managed Identity Operator", id: "f1a07417-d97a-45cb-824c-7a7467783830" },
  monitoringDataReader: { name: "Monitoring Data Reader", id: "b0d8363b-8ddd-447d-831f-62ca05bff136" },
  monitoringMetricsPublisher: { name: "Monitoring Metrics Publisher", id: "3913510d-42f4-4e42-8a64-420c390055eb" },
  networkContributor: { name: "Network Contributor", id: "4d97b98b-1d4f-4787-a291-c67834d212e7" },
  privateDnsZoneContributor: { name: "Private DNS Zone Contributor", id: "b12aa53e-6015-4669-85d0-8515ebb3ae7f" },
  reader: { name: "Reader", id: "acdd72a7-3385-48ef-bd42-f606fba81ae7" },
  storageBlobDataContributor: { name: "Storage Blob Data Contributor", id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe" },
  storageBlobDataReader: { name: "Storage Blob Data Reader", id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" },
  storageFileDataPrivilegedContributor: {
    name: "Storage File Data Privileged Contributor",
    id: "69566ab7-960f-475b-8e7c-b3118f30c6bd",
  },
} as const satisfies Record<string, BuiltInRole>;

/** A built-in role of Azure; its id is the same in every tenant. */
export interface Role {
  readonly name: string;
  readonly id: string;
}

/** The roles that the platform grants, by Azure's name and id (learn.microsoft.com, "Azure built-in roles"). */
export const roles = {
  keyVaultSecretsUser: { name: "Key Vault Secrets User", id: "4633458b-17de-408a-b874-0445c86b69e6" },
  storageBlobDataReader: { name: "Storage Blob Data Reader", id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1" },
  storageBlobDataContributor: { name: "Storage Blob Data Contributor", id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe" },
} as const satisfies Record<string, Role>;

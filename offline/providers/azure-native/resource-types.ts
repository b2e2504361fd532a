import { extensionOf, inResourceGroup } from "./resource-type";
import type { ResourceType } from "./resource-type";

/**
 * Every azure-native resource type that the platform uses, by its token without package and API version. To add one: its
 * Azure Resource Manager type, the inputs that name it and its parents, what else it requires, and what it returns beyond
 * its inputs. Everything that every resource returns (name, type, a system-assigned identity) needs no entry.
 */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  "authorization:ManagementLockByScope": extensionOf("scope", "Microsoft.Authorization/locks", "lockName", {
    required: ["level"],
  }),
  "authorization:RoleAssignment": extensionOf(
    "scope",
    "Microsoft.Authorization/roleAssignments",
    "roleAssignmentName",
    {
      required: ["principalId", "roleDefinitionId"],
      naming: "uuid",
      createOnly: ["principalId", "roleDefinitionId", "principalType"],
    },
  ),
  "authorization:RoleDefinition": extensionOf("scope", "Microsoft.Authorization/roleDefinitions", "roleDefinitionId", {
    naming: "uuid",
  }),
  "keyvault:Key": inResourceGroup("Microsoft.KeyVault/vaults/keys", ["vaultName", "keyName"], {
    required: ["properties"],
    outputs: ({ name, hex }, { vaultName }) => {
      const keyUri = `https://${String(vaultName)}.vault.azure.net/keys/${name}`;
      return { keyUri, keyUriWithVersion: `${keyUri}/${hex("version").slice(0, 32)}` };
    },
  }),
  "keyvault:Secret": inResourceGroup("Microsoft.KeyVault/vaults/secrets", ["vaultName", "secretName"], {
    required: ["properties"],
  }),
  "keyvault:Vault": inResourceGroup("Microsoft.KeyVault/vaults", "vaultName", {
    required: ["properties"],
    nameForm: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    outputs: ({ name }, { properties }) => ({
      properties: { ...(properties as object), vaultUri: `https://${name}.vault.azure.net/` },
    }),
  }),
  "managedidentity:FederatedIdentityCredential": inResourceGroup(
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    ["resourceName", "federatedIdentityCredentialResourceName"],
    { required: ["audiences", "issuer", "subject"] },
  ),
  "managedidentity:UserAssignedIdentity": inResourceGroup(
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "resourceName",
    {
      outputs: ({ uuid }) => ({
        principalId: uuid("principal"),
        clientId: uuid("client"),
        tenantId: TENANT,
      }),
    },
  ),
  "monitor:DiagnosticSetting": extensionOf("resourceUri", "Microsoft.Insights/diagnosticSettings", "name"),
  "network:NatGateway": inResourceGroup("Microsoft.Network/natGateways", "natGatewayName"),
  "network:NetworkSecurityGroup": inResourceGroup(
    "Microsoft.Network/networkSecurityGroups",
    "networkSecurityGroupName",
  ),
  "network:PrivateDnsZoneGroup": inResourceGroup("Microsoft.Network/privateEndpoints/privateDnsZoneGroups", [
    "privateEndpointName",
    "privateDnsZoneGroupName",
  ]),
  "network:PrivateEndpoint": inResourceGroup("Microsoft.Network/privateEndpoints", "privateEndpointName", {
    createOnly: ["subnet", "privateLinkServiceConnections"],
    outputs: ({ id, name, hex }) => ({
      networkInterfaces: [
        { id: id.replace(/privateEndpoints\/[^/]+$/, `networkInterfaces/${name}.nic.${hex("nic").slice(0, 8)}`) },
      ],
      customDnsConfigs: [],
      provisioningState: "Succeeded",
    }),
  }),
  "network:PublicIPAddress": inResourceGroup("Microsoft.Network/publicIPAddresses", "publicIpAddressName", {
    // 203.0.113.0/24 is kept for documentation (RFC 5737).
    outputs: ({ hex }) => ({ ipAddress: `203.0.113.${(parseInt(hex("address").slice(0, 4), 16) % 254) + 1}` }),
  }),
  "network:Route": inResourceGroup("Microsoft.Network/routeTables/routes", ["routeTableName", "routeName"], {
    required: ["nextHopType"],
  }),
  "network:RouteTable": inResourceGroup("Microsoft.Network/routeTables", "routeTableName"),
  "network:SecurityRule": inResourceGroup(
    "Microsoft.Network/networkSecurityGroups/securityRules",
    ["networkSecurityGroupName", "securityRuleName"],
    { required: ["access", "direction", "priority", "protocol"] },
  ),
  "network:Subnet": inResourceGroup("Microsoft.Network/virtualNetworks/subnets", ["virtualNetworkName", "subnetName"]),
  "network:VirtualNetwork": inResourceGroup("Microsoft.Network/virtualNetworks", "virtualNetworkName", {
    outputs: ({ uuid }) => ({ resourceGuid: uuid("resource") }),
  }),
  "operationalinsights:Workspace": inResourceGroup("Microsoft.OperationalInsights/workspaces", "workspaceName", {
    outputs: ({ uuid }) => ({ customerId: uuid("customer"), provisioningState: "Succeeded" }),
  }),
  "privatedns:PrivateRecordSet": inResourceGroup(
    "Microsoft.Network/privateDnsZones/A",
    ["privateZoneName", "relativeRecordSetName"],
    { required: ["recordType"] },
  ),
  "privatedns:PrivateZone": inResourceGroup("Microsoft.Network/privateDnsZones", "privateZoneName", {
    outputs: () => ({ numberOfRecordSets: 1, provisioningState: "Succeeded" }),
  }),
  "privatedns:VirtualNetworkLink": inResourceGroup(
    "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    ["privateZoneName", "virtualNetworkLinkName"],
    { createOnly: ["virtualNetwork"], outputs: () => ({ virtualNetworkLinkState: "Completed" }) },
  ),
  "resources:ResourceGroup": {
    armType: "Microsoft.Resources/resourceGroups",
    path: ["resourceGroupName"],
    scope: "subscription",
    required: [],
    outputs: () => ({ properties: { provisioningState: "Succeeded" } }),
  },
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
};

/** The tenant and the subscription that everything belongs to; no real ones. */
export const TENANT = "00000000-0000-4000-8000-00000000000a";
export const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000b";

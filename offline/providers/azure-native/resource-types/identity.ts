import { extensionOf, inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";
import { TENANT } from "../tenant";

/** Resource groups, identities and who may do what. */
export const identityTypes: Readonly<Record<string, ResourceType>> = {
  "authorization:PimRoleEligibilitySchedule": extensionOf(
    "scope",
    "Microsoft.Authorization/roleEligibilitySchedules",
    "roleEligibilityScheduleRequestName",
    {
      required: ["principalId", "roleDefinitionId"],
      naming: "uuid",
      createOnly: ["principalId", "roleDefinitionId", "scheduleInfo"],
      outputs: (_identity, { principalId, roleDefinitionId }) => ({
        principalId,
        roleDefinitionId,
        status: "Provisioned",
      }),
    },
  ),
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
  "resources:ResourceGroup": {
    armType: "Microsoft.Resources/resourceGroups",
    path: ["resourceGroupName"],
    scope: "subscription",
    required: [],
    outputs: () => ({ properties: { provisioningState: "Succeeded" } }),
  },
};

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { customRoleNoWildcard } from "./custom-role-no-wildcard";

const GROUP = "/subscriptions/00000000-0000-4000-8000-00000000000b/resourceGroups/rg-platform";
const role = (permission: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.roleDefinition,
  name: "operator",
  properties: { scope: GROUP, assignableScopes: [GROUP], permissions: [permission], ...properties },
});
const actions = (...list: unknown[]) => role({ actions: list });
const START = "Microsoft.ContainerService/managedClusters/start/action";

export default fixtures(customRoleNoWildcard, {
  pass: [
    { title: "operations by name", resources: [actions("Microsoft.ContainerService/managedClusters/read", START)] },
    { title: "seeing what there is", resources: [actions("*/read")] },
    {
      title: "a resource group whose id is not known yet",
      resources: [
        { type: AZURE.resourceGroup, name: "platform", properties: {} },
        {
          ...role({ actions: [START] }, { assignableScopes: [unknown] }),
          from: { assignableScopes: ["platform"] },
        },
      ],
    },
    { title: "no operation", resources: [role({ actions: [] })] },
    {
      title: "a resource group that is named where the role is defined",
      resources: [role({ actions: [START] }, { assignableScopes: undefined })],
    },
  ],
  fail: [
    { title: "everything", resources: [actions("*")] },
    { title: "writing everything", resources: [actions(START, "*/write")] },
    { title: "everything of a service", resources: [actions("Microsoft.Authorization/*")] },
    { title: "every operation of a resource", resources: [actions("Microsoft.Compute/virtualMachines/*")] },
    { title: "two wildcards, the last for reading", resources: [actions("Microsoft.Storage/*/listKeys/*/read")] },
    {
      title: "everything but what somebody thought of",
      resources: [role({ actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] })],
    },
    { title: "all data", resources: [role({ actions: [], dataActions: ["*"] })] },
    { title: "reading all data", resources: [role({ dataActions: ["Microsoft.KeyVault/vaults/secrets/*/read"] })] },
    { title: "giving out roles", resources: [actions("Microsoft.Authorization/roleAssignments/Write")] },
    { title: "rewriting roles", resources: [actions("Microsoft.Authorization/roleDefinitions/write")] },
    {
      title: "becoming administrator of all subscriptions",
      resources: [actions("Microsoft.Authorization/elevateAccess/action")],
    },
    {
      title: "acting as another identity",
      resources: [actions("Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write")],
    },
    {
      title: "a wildcard in the second permission",
      resources: [role(undefined, { permissions: [{ actions: [START] }, { actions: ["Microsoft.Resources/*"] }] })],
    },
    {
      title: "a whole subscription",
      resources: [
        role(
          { actions: [START] },
          { assignableScopes: [GROUP, "/subscriptions/00000000-0000-4000-8000-00000000000b/"] },
        ),
      ],
    },
    {
      title: "a management group",
      resources: [
        role({ actions: [START] }, { assignableScopes: ["/providers/Microsoft.Management/managementGroups/root"] }),
      ],
    },
    {
      title: "a subscription that is named where the role is defined",
      resources: [
        role(
          { actions: [START] },
          { scope: "/subscriptions/00000000-0000-4000-8000-00000000000b", assignableScopes: [] },
        ),
      ],
    },
    {
      title: "an old API version",
      resources: [{ ...actions("*"), type: "azure-native:authorization/v20180101preview:RoleDefinition" }],
    },
  ],
  unknown: [
    { title: "the permissions are not known yet", resources: [role({}, { permissions: unknown })] },
    { title: "one of the operations is not known yet", resources: [actions(START, unknown)] },
    {
      title: "where it can be assigned is not known yet",
      resources: [role({ actions: [START] }, { assignableScopes: [unknown] })],
    },
  ],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

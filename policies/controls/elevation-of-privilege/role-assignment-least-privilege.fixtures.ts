import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { roleAssignmentLeastPrivilege } from "./role-assignment-least-privilege";

const SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-00000000000b";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-platform`;
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-platform`;
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const USER_ACCESS = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
const RBAC_ADMIN = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const ACR_PULL = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
const idOf = (role: string) => `/providers/Microsoft.Authorization/roleDefinitions/${role}`;

const assignment = (role: unknown, scope: unknown, more: Record<string, unknown> = {}): FixtureResource => ({
  type: AZURE.roleAssignment,
  name: "grant",
  properties: { roleDefinitionId: role, scope, principalId: unknown, ...more },
});
const group: FixtureResource = { type: AZURE.resourceGroup, name: "platform", properties: {} };
const eligibility = (role: unknown, scope: unknown): FixtureResource => ({
  ...assignment(role, scope),
  type: AZURE.roleEligibility,
});
/** The condition as Azure's portal writes it, with the question about the role. */
const delegating = (roles: string) =>
  `(\n (\n  !(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})\n )\n OR \n (\n  @Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}\n )\n)\nAND\n(\n (\n  !(ActionMatches{'Microsoft.Authorization/roleAssignments/delete'})\n )\n OR \n (\n  @Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles}}\n )\n)`;

export default fixtures(roleAssignmentLeastPrivilege, {
  pass: [
    {
      title: "Contributor of one resource whose id is not known yet",
      resources: [
        group,
        { type: AZURE.keyVault, name: "vault", properties: {} },
        { ...assignment(idOf(CONTRIBUTOR), unknown), from: { scope: ["platform", "vault"] } },
      ],
    },
    {
      title: "a role of the stack that is not known yet",
      resources: [
        { type: AZURE.roleDefinition, name: "operator", properties: { roleName: "operator" } },
        { ...assignment(unknown, GROUP), from: { roleDefinitionId: ["operator"] } },
      ],
    },
    { title: "a reader of a resource group", resources: [assignment(idOf(READER), GROUP)] },
    { title: "a role of a service for one resource", resources: [assignment(idOf(ACR_PULL), VAULT)] },
    { title: "a reader, wherever that is", resources: [assignment(idOf(READER), unknown)] },
    { title: "a role that may be asked for", resources: [eligibility(idOf(CONTRIBUTOR), GROUP)] },
    {
      title: "the right to give out one harmless role",
      resources: [assignment(idOf(RBAC_ADMIN), GROUP, { condition: delegating(ACR_PULL), conditionVersion: "2.0" })],
    },
  ],
  fail: [
    {
      title: "Owner, passed off as a role of the stack",
      resources: [
        { type: AZURE.roleDefinition, name: "operator", properties: { roleDefinitionId: OWNER } },
        assignment(idOf(OWNER), GROUP),
      ],
    },
    {
      title: "Contributor of a resource group whose id is not known yet",
      resources: [group, { ...assignment(idOf(CONTRIBUTOR), unknown), from: { scope: ["platform"] } }],
    },
    { title: "Owner of a resource group", resources: [assignment(idOf(OWNER), GROUP)] },
    { title: "Owner of one resource", resources: [assignment(idOf(OWNER), VAULT)] },
    { title: "Owner of what is not known yet", resources: [assignment(idOf(OWNER), unknown)] },
    { title: "Contributor of a resource group", resources: [assignment(idOf(CONTRIBUTOR), GROUP)] },
    {
      title: "Contributor by the subscription's id of it, in another case",
      resources: [assignment(`${SUBSCRIPTION}${idOf(CONTRIBUTOR)}`.toUpperCase(), `${GROUP.toUpperCase()}/`)],
    },
    { title: "Contributor by the bare id", resources: [assignment(CONTRIBUTOR, SUBSCRIPTION)] },
    {
      title: "Contributor of a management group",
      resources: [assignment(idOf(CONTRIBUTOR), "/providers/Microsoft.Management/managementGroups/root")],
    },
    { title: "Contributor by its name", resources: [assignment("Contributor", GROUP)] },
    { title: "User Access Administrator of everything", resources: [assignment(idOf(USER_ACCESS), "/")] },
    {
      title: "Network Contributor of a resource group",
      resources: [assignment(idOf("4d97b98b-1d4f-4787-a291-c67834d212e7"), GROUP)],
    },
    { title: "the right to give out every role", resources: [assignment(idOf(RBAC_ADMIN), GROUP)] },
    {
      title: "the right to give out Owner",
      resources: [assignment(idOf(RBAC_ADMIN), GROUP, { condition: delegating(`${ACR_PULL}, ${OWNER}`) })],
    },
    {
      title: "a condition with a way out",
      resources: [assignment(idOf(RBAC_ADMIN), GROUP, { condition: `${delegating(ACR_PULL)} OR (1 NumericEquals 1)` })],
    },
    {
      title: "a condition about something else",
      resources: [
        assignment(idOf(RBAC_ADMIN), GROUP, {
          condition:
            "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'User'}",
        }),
      ],
    },
    {
      title: "Owner with a condition, which no condition of it holds back",
      resources: [assignment(idOf(OWNER), GROUP, { condition: delegating(ACR_PULL) })],
    },
    { title: "Owner of a subscription for whoever asks", resources: [eligibility(idOf(OWNER), SUBSCRIPTION)] },
    {
      title: "an old API version",
      resources: [
        { ...assignment(idOf(OWNER), GROUP), type: "azure-native:authorization/v20200401preview:RoleAssignment" },
      ],
    },
  ],
  unknown: [
    { title: "the role is not known yet", resources: [assignment(unknown, GROUP)] },
    { title: "Contributor of what is not known yet", resources: [assignment(idOf(CONTRIBUTOR), unknown)] },
    {
      title: "the condition is not known yet",
      resources: [assignment(idOf(RBAC_ADMIN), GROUP, { condition: unknown })],
    },
  ],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { automationLeastPrivilege } from "./automation-least-privilege";

const GROUP = "/subscriptions/00000000-0000-4000-8000-00000000000b/resourceGroups/rg-platform";
const CLUSTER = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks-platform`;
const CUSTOM = "00000000-0000-4000-8000-00000000000c";
const idOf = (role: string) => `/providers/Microsoft.Authorization/roleDefinitions/${role}`;
const CONTRIBUTOR = idOf("b24988ac-6180-42a0-ab88-20f7382dd24c");
const READER = idOf("acdd72a7-3385-48ef-bd42-f606fba81ae7");
const AKS_CONTRIBUTOR = idOf("ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8");
const BACKUP_OPERATOR = idOf("00c29273-979b-4161-815c-10b084fb9324");

const account: FixtureResource = {
  type: AZURE.automationAccount,
  name: "automation",
  properties: { automationAccountName: "aa-platform", identity: { type: "SystemAssigned" } },
};
const role: FixtureResource = {
  type: AZURE.roleDefinition,
  name: "operator",
  properties: { roleDefinitionId: CUSTOM, scope: GROUP },
};
const identity: FixtureResource = {
  type: AZURE.userAssignedIdentity,
  name: "runbooks",
  properties: { resourceName: "id-runbooks" },
};
const withIdentity = (userAssignedIdentities: unknown, from?: string): FixtureResource => ({
  ...account,
  properties: { automationAccountName: "aa-platform", identity: { type: "UserAssigned", userAssignedIdentities } },
  from: from ? { identity: [from] } : {},
});
const grant = (roleDefinitionId: unknown, scope: unknown, from?: string): FixtureResource => ({
  type: AZURE.roleAssignment,
  name: "grant",
  properties: { principalId: unknown, roleDefinitionId, scope },
  from: from ? { principalId: [from] } : {},
});

export default fixtures(automationLeastPrivilege, {
  pass: [
    {
      title: "a role of the stack for one resource",
      resources: [account, role, grant(idOf(CUSTOM), CLUSTER, "automation")],
    },
    {
      title: "a role of the stack for its group",
      resources: [account, role, grant(idOf(CUSTOM), GROUP, "automation")],
    },
    {
      title: "a role of the stack that is not known yet",
      resources: [
        account,
        { ...role, properties: { scope: GROUP } },
        {
          ...grant(unknown, GROUP, "automation"),
          from: { principalId: ["automation"], roleDefinitionId: ["operator"] },
        },
      ],
    },
    { title: "a reader of the group", resources: [account, grant(READER, GROUP, "automation")] },
  ],
  fail: [
    {
      title: "Contributor, passed off as a role of the stack",
      resources: [
        account,
        { ...role, properties: { roleDefinitionId: "b24988ac-6180-42a0-ab88-20f7382dd24c" } },
        grant(CONTRIBUTOR, CLUSTER, "automation"),
      ],
    },
    {
      title: "Contributor of the group, as the model found it",
      resources: [account, grant(CONTRIBUTOR, GROUP, "automation")],
    },
    { title: "Contributor of one resource", resources: [account, grant(CONTRIBUTOR, CLUSTER, "automation")] },
    { title: "Contributor of what is not known yet", resources: [account, grant(CONTRIBUTOR, unknown, "automation")] },
    { title: "a service's Contributor", resources: [account, grant(AKS_CONTRIBUTOR, CLUSTER, "automation")] },
    { title: "another role of Azure for the group", resources: [account, grant(BACKUP_OPERATOR, GROUP, "automation")] },
    {
      title: "by an identity that the account was given, whose id is not known yet",
      resources: [withIdentity([unknown], "runbooks"), identity, grant(CONTRIBUTOR, GROUP, "runbooks")],
    },
    {
      title: "by an identity that the account was given by its id",
      resources: [
        withIdentity([`${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/ID-runbooks`]),
        identity,
        grant(CONTRIBUTOR, GROUP, "runbooks"),
      ],
    },
    {
      title: "a role that it may ask for",
      resources: [account, { ...grant(CONTRIBUTOR, GROUP, "automation"), type: AZURE.roleEligibility }],
    },
    {
      title: "old API versions",
      resources: [
        { ...account, type: "azure-native:automation/v20220808:AutomationAccount" },
        {
          ...grant(CONTRIBUTOR, GROUP, "automation"),
          type: "azure-native:authorization/v20200401preview:RoleAssignment",
        },
      ],
    },
  ],
  unknown: [
    {
      title: "which identity the account was given is not known yet",
      resources: [withIdentity([unknown]), identity, grant(CONTRIBUTOR, GROUP, "runbooks")],
    },
    { title: "whom the role is for is not known yet", resources: [account, grant(CONTRIBUTOR, GROUP)] },
    { title: "which role it is is not known yet", resources: [account, grant(unknown, CLUSTER, "automation")] },
    { title: "what it is for is not known yet", resources: [account, grant(BACKUP_OPERATOR, unknown, "automation")] },
  ],
  notApplicable: [
    { title: "no automation account", resources: [identity, grant(CONTRIBUTOR, GROUP, "runbooks")] },
    { title: "a role of somebody else", resources: [account, identity, grant(CONTRIBUTOR, GROUP, "runbooks")] },
    { title: "an account without roles", resources: [account] },
  ],
});

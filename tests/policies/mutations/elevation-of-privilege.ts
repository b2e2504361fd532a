import { AZURE, EVIDENCE, KUBERNETES } from "../../../policies/framework/resource-types";
import type { Mutation } from "./mutate";
import type { Row } from "./rows";

const SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-00000000000b";
const ROLES = `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions`;
const CONTRIBUTOR = `${ROLES}/b24988ac-6180-42a0-ab88-20f7382dd24c`;
const READER = `${ROLES}/acdd72a7-3385-48ef-bd42-f606fba81ae7`;
const GRAFANA_VIEWER = `${ROLES}/60921a7e-fef1-4a43-9b16-a26c52ad4769`;
const MONITORING_READER = `${ROLES}/43d0d8ad-25c7-4714-9337-8ba259a9fe05`;
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-physai-prod-001`;

function grantToContributors(name: string, roleDefinitionId: string): Mutation {
  const principalId = "00000000-0000-4000-8000-000000000003";
  const properties = { scope: GROUP, principalId, principalType: "Group", roleDefinitionId };
  return { add: { type: AZURE.roleAssignment, name, properties } };
}

export const elevationOfPrivilege: readonly Row[] = [
  {
    control: "automation-least-privilege",
    when: "the automation account may do anything to the cluster",
    mutation: {
      type: AZURE.roleAssignment,
      name: "automation-cluster-operator-cluster",
      path: ["roleDefinitionId"],
      value: CONTRIBUTOR,
    },
  },
  {
    control: "custom-role-no-wildcard",
    when: "a role of the platform's own takes every write",
    mutation: {
      type: AZURE.roleDefinition,
      name: "cluster-operator",
      path: ["permissions", 0, "actions"],
      value: ["*/write"],
    },
  },
  {
    control: "token-expiry",
    when: "the backend's token never ends",
    mutation: {
      type: AZURE.keyVaultSecret,
      name: "osmo-backend-token",
      path: ["properties", "attributes", "expires"],
      remove: true,
    },
  },
  {
    control: "token-expiry",
    when: "the backend's token holds for years",
    mutation: {
      type: AZURE.keyVaultSecret,
      name: "osmo-backend-token",
      path: ["properties", "attributes", "expires"],
      value: 1_900_000_000,
    },
  },
  {
    control: "token-rotation-scheduled",
    when: "nothing replaces the backend's token",
    mutation: { type: KUBERNETES.cronJob, name: "token-rotation", drop: true },
  },
  {
    control: "token-rotation-scheduled",
    when: "what replaces the backend's token runs once a year",
    mutation: { type: KUBERNETES.cronJob, name: "token-rotation", path: ["spec", "schedule"], value: "0 0 1 1 *" },
  },
  {
    control: "token-rotation-scheduled",
    when: "nobody is told before secrets end",
    mutation: { type: AZURE.eventGridSystemTopicSubscription, name: "vault-expiry", drop: true },
  },
  {
    control: "secret-rotation-enabled",
    when: "mounted secrets keep their old values",
    mutation: {
      type: AZURE.managedCluster,
      path: ["addonProfiles", "azureKeyvaultSecretsProvider", "config", "enableSecretRotation"],
      value: "false",
    },
  },
  {
    control: "role-assignment-least-privilege",
    when: "contributors may change everything in the resource group",
    mutation: {
      type: AZURE.roleAssignment,
      name: "contributors-reader-resource-group",
      path: ["roleDefinitionId"],
      value: CONTRIBUTOR,
    },
  },
  {
    control: "access-profile-size",
    when: "contributors get two roles more, which makes nine",
    mutation: [
      grantToContributors("contributors-monitoring-reader", MONITORING_READER),
      grantToContributors("contributors-grafana-viewer", GRAFANA_VIEWER),
    ],
  },
  {
    control: "assign-to-groups",
    when: "a person holds a role by themselves",
    mutation: {
      add: {
        type: AZURE.roleAssignment,
        name: "ada-reads",
        properties: {
          scope: GROUP,
          principalId: "00000000-0000-4000-8000-0000000000a1",
          principalType: "User",
          roleDefinitionId: READER,
        },
      },
    },
  },
  {
    control: "workflow-least-privilege",
    when: "a workflow's token may write everything",
    mutation: {
      type: EVIDENCE.repositoryWorkflows,
      path: ["workflows", 0, "permissions"],
      value: "write-all",
    },
  },
  {
    control: "workflow-least-privilege",
    when: "a workflow asks for all that the release app may do",
    mutation: {
      type: EVIDENCE.repositoryWorkflows,
      path: ["workflows", 0, "jobs", 0, "appTokens"],
      value: [{}],
    },
  },
  {
    control: "workflow-least-privilege",
    when: "a workflow runs with secrets for whoever opens a pull request",
    mutation: {
      type: EVIDENCE.repositoryWorkflows,
      path: ["workflows", 0, "triggers"],
      value: ["pull_request_target"],
    },
  },
  {
    control: "github-federation-scoped",
    when: "every workflow run of a repository stands for an identity",
    mutation: {
      add: {
        type: AZURE.federatedIdentityCredential,
        name: "github",
        properties: {
          resourceGroupName: "rg-physai-prod-001",
          resourceName: "id-physai-training-prod-001",
          issuer: "https://token.actions.githubusercontent.com",
          subject: "repo:owner/name:*",
          audiences: ["api://AzureADTokenExchange"],
        },
      },
    },
  },
];

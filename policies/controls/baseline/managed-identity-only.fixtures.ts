import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { managedIdentityOnly } from "./managed-identity-only";

const service = (type: ResourceType, properties: Record<string, unknown>): FixtureResource => ({
  type,
  name: "service",
  properties,
});
const cluster = (properties: Record<string, unknown>) => service(AZURE.managedCluster, properties);
const task = (login: unknown) =>
  service(AZURE.containerRegistryTask, { credentials: { customRegistries: { "cr.example.com": login } } });
const connection = (name: unknown) => service(AZURE.automationConnection, { connectionType: { name } });
const IDENTITY = { identity: { type: "UserAssigned" } };

export default fixtures(managedIdentityOnly, {
  pass: [
    { title: "a cluster with an identity of the platform", resources: [cluster(IDENTITY)] },
    {
      title: "a cluster as Azure describes it afterwards",
      resources: [cluster({ identity: { type: "SystemAssigned" }, servicePrincipalProfile: { clientId: "msi" } })],
    },
    { title: "an automation account", resources: [service(AZURE.automationAccount, IDENTITY)] },
    {
      title: "a workspace with both kinds",
      resources: [service(AZURE.machineLearningWorkspace, { identity: { type: "SystemAssigned,UserAssigned" } })],
    },
    { title: "a task that logs in by identity", resources: [task({ identity: "[system]" })] },
  ],
  fail: [
    {
      title: "a cluster with a service principal",
      resources: [
        cluster({ servicePrincipalProfile: { clientId: "00000000-0000-4000-8000-000000000001", secret: "s" } }),
      ],
    },
    {
      title: "a cluster with both",
      resources: [
        cluster({ ...IDENTITY, servicePrincipalProfile: { clientId: "00000000-0000-4000-8000-000000000001" } }),
      ],
    },
    {
      title: "a secret that is known, of a principal that is not",
      resources: [cluster({ ...IDENTITY, servicePrincipalProfile: { clientId: unknown, secret: "s" } })],
    },
    { title: "a cluster without identity", resources: [cluster({ identity: { type: "None" } })] },
    { title: "an automation account without identity", resources: [service(AZURE.automationAccount, {})] },
    { title: "a workspace without identity", resources: [service(AZURE.machineLearningWorkspace, {})] },
    { title: "a run-as connection", resources: [connection("AzureServicePrincipal")] },
    {
      title: "a task with a service principal's password",
      resources: [task({ userName: { value: "user" }, password: { value: "password" } })],
    },
    {
      title: "a task with an identity and a password",
      resources: [task({ identity: "[system]", password: { value: "password" } })],
    },
  ],
  unknown: [
    { title: "the identity is not known yet", resources: [cluster({ identity: { type: unknown } })] },
    {
      title: "the service principal is not known yet",
      resources: [cluster({ ...IDENTITY, servicePrincipalProfile: { clientId: unknown } })],
    },
    { title: "the task's credentials are not known yet", resources: [task(unknown)] },
    { title: "the connection's type is not known yet", resources: [connection(unknown)] },
  ],
  notApplicable: [
    { title: "a task that logs in nowhere", resources: [service(AZURE.containerRegistryTask, {})] },
    { title: "a connection of another type", resources: [connection("Custom")] },
    { title: "another type", resources: [service(AZURE.virtualNetwork, {})] },
  ],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { datastoreIdentityAccess } from "./datastore-identity-access";

const HUB = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/hub";

const workspace = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.machineLearningWorkspace,
  name: "workspace",
  properties: { workspaceName: "mlw-platform", ...properties },
});
const datastore = (credentials?: unknown): FixtureResource => ({
  type: AZURE.machineLearningDatastore,
  name: "datasets",
  properties: {
    properties: {
      datastoreType: "AzureBlob",
      accountName: "stdatasets",
      ...(credentials !== undefined && { credentials }),
    },
  },
});
const connection = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.machineLearningConnection,
  name: "connection",
  properties: { properties },
});

export default fixtures(datastoreIdentityAccess, {
  pass: [
    { title: "a workspace by identity", resources: [workspace({ systemDatastoresAuthMode: "Identity" })] },
    {
      title: "in the letter case of the command line",
      resources: [workspace({ systemDatastoresAuthMode: "identity" })],
    },
    { title: "a datastore without credentials", resources: [datastore({ credentialsType: "None" })] },
  ],
  fail: [
    { title: "a workspace by key", resources: [workspace({ systemDatastoresAuthMode: "AccessKey" })] },
    { title: "a workspace of which nothing is said, which takes the key", resources: [workspace({})] },
    {
      title: "a workspace by shared access signatures",
      resources: [workspace({ systemDatastoresAuthMode: "UserDelegationSAS" })],
    },
    { title: "a hub by key", resources: [workspace({ kind: "Hub" })] },
    { title: "a workspace that calls itself a project and has no hub", resources: [workspace({ kind: "Project" })] },
    {
      title: "a datastore with an account key",
      resources: [datastore({ credentialsType: "AccountKey", secrets: { secretsType: "AccountKey", key: unknown } })],
    },
    {
      title: "a datastore with a shared access signature, of an older API version",
      resources: [
        {
          ...datastore({ credentialsType: "Sas", secrets: { secretsType: "Sas", sasToken: unknown } }),
          type: "azure-native:machinelearningservices/v20230401:Datastore",
        },
      ],
    },
    {
      title: "a datastore with a client secret",
      resources: [datastore({ credentialsType: "ServicePrincipal", secrets: { secretsType: "ServicePrincipal" } })],
    },
    {
      title: "a connection with an account key",
      resources: [connection({ category: "AzureBlob", authType: "AccountKey" })],
    },
    {
      title: "a connection with a shared access signature",
      resources: [connection({ category: "AzureBlob", authType: "SAS" })],
    },
  ],
  unknown: [
    { title: "the workspace's mode is not known yet", resources: [workspace({ systemDatastoresAuthMode: unknown })] },
    {
      title: "whether it is a project is not known yet",
      resources: [workspace({ kind: unknown, hubResourceId: HUB })],
    },
    { title: "the datastore's credentials are not known yet", resources: [datastore(unknown)] },
    {
      title: "how the connection signs in is not known yet",
      resources: [connection({ category: "AzureBlob", authType: unknown })],
    },
  ],
  notApplicable: [
    {
      title: "a project, which has its hub's datastores",
      resources: [workspace({ kind: "Project", hubResourceId: HUB })],
    },
    { title: "a connection to something else", resources: [connection({ category: "GitHub", authType: "PAT" })] },
  ],
});

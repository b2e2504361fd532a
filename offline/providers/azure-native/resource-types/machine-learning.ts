import { inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";
import { TENANT } from "../tenant";

/** Azure Machine Learning. */
export const machineLearningTypes: Readonly<Record<string, ResourceType>> = {
  "machinelearningservices:Compute": inResourceGroup("Microsoft.MachineLearningServices/workspaces/computes", [
    "workspaceName",
    "computeName",
  ]),
  "machinelearningservices:Datastore": inResourceGroup(
    "Microsoft.MachineLearningServices/workspaces/datastores",
    ["workspaceName", "name"],
    { required: ["properties"] },
  ),
  "machinelearningservices:OnlineEndpoint": inResourceGroup(
    "Microsoft.MachineLearningServices/workspaces/onlineEndpoints",
    ["workspaceName", "endpointName"],
    { required: ["properties"] },
  ),
  "machinelearningservices:Workspace": inResourceGroup(
    "Microsoft.MachineLearningServices/workspaces",
    "workspaceName",
    {
      createOnly: ["keyVault", "storageAccount", "applicationInsights"],
      outputs: ({ uuid }) => ({ workspaceId: uuid("workspace"), tenantId: TENANT, provisioningState: "Succeeded" }),
    },
  ),
};

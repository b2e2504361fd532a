import { inResourceGroup } from "../resource-type";
import type { ResourceType } from "../resource-type";
import { TENANT } from "../tenant";

/** The cluster and what belongs to it. */
export const clusterTypes: Readonly<Record<string, ResourceType>> = {
  "compute:DiskEncryptionSet": inResourceGroup("Microsoft.Compute/diskEncryptionSets", "diskEncryptionSetName"),
  "containerservice:AgentPool": inResourceGroup("Microsoft.ContainerService/managedClusters/agentPools", [
    "resourceName",
    "agentPoolName",
  ]),
  "containerservice:MaintenanceConfiguration": inResourceGroup(
    "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
    ["resourceName", "configName"],
  ),
  "containerservice:ManagedCluster": inResourceGroup("Microsoft.ContainerService/managedClusters", "resourceName", {
    createOnly: ["dnsPrefix", "nodeResourceGroup"],
    outputs: ({ name, uuid }, { location }) => ({
      oidcIssuerProfile: {
        enabled: true,
        issuerURL: `https://${String(location)}.oic.prod-aks.azure.com/${TENANT}/${uuid("issuer")}/`,
      },
      privateFQDN: `${name}.privatelink.${String(location)}.azmk8s.io`,
      provisioningState: "Succeeded",
    }),
  }),
  "containerservice:TrustedAccessRoleBinding": inResourceGroup(
    "Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings",
    ["resourceName", "trustedAccessRoleBindingName"],
    { required: ["roles", "sourceResourceId"] },
  ),
  "kubernetesconfiguration:Extension": {
    armType: "Microsoft.KubernetesConfiguration/extensions",
    path: ["extensionName"],
    scope: { inputs: ["clusterRp", "clusterResourceName", "clusterName"] },
    required: [],
    outputs: () => ({ provisioningState: "Succeeded" }),
  },
};

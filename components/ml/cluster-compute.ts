import * as containerservice from "@pulumi/azure-native/containerservice";
import * as kubernetesconfiguration from "@pulumi/azure-native/kubernetesconfiguration";
import * as ml from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../compute/cluster";
import type { Placement } from "../conventions/placement";
import type { WorkloadIdentity } from "../identity/workload-identity";
import { extensionSettings } from "./extension-settings";
import { DEFAULT_INSTANCE_TYPE } from "./instance-types";
import type { InstanceType } from "./instance-types";
import type { Workspace } from "./workspace";

export interface ClusterComputeArgs {
  readonly placement: Placement;
  readonly workspace: Workspace;
  readonly cluster: Cluster;
  /** Who jobs are. */
  readonly training: WorkloadIdentity;
  readonly instanceTypes: Readonly<Record<string, InstanceType>>;
  /** Name that scoring answers to. */
  readonly scoringHost: string;
  readonly highAvailability: boolean;
  /** What has to be inside the cluster before the extension: its namespace, and the certificate of scoring. */
  readonly ready: readonly pulumi.Resource[];
}

/** Namespace of the extension and of jobs. */
export const ML_NAMESPACE = "azureml";

/** The cluster as a compute of the workspace: its extension, which scores over TLS inside the network only, and its instance types. Closes T-3. */
export class ClusterCompute extends pulumi.ComponentResource {
  readonly compute: ml.Compute;

  constructor(name: string, args: ClusterComputeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:ml:ClusterCompute", name, {}, opts);
    const { resourceGroup, location, tags } = args.placement;
    const cluster = args.cluster.cluster;
    const access = new containerservice.TrustedAccessRoleBinding(
      name,
      {
        resourceGroupName: resourceGroup.name,
        resourceName: cluster.name,
        trustedAccessRoleBindingName: "machine-learning",
        roles: ["Microsoft.MachineLearningServices/workspaces/mlworkload"],
        sourceResourceId: args.workspace.workspace.id,
      },
      { parent: this },
    );
    const extension = new kubernetesconfiguration.Extension(
      name,
      {
        resourceGroupName: resourceGroup.name,
        clusterRp: "Microsoft.ContainerService",
        clusterResourceName: "managedClusters",
        clusterName: cluster.name,
        extensionName: "azureml",
        extensionType: "Microsoft.AzureML.Kubernetes",
        identity: { type: "SystemAssigned" },
        autoUpgradeMinorVersion: true,
        releaseTrain: "Stable",
        scope: { cluster: { releaseNamespace: ML_NAMESPACE } },
        configurationSettings: pulumi.all([cluster.id, cluster.name]).apply(([clusterId, clusterName]) =>
          extensionSettings({
            clusterId,
            clusterName,
            location,
            scoringHost: args.scoringHost,
            highAvailability: args.highAvailability,
          }),
        ),
      },
      { parent: this, dependsOn: [...args.cluster.nodes, ...args.ready] },
    );
    this.compute = new ml.Compute(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: args.workspace.workspace.name,
        computeName: "kubernetes",
        identity: { type: "UserAssigned", userAssignedIdentities: [args.training.identity.id] },
        properties: {
          computeType: "Kubernetes",
          resourceId: cluster.id,
          disableLocalAuth: true,
          properties: {
            namespace: ML_NAMESPACE,
            defaultInstanceType: DEFAULT_INSTANCE_TYPE,
            instanceTypes: { ...args.instanceTypes },
          },
        },
        tags,
      },
      { parent: this, dependsOn: [access, extension] },
    );
    this.registerOutputs({});
  }
}

import * as ml from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import type { WorkloadIdentity } from "../identity/workload-identity";
import type { ClusterCompute } from "./cluster-compute";
import type { Workspace } from "./workspace";

export interface OnlineEndpointArgs {
  readonly placement: Placement;
  readonly workspace: Workspace;
  readonly compute: ClusterCompute;
  /** Who the model's servers are. */
  readonly inference: WorkloadIdentity;
}

/** Where models are asked: inside the network, with a token of Entra ID. Deployments are for the models' owners. Part of T-3. */
export class OnlineEndpoint extends pulumi.ComponentResource {
  readonly endpoint: ml.OnlineEndpoint;

  constructor(name: string, args: OnlineEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:ml:OnlineEndpoint", name, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    this.endpoint = new ml.OnlineEndpoint(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: args.workspace.workspace.name,
        endpointName: names.of("machineLearningEndpoint"),
        kind: "K8S",
        identity: { type: "UserAssigned", userAssignedIdentities: [args.inference.identity.id] },
        properties: {
          authMode: "AADToken",
          compute: args.compute.compute.id,
          publicNetworkAccess: "Disabled",
          description: "The platform's models",
        },
        tags,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type * as authorization from "@pulumi/azure-native/authorization";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";

export interface MonitorWorkspaceArgs {
  readonly placement: Placement;
  /** The only way to ask it. */
  readonly access: PrivateAccess;
}

/** Keeps the cluster's metrics (managed Prometheus); asked by private endpoint only. */
export class MonitorWorkspace extends pulumi.ComponentResource {
  readonly workspace: monitor.AzureMonitorWorkspace;

  constructor(
    private readonly workspaceName: string,
    private readonly args: MonitorWorkspaceArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:observability:MonitorWorkspace", workspaceName, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    this.workspace = new monitor.AzureMonitorWorkspace(
      workspaceName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        azureMonitorWorkspaceName: names.of("monitorWorkspace"),
        publicNetworkAccess: "Disabled",
        tags,
      },
      { parent: this },
    );
    args.access.connect(this, workspaceName, { target: this.workspace.id, services: ["prometheusMetrics"] });
    this.registerOutputs({});
  }

  /** Lets `principal` ask for metrics and nothing else (Monitoring Data Reader). */
  grantRead(principal: Principal): authorization.RoleAssignment {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role: roles.monitoringDataReader,
      scope: this.workspace.id,
      scopeName: this.workspaceName,
    });
  }
}

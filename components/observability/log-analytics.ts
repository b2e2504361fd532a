import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";

export interface LogAnalyticsArgs {
  readonly placement: Placement;
  /** Days that logs are kept, 30 to 730. */
  readonly retentionDays: number;
}

/**
 * The workspace that takes the platform's logs; part of R-1. Closed to the internet, for writing and for asking. Resource
 * logs still arrive: diagnostic settings go by Azure's own channel. Asking needs a private link scope.
 */
export class LogAnalytics extends pulumi.ComponentResource {
  readonly workspace: operationalinsights.Workspace;
  /** Takes the logs of other resources. */
  readonly sink: LogSink;

  constructor(name: string, { placement, retentionDays }: LogAnalyticsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:observability:LogAnalytics", name, {}, opts);
    const { resourceGroup, location, names, tags } = placement;
    this.workspace = new operationalinsights.Workspace(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: names.of("logAnalyticsWorkspace"),
        sku: { name: "PerGB2018" },
        retentionInDays: retentionDays,
        publicNetworkAccessForIngestion: "Disabled",
        publicNetworkAccessForQuery: "Disabled",
        features: {
          // Keys of the workspace would let anybody who has them write logs.
          disableLocalAuth: true,
          // Who may read a resource may read its logs, and nobody needs the whole workspace for that.
          enableLogAccessUsingOnlyResourcePermissions: true,
        },
        tags,
      },
      { parent: this },
    );
    this.sink = new LogSink(this.workspace.id);
    this.sink.collect(this.workspace, name, this.workspace.id);
    this.registerOutputs({});
  }
}

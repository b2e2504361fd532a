import type * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { actionGroup } from "./action-group";
import { DataCollection } from "./data-collection";
import { ManagedGrafana } from "./grafana";
import { MonitorWorkspace } from "./monitor-workspace";

export interface ObservabilityArgs {
  readonly placement: Placement;
  readonly logsId: pulumi.Input<string>;
  /** Whether there are dashboards, and whether they survive the loss of a zone. */
  readonly grafana: boolean;
  readonly zoneRedundant: boolean;
  readonly alertEmails: readonly string[];
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** What sees how the platform does: metrics, the collection of both, dashboards, and who is called. */
export class Observability extends pulumi.ComponentResource {
  readonly metrics: MonitorWorkspace;
  readonly collection: DataCollection;
  readonly grafana: ManagedGrafana | undefined;
  readonly actionGroup: monitor.ActionGroup;

  constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:observability:Observability", name, {}, opts);
    const { placement, logsId, access, diagnostics } = args;
    const child = { parent: this };
    this.actionGroup = actionGroup(this, placement, args.alertEmails);
    this.metrics = new MonitorWorkspace("metrics", { placement, access }, child);
    const metricsId = this.metrics.workspace.id;
    this.collection = new DataCollection("collection", { placement, logsId, metricsId }, child);
    if (args.grafana) {
      this.grafana = new ManagedGrafana(
        "grafana",
        { placement, zoneRedundant: args.zoneRedundant, metricsId, access, diagnostics },
        child,
      );
      this.metrics.grantRead(this.grafana.identity);
    }
    this.registerOutputs({});
  }
}

import * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";

export interface CollectOptions {
  /** Whether the resource has logs. Default true. */
  readonly logs?: boolean;
  /** Whether the resource has metrics. Default true. */
  readonly metrics?: boolean;
  /** `own`: into tables of the resource type's own, which queries name; `shared`: into AzureDiagnostics. Default shared. */
  readonly tables?: "own" | "shared";
}

/** Where resource logs go: one Log Analytics workspace. Part of R-1: what happened can be told afterwards. */
export class LogSink {
  constructor(private readonly workspaceId: pulumi.Input<string>) {}

  /** Collects every log category of `target`, an ARM id, under the name `name`, and its metrics, as far as it has either. */
  collect(
    parent: pulumi.Resource,
    name: string,
    target: pulumi.Input<string>,
    { logs = true, metrics = true, tables = "shared" }: CollectOptions = {},
  ): monitor.DiagnosticSetting {
    return new monitor.DiagnosticSetting(
      name,
      {
        resourceUri: target,
        name: "to-log-analytics",
        workspaceId: this.workspaceId,
        ...(tables === "own" && { logAnalyticsDestinationType: "Dedicated" }),
        ...(logs && { logs: [{ categoryGroup: "allLogs", enabled: true }] }),
        ...(metrics && { metrics: [{ category: "AllMetrics", enabled: true }] }),
      },
      { parent },
    );
  }
}

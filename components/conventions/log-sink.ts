import * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";

/** Where resource logs go: one Log Analytics workspace. Part of R-1: what happened can be told afterwards. */
export class LogSink {
  constructor(private readonly workspaceId: pulumi.Input<string>) {}

  /** Collects every log category of `target`, an ARM id, under the name `name`; its metrics too, unless it has none. */
  collect(
    parent: pulumi.Resource,
    name: string,
    target: pulumi.Input<string>,
    { metrics = true }: { metrics?: boolean } = {},
  ): monitor.DiagnosticSetting {
    return new monitor.DiagnosticSetting(
      name,
      {
        resourceUri: target,
        name: "to-log-analytics",
        workspaceId: this.workspaceId,
        logs: [{ categoryGroup: "allLogs", enabled: true }],
        ...(metrics && { metrics: [{ category: "AllMetrics", enabled: true }] }),
      },
      { parent },
    );
  }
}

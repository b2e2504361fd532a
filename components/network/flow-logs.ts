import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

export interface FlowLogsArgs {
  readonly placement: Placement;
  readonly virtualNetworkId: pulumi.Input<string>;
  readonly storageAccountId: pulumi.Input<string>;
  /** Identity that writes them; the account takes no keys. */
  readonly identityId: pulumi.Input<string>;
  readonly workspaceId: pulumi.Input<string>;
  readonly retentionDays: number;
  /** What has to be granted before Azure writes. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** Azure makes one watcher for each region of a subscription that has a network, in a group of its own. */
const WATCHER_GROUP = "NetworkWatcherRG";
/** Minutes between two rounds of traffic analytics: the shorter of the two that Azure takes. */
const ANALYTICS_MINUTES = 10;
/** Days; the most that Azure takes. */
const LONGEST_RETENTION = 365;

/** Who talked to whom in the network, kept and analysed. Part of D-2 and R-1. */
export class FlowLogs extends pulumi.ComponentResource {
  constructor(name: string, args: FlowLogsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:network:FlowLogs", name, {}, opts);
    const { location, names, tags } = args.placement;
    new network.FlowLog(
      name,
      {
        resourceGroupName: WATCHER_GROUP,
        networkWatcherName: `NetworkWatcher_${location}`,
        flowLogName: names.of("flowLog"),
        location,
        targetResourceId: args.virtualNetworkId,
        storageId: args.storageAccountId,
        enabled: true,
        identity: { type: "UserAssigned", userAssignedIdentities: [args.identityId] },
        format: { type: "JSON", version: 2 },
        retentionPolicy: { enabled: true, days: Math.min(args.retentionDays, LONGEST_RETENTION) },
        flowAnalyticsConfiguration: {
          networkWatcherFlowAnalyticsConfiguration: {
            enabled: true,
            trafficAnalyticsInterval: ANALYTICS_MINUTES,
            workspaceResourceId: args.workspaceId,
            workspaceRegion: location,
          },
        },
        tags,
      },
      { parent: this, dependsOn: [...args.dependsOn] },
    );
    this.registerOutputs({});
  }
}

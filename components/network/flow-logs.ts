import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import { roles } from "../conventions/roles";
import { ObjectStorage } from "../data/object-storage";
import type { ObjectStorageArgs } from "../data/object-storage";
import { WorkloadIdentity } from "../identity/workload-identity";

export interface FlowLogsArgs {
  readonly placement: Placement;
  readonly virtualNetworkId: pulumi.Input<string>;
  /** What the account is like that keeps them; nothing else is in it. */
  readonly storage: Omit<ObjectStorageArgs, "purpose" | "containers" | "writtenByAzure">;
  readonly workspaceId: pulumi.Input<string>;
  readonly retentionDays: number;
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
    const { placement } = args;
    const { location, names, tags } = placement;
    const writer = new WorkloadIdentity(name, { placement }, { parent: this });
    const storage = new ObjectStorage(
      "flow-storage",
      { ...args.storage, purpose: "flow", containers: [], writtenByAzure: true },
      { parent: this },
    );
    new network.FlowLog(
      name,
      {
        resourceGroupName: WATCHER_GROUP,
        networkWatcherName: `NetworkWatcher_${location}`,
        flowLogName: names.of("flowLog"),
        location,
        targetResourceId: args.virtualNetworkId,
        storageId: storage.account.id,
        enabled: true,
        identity: { type: "UserAssigned", userAssignedIdentities: [writer.identity.id] },
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
      { parent: this, dependsOn: [storage.grantOnAccount(writer, roles.storageBlobDataContributor)] },
    );
    this.registerOutputs({});
  }
}

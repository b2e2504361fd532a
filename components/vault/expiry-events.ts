import * as eventgrid from "@pulumi/azure-native/eventgrid";
import type * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";

export interface ExpiryEventsArgs {
  readonly placement: Placement;
  /** ARM id of the vault. */
  readonly vaultId: pulumi.Input<string>;
  /** Who is called. */
  readonly actionGroup: monitor.ActionGroup;
  readonly diagnostics: LogSink;
}

/** Event Grid's names for what Key Vault tells 30 days before a secret or key ends, and when it has. */
const EVENTS = [
  "Microsoft.KeyVault.SecretNearExpiry",
  "Microsoft.KeyVault.SecretExpired",
  "Microsoft.KeyVault.KeyNearExpiry",
  "Microsoft.KeyVault.KeyExpired",
];

/** Calls somebody before a secret or key of the vault ends, and again when it has. Part of E-2. */
export class ExpiryEvents extends pulumi.ComponentResource {
  constructor(name: string, args: ExpiryEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:vault:ExpiryEvents", name, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    const topic = new eventgrid.SystemTopic(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        systemTopicName: names.of("eventGridTopic", name),
        source: args.vaultId,
        topicType: "Microsoft.KeyVault.vaults",
        tags,
      },
      { parent: this },
    );
    args.diagnostics.collect(topic, name, topic.id);
    new eventgrid.SystemTopicEventSubscription(
      name,
      {
        resourceGroupName: resourceGroup.name,
        systemTopicName: topic.name,
        eventSubscriptionName: "on-call",
        eventDeliverySchema: "CloudEventSchemaV1_0",
        destination: {
          endpointType: "MonitorAlert",
          severity: "Sev1",
          actionGroups: [args.actionGroup.id],
          description: "A secret or key of the platform ends soon or has ended: rotate it (docs/secrets.md).",
        },
        filter: { includedEventTypes: EVENTS },
        retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 },
      },
      { parent: topic },
    );
    this.registerOutputs({});
  }
}

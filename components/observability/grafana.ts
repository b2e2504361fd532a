import * as dashboard from "@pulumi/azure-native/dashboard";
import * as pulumi from "@pulumi/pulumi";
import { asWritten } from "../conventions/as-written";
import { systemIdentity } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";

export interface ManagedGrafanaArgs {
  readonly placement: Placement;
  /** Whether it survives the loss of a zone. */
  readonly zoneRedundant: boolean;
  /** ARM id of the workspace whose metrics it shows. */
  readonly metricsId: pulumi.Input<string>;
  /** The only way in. */
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** Dashboards of metrics and logs: private, signed in to by Entra ID, without API keys. */
export class ManagedGrafana extends pulumi.ComponentResource {
  readonly grafana: dashboard.Grafana;
  /** Who it is when it reads metrics. */
  readonly identity: Principal;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: ManagedGrafanaArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:observability:ManagedGrafana", name, {}, opts);
    const { resourceGroup, location, names, tags } = args.placement;
    const properties = {
      apiKey: "Disabled",
      publicNetworkAccess: "Disabled",
      deterministicOutboundIP: "Disabled",
      zoneRedundancy: args.zoneRedundant ? "Enabled" : "Disabled",
      grafanaMajorVersion: "12",
      grafanaIntegrations: {
        azureMonitorWorkspaceIntegrations: [{ azureMonitorWorkspaceResourceId: args.metricsId }],
      },
    };
    this.grafana = new dashboard.Grafana(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: names.of("grafana"),
        sku: { name: "Standard" },
        identity: { type: "SystemAssigned" },
        properties,
        tags,
      },
      { parent: this, ...asWritten(dashboard.Grafana, { properties }) },
    );
    new dashboard.ManagedPrivateEndpoint(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: this.grafana.name,
        managedPrivateEndpointName: "metrics",
        privateLinkResourceId: args.metricsId,
        privateLinkResourceRegion: location,
        groupIds: ["prometheusMetrics"],
        requestMessage: "Grafana reads the platform's metrics",
        tags,
      },
      { parent: this.grafana },
    );
    args.access.connect(this, name, { target: this.grafana.id, services: ["grafana"] });
    args.diagnostics.collect(this, name, this.grafana.id);
    this.identity = systemIdentity(name, this.grafana.identity);
    this.endpoint = this.grafana.properties.apply(({ endpoint }) => endpoint ?? "");
    this.registerOutputs({ endpoint: this.endpoint });
  }
}

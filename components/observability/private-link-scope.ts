import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";

export interface MonitorPrivateLinkScopeArgs {
  readonly placement: Placement;
  /** ARM ids of what is reached through the scope, by name: workspaces, endpoints, Application Insights. */
  readonly members: Readonly<Record<string, pulumi.Input<string>>>;
  readonly access: PrivateAccess;
}

/** The only way that machines of the network write and ask for logs: nothing goes by the public addresses. Part of G3. */
export class MonitorPrivateLinkScope extends pulumi.ComponentResource {
  constructor(name: string, args: MonitorPrivateLinkScopeArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:observability:MonitorPrivateLinkScope", name, {}, opts);
    const { resourceGroup, names, tags } = args.placement;
    const scope = new monitor.PrivateLinkScope(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location: "global",
        scopeName: names.of("privateLinkScope"),
        accessModeSettings: { ingestionAccessMode: "PrivateOnly", queryAccessMode: "PrivateOnly" },
        tags,
      },
      { parent: this },
    );
    const members = Object.entries(args.members).map(
      ([member, id]) =>
        new monitor.PrivateLinkScopedResource(
          `${name}-${member}`,
          { resourceGroupName: resourceGroup.name, scopeName: scope.name, name: member, linkedResourceId: id },
          { parent: scope },
        ),
    );
    // Azure takes the endpoint's addresses from the members there are when it is made.
    args.access.connect(this, name, { target: scope.id, services: ["azuremonitor"], dependsOn: members });
    this.registerOutputs({});
  }
}

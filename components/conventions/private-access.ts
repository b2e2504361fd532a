import * as network from "@pulumi/azure-native/network";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateDnsZones, PrivateService } from "../network/private-dns-zones";
import type { Placement } from "./placement";

export interface PrivateConnection {
  /** ARM id of the service to reach. */
  readonly target: pulumi.Input<string>;
  /** What of it is reached; each gets an endpoint of its own, as Azure demands. */
  readonly services: readonly PrivateService[];
  /** What has to exist before Azure can connect. */
  readonly dependsOn?: readonly pulumi.Resource[];
}

/** The only way to a data service: private endpoints in one subnet, and the DNS zones that answer for them. Part of G3. */
export class PrivateAccess {
  constructor(
    private readonly placement: Placement,
    private readonly subnetId: pulumi.Input<string>,
    private readonly zones: PrivateDnsZones,
  ) {}

  /**
   * Gives `target` private endpoints, as children of `parent` and named after `name`.
   *
   * @returns what has to exist before the service can be reached by its name
   */
  connect(
    parent: pulumi.Resource,
    name: string,
    { target, services, dependsOn = [] }: PrivateConnection,
  ): readonly network.PrivateDnsZoneGroup[] {
    const { resourceGroup, location, names, tags } = this.placement;
    return services.map((service) => {
      const endpointName = names.of("privateEndpoint", `${name}-${service}`);
      const endpoint = new network.PrivateEndpoint(
        `${name}-${service}`,
        {
          resourceGroupName: resourceGroup.name,
          location,
          privateEndpointName: endpointName,
          customNetworkInterfaceName: `${endpointName}-nic`,
          subnet: { id: this.subnetId },
          privateLinkServiceConnections: [{ name: service, privateLinkServiceId: target, groupIds: [service] }],
          tags,
        },
        { parent, dependsOn: [...dependsOn] },
      );
      return new network.PrivateDnsZoneGroup(
        `${name}-${service}`,
        {
          resourceGroupName: resourceGroup.name,
          privateEndpointName: endpoint.name,
          privateDnsZoneGroupName: "default",
          privateDnsZoneConfigs: this.zones
            .idsOf(service)
            .map((zone) => ({ name: zone.name.replaceAll(".", "-"), privateDnsZoneId: zone.id })),
        },
        { parent: endpoint },
      );
    });
  }
}

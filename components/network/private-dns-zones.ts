import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

/** Names in private DNS of what is reached by private endpoints, by the endpoint's group id. */
const ZONES = {
  blob: "privatelink.blob.core.windows.net",
  vault: "privatelink.vaultcore.azure.net",
} as const;

/** What can be reached by a private endpoint: the endpoint's group id. */
export type PrivateService = keyof typeof ZONES;

export interface PrivateDnsZonesArgs {
  readonly placement: Placement;
  /** The network whose members ask the zones. */
  readonly virtualNetworkId: pulumi.Input<string>;
}

/** Private DNS zones for every service with private endpoints, answered inside the virtual network only. Part of G3. */
export class PrivateDnsZones extends pulumi.ComponentResource {
  private readonly zones: Readonly<Record<PrivateService, privatedns.PrivateZone>>;

  constructor(
    name: string,
    { placement, virtualNetworkId }: PrivateDnsZonesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:network:PrivateDnsZones", name, {}, opts);
    const { resourceGroup, tags } = placement;
    const zoneOf = (service: PrivateService) => {
      const zone = new privatedns.PrivateZone(
        service,
        { resourceGroupName: resourceGroup.name, privateZoneName: ZONES[service], location: "global", tags },
        { parent: this },
      );
      new privatedns.VirtualNetworkLink(
        service,
        {
          resourceGroupName: resourceGroup.name,
          privateZoneName: zone.name,
          virtualNetworkLinkName: "platform",
          location: "global",
          registrationEnabled: false,
          virtualNetwork: { id: virtualNetworkId },
          tags,
        },
        { parent: zone },
      );
      return zone;
    };
    this.zones = { blob: zoneOf("blob"), vault: zoneOf("vault") };
    this.registerOutputs({});
  }

  /** ARM id of the zone that answers for `service`. */
  idOf(service: PrivateService): pulumi.Output<string> {
    return this.zones[service].id;
  }
}

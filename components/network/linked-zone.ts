import * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

/** A private DNS zone that the network's members ask, and in which no machine registers itself. */
export function linkedZone(
  parent: pulumi.Resource,
  name: string,
  zoneName: string,
  virtualNetworkId: pulumi.Input<string>,
  { resourceGroup, tags }: Placement,
): privatedns.PrivateZone {
  const zone = new privatedns.PrivateZone(
    name,
    { resourceGroupName: resourceGroup.name, privateZoneName: zoneName, location: "global", tags },
    { parent },
  );
  new privatedns.VirtualNetworkLink(
    name,
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
}

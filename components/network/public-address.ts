import * as network from "@pulumi/azure-native/network";
import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";

/** A public address that stays the same; only gateways and the firewall have one. */
export function publicAddress(
  parent: pulumi.Resource,
  purpose: string,
  { resourceGroup, location, names, tags }: Placement,
  zones: readonly string[],
): network.PublicIPAddress {
  return new network.PublicIPAddress(
    purpose,
    {
      resourceGroupName: resourceGroup.name,
      location,
      publicIpAddressName: names.of("publicIpAddress", purpose),
      publicIPAllocationMethod: "Static",
      publicIPAddressVersion: "IPv4",
      sku: { name: "Standard", tier: "Regional" },
      ...(zones.length > 0 && { zones: [...zones] }),
      tags,
    },
    { parent },
  );
}

import * as compute from "@pulumi/azure-native/compute";
import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import type { CustomerKey } from "../data/customer-key";

/** Encrypts disks with a key of the platform's own, and follows the key's versions. */
export function diskEncryptionSet(
  parent: pulumi.Resource,
  { resourceGroup, location, names, tags }: Placement,
  { key, identity, granted }: CustomerKey,
): compute.DiskEncryptionSet {
  return new compute.DiskEncryptionSet(
    "disks",
    {
      resourceGroupName: resourceGroup.name,
      location,
      diskEncryptionSetName: names.of("diskEncryptionSet"),
      // Azure's own key is the hosts': every pool encrypts there.
      encryptionType: "EncryptionAtRestWithCustomerKey",
      activeKey: { keyUrl: key.key.keyUriWithVersion },
      rotationToLatestKeyVersionEnabled: true,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.identity.id] },
      tags,
    },
    { parent, dependsOn: [granted] },
  );
}

import * as authorization from "@pulumi/azure-native/authorization";
import type * as pulumi from "@pulumi/pulumi";

/** Keeps Azure itself from deleting a resource, whoever asks: the portal and other programs know nothing of `protect`. */
export function deletionLock(
  parent: pulumi.Resource,
  name: string,
  scope: pulumi.Input<string>,
): authorization.ManagementLockByScope {
  return new authorization.ManagementLockByScope(
    name,
    {
      scope,
      lockName: "no-deletion",
      level: "CanNotDelete",
      notes: "Holds data or keys that cannot be made again. Set protect to false in the stack to take the lock away.",
    },
    { parent },
  );
}

import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import { uuidOf } from "./grants";
import type { Placement } from "./placement";
import type { Role } from "./roles";

/** What a role of the platform's own may do, by Azure's names of operations. */
export interface CustomRoleArgs {
  readonly description: string;
  /** Operations on the control plane, each written out: a wildcard takes in what Azure adds later (E-1). */
  readonly actions: readonly string[];
}

/** Defines a role with exactly these operations, to be granted in the platform's resource group and nowhere else. */
export function customRole(
  parent: pulumi.Resource,
  name: string,
  { resourceGroup, names }: Placement,
  { description, actions }: CustomRoleArgs,
): Role {
  const definition = new authorization.RoleDefinition(
    name,
    {
      roleDefinitionId: uuidOf(`${names.platform}/role/${name}`),
      roleName: `${names.platform} ${name}`,
      roleType: "CustomRole",
      description,
      scope: resourceGroup.id,
      assignableScopes: [resourceGroup.id],
      permissions: [{ actions: [...actions], notActions: [], dataActions: [], notDataActions: [] }],
    },
    { parent },
  );
  return { name, id: definition.id.apply((id) => id.slice(id.lastIndexOf("/") + 1)) };
}

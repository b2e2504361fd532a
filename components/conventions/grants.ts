import { createHash } from "node:crypto";
import * as authorization from "@pulumi/azure-native/authorization";
import * as pulumi from "@pulumi/pulumi";
import type { Names } from "./names";
import type { Role } from "./roles";

/** Who is granted something. */
export interface Principal {
  /** Name in the program, by which grants are told apart. */
  readonly grantName: string;
  readonly principalId: pulumi.Input<string>;
  /** Given always: without it Azure looks the principal up, and fails for one that it has only just made. */
  readonly principalType: "ServicePrincipal" | "Group";
}

export interface Grant {
  /** Whose platform it is: Azure refuses an assignment's name that another of the tenant has. */
  readonly names: Names;
  readonly principal: Principal;
  readonly role: Role;
  /** ARM id of the narrowest thing that will do. */
  readonly scope: pulumi.Input<string>;
  /** Name of that thing in the program. */
  readonly scopeName: string;
}

/**
 * Grants one role at one scope. The assignment's name, which Azure wants to be a uuid, is made of the platform's
 * name and the names in the program, so that the same grant is the same assignment in every run, and no other platform's.
 */
export function grant(
  owner: pulumi.Resource,
  { names, principal, role, scope, scopeName }: Grant,
): authorization.RoleAssignment {
  const name = `${principal.grantName}-${slugOf(role)}-${scopeName}`;
  return new authorization.RoleAssignment(
    name,
    {
      roleAssignmentName: uuidOf(`${names.platform}/${name}`),
      scope,
      principalId: principal.principalId,
      principalType: principal.principalType,
      roleDefinitionId: pulumi.interpolate`/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
    },
    { parent: owner },
  );
}

/** The role's name as a part of other names. */
export function slugOf({ name }: Role): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

/** An identity that Azure made together with its resource. */
export function systemIdentity(
  grantName: string,
  identity: pulumi.Output<{ principalId: string } | undefined>,
): Principal {
  return {
    grantName,
    principalId: identity.apply((made) => made?.principalId ?? ""),
    principalType: "ServicePrincipal",
  };
}

/** A uuid of version 8 (RFC 9562: made by the application) from `text`. */
export function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

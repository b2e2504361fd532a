import type { Reading } from "./reading";
import { AZURE } from "./resource-types";

/** Types that give a principal a role: at once, or as soon as it asks (Privileged Identity Management). */
export const ROLE_GRANTS = [AZURE.roleAssignment, AZURE.roleEligibility] as const;

/**
 * Roles of Azure whose holder can give itself and others any role.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged.
 */
export const GRANTING_ROLES: ReadonlyMap<string, string> = new Map([
  ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner"],
  ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator"],
  ["f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator"],
]);

export const RBAC_ADMINISTRATOR = "f58310d9-a9f6-439a-9e8d-f62e7b41a168";

/**
 * Roles of Azure that change, and through it take over, every resource in their scope, or every one of a service.
 * Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles.
 */
export const MANAGING_ROLES: ReadonlyMap<string, string> = new Map([
  ["b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor"],
  ["ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8", "Azure Kubernetes Service Contributor Role"],
  ["0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8", "Azure Kubernetes Service Cluster Admin Role"],
  ["b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b", "Azure Kubernetes Service RBAC Cluster Admin"],
  ["f353d9bd-d4a6-484e-a77a-8050b599b867", "Automation Contributor"],
  ["f25e0fa2-a7c8-4377-a976-54943a77a395", "Key Vault Contributor"],
  ["00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator"],
  ["e40ec5ca-96e0-45a2-b4ff-59039f2c2b59", "Managed Identity Contributor"],
  ["4d97b98b-1d4f-4787-a291-c67834d212e7", "Network Contributor"],
  ["17d1049b-9a84-46fb-8f53-869881c3d3ab", "Storage Account Contributor"],
  ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner"],
  ["9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor"],
]);

/** Roles of Azure that only read what resources are, and none of what they hold. */
export const READING_ROLES: ReadonlyMap<string, string> = new Map([
  ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"],
  ["43d0d8ad-25c7-4714-9337-8ba259a9fe05", "Monitoring Reader"],
  ["73c42c96-874c-492b-b04d-ab87d138a893", "Log Analytics Reader"],
]);

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * Which role an id names, as the uuid that it has in every tenant. `/subscriptions/…/roleDefinitions/<uuid>`, the same without
 * subscription, another case and the uuid alone are one role. What holds no uuid is returned in lower case.
 */
export function roleNamed(id: Reading<string>): Reading<string> {
  if (id.state !== "known") return id;
  const text = id.value.toLowerCase();
  return { state: "known", value: text.match(UUID)?.at(-1) ?? text };
}

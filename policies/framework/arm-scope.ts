import type { Reading } from "./reading";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import type { Stack } from "./stack";

/** How far a scope reaches, the widest first. */
export const REACHES = ["tenant", "management group", "subscription", "resource group", "resource"] as const;
export type Reach = (typeof REACHES)[number];

/** How far rights at the scope of this ARM id reach. Azure takes ids without regard to case and to slashes at the end. */
export function reachOf(scope: string): Reach {
  const segments = scope.toLowerCase().split("/").filter(Boolean);
  if (segments.length === 0) return "tenant";
  if (segments[0] === "providers") {
    const isManagementGroup = segments[1] === "microsoft.management" && segments[2] === "managementgroups";
    return isManagementGroup && segments.length <= 4 ? "management group" : "resource";
  }
  if (segments[0] !== "subscriptions") return "resource";
  const isInGroup = segments[2] === "resourcegroups";
  const named = segments.indexOf("providers");
  // A resource is named by its provider, its type and its name.
  if (named >= 0 && segments.length >= named + 4) return "resource";
  return isInGroup && segments.length >= 4 ? "resource group" : "subscription";
}

/** Whether `reach` takes in a whole resource group or more. */
export function isWide(reach: Reach): boolean {
  return reach !== "resource";
}

/**
 * The reach of the scope at `path`. One that is unknown in preview is followed through the property's dependencies: it will be the
 * id of the resource that it takes its value from, which is a resource group's or one below it.
 */
export function reachAt(stack: Stack, from: Resource, path: string): Reading<Reach> {
  const scope = from.text(path);
  if (scope.state === "known") return { state: "known", value: reachOf(scope.value) };
  if (scope.state !== "unknown") return scope;
  const sources = stack.sourcesOf(from, path).filter(({ type }) => type.startsWith("azure-native:"));
  const others = sources.filter(({ type }) => type !== AZURE.resourceGroup);
  if (others.length === 1) return { state: "known", value: "resource" };
  return others.length === 0 && sources.length > 0 ? { state: "known", value: "resource group" } : { state: "unknown" };
}

import { azureName, partNamed } from "./arm-id";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import type { ResourceType } from "./resource-types";
import type { Stack } from "./stack";
import { holds } from "./truth";
import type { Truth } from "./truth";

/**
 * Whether the id or name at `path` leads to `target` itself, and not to a part of it. A written id may still turn out to be
 * that of a target whose own name is not known yet.
 */
export function leadsTo(stack: Stack, from: Resource, path: string, target: Resource): Truth {
  const reference = stack.referenceOf(from, path, [target.type as ResourceType]);
  if (reference.state !== "known") return holds(reference, () => false);
  const { key, target: found, part } = reference.value;
  if (found) {
    if (found.urn !== target.urn || (part ?? "") !== "") return false;
    // A group that is named may turn out to be another than the target's.
    const namesGroup = holds(from.text(path), (id) => /\/resourceGroups\//i.test(id)) === true;
    return namesGroup && target.text("resourceGroupName").state === "unknown" ? "unknown" : true;
  }
  return azureName(target) === undefined || partNamed(key, target) === "" ? "unknown" : false;
}

/** Whether both are in the same resource group. */
export function sameResourceGroup(stack: Stack, one: Resource, other: Resource): Truth {
  const [first, second] = [one, other].map((resource) =>
    stack.referenceOf(resource, "resourceGroupName", [AZURE.resourceGroup]),
  );
  if (first?.state !== "known" || second?.state !== "known") {
    return first?.state === "unknown" || second?.state === "unknown" ? "unknown" : false;
  }
  if (first.value.key === second.value.key) return true;
  if (first.value.target && second.value.target) return false;
  // One is in a group of this stack, the other in one by name: the same, perhaps, while the group's name is not known.
  return [first, second].some(({ value: { target } }) => target && azureName(target) === undefined) ? "unknown" : false;
}

import { leadsTo, sameResourceGroup } from "./leads-to";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import type { Stack } from "./stack";
import { allOf, anyOf, holds } from "./truth";
import type { Truth } from "./truth";

/**
 * Whether something keeps `resource` from being deleted: `protect` keeps this program from it, a management lock on the
 * resource, its resource group or its subscription keeps everybody.
 */
export function keptFromDeletion(stack: Stack, resource: Resource): Truth {
  if (resource.options.protect === true) return true;
  return anyOf(
    ...stack.ofType(AZURE.managementLock).map((lock) => allOf(forbidsDeletion(lock), isWithin(stack, lock, resource))),
    ...stack
      .ofType(AZURE.managementLockOfResourceGroup)
      .map((lock) => allOf(forbidsDeletion(lock), sameResourceGroup(stack, lock, resource))),
    ...stack
      .ofType(AZURE.managementLockOfResource)
      .map((lock) =>
        allOf(forbidsDeletion(lock), sameResourceGroup(stack, lock, resource), namesIt(stack, lock, resource)),
      ),
    ...stack.ofType(AZURE.managementLockOfSubscription).map(forbidsDeletion),
  );
}

/** A read-only lock forbids deletion too. */
function forbidsDeletion(lock: Resource): Truth {
  return holds(lock.text("level"), (level) => ["cannotdelete", "readonly"].includes(level.toLowerCase()));
}

/** Whether the lock's scope is the resource, or holds it. */
function isWithin(stack: Stack, lock: Resource, resource: Resource): Truth {
  const groups = stack
    .ofType(AZURE.resourceGroup)
    .map((group) => allOf(leadsTo(stack, lock, "scope", group), leadsTo(stack, resource, "resourceGroupName", group)));
  return anyOf(leadsTo(stack, lock, "scope", resource), scopeNames(lock, resource), ...groups);
}

/** A written scope that is a subscription, or the resource group of that name. */
function scopeNames(lock: Resource, resource: Resource): Truth {
  const scope = lock.text("scope");
  if (scope.state !== "known") return false;
  const [, group, rest] = /^\/subscriptions\/[^/]+(?:\/resourceGroups\/([^/]+))?\/?(.*)$/i.exec(scope.value) ?? [];
  if (rest !== "") return false;
  return (
    group === undefined || holds(resource.text("resourceGroupName"), (own) => own.toLowerCase() === group.toLowerCase())
  );
}

function namesIt(stack: Stack, lock: Resource, resource: Resource): Truth {
  const kind = resource.type.split(":").at(-1)?.toLowerCase() ?? "";
  return allOf(
    leadsTo(stack, lock, "resourceName", resource),
    // Azure's plural (`vaults`, `storageAccounts`, `flexibleServers`) has the class's name in it.
    holds(lock.text("resourceType"), (type) => type.toLowerCase().includes(kind)),
    // The lock of a part, such as a database, leaves the whole free.
    holds(lock.text("parentResourcePath"), (path) => path === "", true),
  );
}

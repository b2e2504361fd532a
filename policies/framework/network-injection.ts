import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import { holds } from "./truth";
import type { Truth } from "./truth";

/**
 * Whether the service stands in the virtual network itself: a PostgreSQL server in a subnet delegated to it has no public
 * address, and Azure gives it neither a private endpoint nor a switch for public access.
 */
export function isInjected(service: Resource): Truth {
  if (service.type !== AZURE.postgresServer) return false;
  // The id of a subnet is unknown until there is one: that one is meant is known all the same, unless all of it is unknown.
  if (service.read("network").state === "unknown") return "unknown";
  return holds(service.text("network.delegatedSubnetResourceId"), (id) => id !== "") !== false;
}

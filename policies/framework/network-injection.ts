import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import { holds } from "./truth";

/**
 * Whether the service stands in the virtual network itself: a PostgreSQL server in a subnet delegated to it has no public
 * address, and Azure gives it neither a private endpoint nor a switch for public access.
 */
export function isInjected(service: Resource): boolean {
  const subnet = service.text("network.delegatedSubnetResourceId");
  return service.type === AZURE.postgresServer && holds(subnet, (id) => id !== "") !== false;
}

import { leadsTo } from "./leads-to";
import type { Resource } from "./resource";
import { AZURE } from "./resource-types";
import type { Stack } from "./stack";
import { allOf, anyOf } from "./truth";
import type { Truth } from "./truth";

/** Whether the condition holds for the settings of the account's blobs, which are a resource of their own. */
export function blobServiceHolds(stack: Stack, account: Resource, condition: (service: Resource) => Truth): Truth {
  return anyOf(
    ...stack
      .ofType(AZURE.blobService)
      .map((service) => allOf(leadsTo(stack, service, "accountName", account), condition(service))),
  );
}

/**
 * What happens to images that are deleted or lose their tag. Azure takes one of the two policies at a time
 * (learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy).
 */
export const CLEANUPS = ["soft-delete", "purge-untagged"] as const;
export type Cleanup = (typeof CLEANUPS)[number];

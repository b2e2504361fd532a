/** What can be encrypted with a key of the platform's own. */
export const CUSTOMER_KEY_USES = ["storage", "disks", "postgres"] as const;
export type CustomerKeyUse = (typeof CUSTOMER_KEY_USES)[number];

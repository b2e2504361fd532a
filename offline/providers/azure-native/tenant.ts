/** The tenant and the subscription that everything belongs to; no real ones. */
export const TENANT = "00000000-0000-4000-8000-00000000000a";
export const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000b";

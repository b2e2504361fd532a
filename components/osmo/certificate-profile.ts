import type { Lifetime } from "../vault/lifetime";

/** Services of the control plane that others reach over TLS: those that the gateway hands requests to, and its counter. */
export const INTERNAL_SERVICES = [
  "osmo-service",
  "osmo-router-headless",
  "osmo-agent",
  "osmo-logger-headless",
  "osmo-ratelimit-redis",
] as const;

/** Namespace of all of them. */
const NAMESPACE = "osmo-control-plane";

const HOURS_OF_DAY = 24;

/** How long before its end a certificate is renewed, in hours: 30 days. That long has a pod to take the next one over. */
export const RENEWAL_HOURS = 30 * HOURS_OF_DAY;

/** How long the authority's certificate holds, in hours: two years, so that it outlives all that it signed by far. */
export const AUTHORITY_HOURS = 2 * 365 * HOURS_OF_DAY;

/** Names that the services are called by inside the cluster: from their own namespace, from another, and in full. */
export function internalNames(): readonly string[] {
  return INTERNAL_SERVICES.flatMap((service) => [
    service,
    `${service}.${NAMESPACE}`,
    `${service}.${NAMESPACE}.svc`,
    `${service}.${NAMESPACE}.svc.cluster.local`,
  ]);
}

/** How long a certificate holds, in hours: as long as the vault's secret, and the time to renew it. */
export function certificateHours({ days }: Pick<Lifetime, "days">): number {
  return days * HOURS_OF_DAY + RENEWAL_HOURS;
}

/** One file of PEM blocks, each on lines of its own, in the given order. */
export function pemFile(...blocks: readonly string[]): string {
  return blocks.map((block) => `${block.trim()}\n`).join("");
}

const DAY = 24 * 60 * 60;

/** When something was made and for how long it holds: the program knows no clock, so that a second update changes nothing. */
export interface Lifetime {
  /** The day it was made, as in `2026-11-01`. Another day makes it anew. */
  readonly issued: string;
  /** Days that it holds. */
  readonly days: number;
}

/** The second since 1970 (UTC) at which it ends. */
export function expiryOf(lifetime: Lifetime): number {
  return startOf(lifetime) + lifetime.days * DAY;
}

/** The second since 1970 (UTC) at which it begins. */
export function startOf({ issued }: Lifetime): number {
  return Date.parse(`${issued}T00:00:00Z`) / 1000;
}

/** Days that are left at `now`, in milliseconds since 1970; negative once it has ended. */
export function daysLeft(lifetime: Lifetime, now: number): number {
  return Math.floor((expiryOf(lifetime) - now / 1000) / DAY);
}

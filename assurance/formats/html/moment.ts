import { html } from "./markup";
import type { Markup } from "./markup";

/** A time of the evidence (ISO 8601, UTC) to the second, as in `2026-11-25 12:55:20 UTC`. */
export function utc(time: string): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

export function moment(time: string): Markup {
  return html`<time datetime="${new Date(time).toISOString()}">${utc(time)}</time>`;
}

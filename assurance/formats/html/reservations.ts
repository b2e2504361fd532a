import type { Evidence } from "../../evidence";
import { caveat, caveats } from "../summary";
import { given, html, nothing } from "./markup";
import type { Markup } from "./markup";
import { symbol } from "./status";
import type { Tone } from "./status";

/** What a reader has to know before any number, in a banner each: what keeps the run from being whole, then how it came about. */
export function reservations(evidence: Evidence): Markup {
  const texts = caveats(evidence);
  if (texts.length === 0) return nothing;
  const isWhole = caveat(evidence) === undefined;
  return html`<div class="reservations" role="group" aria-label="Reservations">
    ${texts.map((text, index) => banner(index === 0 && !isWhole ? "bad" : "accepted", text))}
  </div>`;
}

function banner(tone: Tone, text: string): Markup {
  const said = tone === "bad" ? html`<strong>${given(text)}</strong>` : given(text);
  return html`<p class="banner tone-${tone}">${symbol(tone)}<span>${said}</span></p>`;
}

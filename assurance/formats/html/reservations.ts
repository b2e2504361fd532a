import type { Evidence } from "../../evidence";
import { plain } from "../../plain-text";
import { caveat } from "../summary";
import { given, html, nothing } from "./markup";
import type { Markup } from "./markup";
import { symbol } from "./status";

/** What a reader has to know before any number, in a banner each: what keeps the run from being whole, then how it came about. */
export function reservations(evidence: Evidence): Markup {
  const { standIns, rehearsed, caveats } = evidence.run;
  const whole = caveat(evidence);
  const others = [
    ...(standIns ? ["Stand-ins answered for the cloud: what only a provider knows is made up."] : []),
    ...(rehearsed
      ? ["What the preview could not know, a rehearsed update on stand-ins decided; findings that rest on it say so."]
      : []),
    ...caveats.map(plain),
  ];
  if (whole === undefined && others.length === 0) return nothing;
  return html`<div class="reservations" role="group" aria-label="Reservations">
    ${whole === undefined ? "" : html`<p class="banner tone-bad">${symbol("bad")}<strong>${given(whole)}</strong></p>`}
    ${others.map((text) => html`<p class="banner tone-accepted">${symbol("accepted")}<span>${given(text)}</span></p>`)}
  </div>`;
}

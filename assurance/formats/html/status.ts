import type { ElementStatus } from "../../assurance-case";
import type { RoadmapStatus } from "../../roadmap";
import type { ControlResult, Status } from "../../register";
import type { WaiverResult } from "../../waivers";
import { html } from "./markup";
import type { Markup } from "./markup";

/** How a status is told apart, by symbol as by colour. */
export type Tone = "good" | "accepted" | "unsure" | "bad" | "none";

type AnyStatus = Status | ElementStatus | RoadmapStatus | ControlResult["verdict"] | WaiverResult["state"];

const TONES: Readonly<Record<AnyStatus, Tone>> = {
  mitigated: "good",
  supported: "good",
  done: "good",
  pass: "good",
  current: "good",
  accepted: "accepted",
  waived: "accepted",
  "near expiry": "accepted",
  undetermined: "unsure",
  unused: "unsure",
  "to do": "bad",
  open: "bad",
  undermined: "bad",
  fail: "bad",
  error: "bad",
  expired: "bad",
  malformed: "bad",
  "not exercised": "none",
  "not run": "none",
  "no control": "none",
};

/** Words that differ from those of the evidence. */
const WORDS: Partial<Record<AnyStatus, string>> = { pass: "passes", fail: "fails", error: "could not be evaluated" };

export function toneOf(status: AnyStatus): Tone {
  return TONES[status];
}

export function wordOf(status: AnyStatus): string {
  return WORDS[status] ?? status;
}

/** A status in colour, symbol and word. */
export function badge(status: AnyStatus, word: string = wordOf(status)): Markup {
  return toned(TONES[status], word);
}

/** A word in a tone's colour, with its symbol. */
export function toned(tone: Tone, word: string): Markup {
  return html`<span class="badge tone-${tone}">${symbol(tone)}<span>${word}</span></span>`;
}

/** The symbol of a tone, drawn once in the page by `symbols`. */
export function symbol(tone: Tone): Markup {
  return html`<svg class="symbol" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <use href="#symbol-${tone}"></use>
  </svg>`;
}

/** What `symbol` refers to. */
export const symbols: Markup = html`<svg
  class="drawn-elsewhere"
  width="0"
  height="0"
  aria-hidden="true"
  focusable="false"
>
  <symbol id="symbol-good" viewBox="0 0 16 16">
    <circle cx="8" cy="8" r="7" />
    <path class="cut" d="M4.5 8.3 7 10.8l4.6-5.2" />
  </symbol>
  <symbol id="symbol-accepted" viewBox="0 0 16 16">
    <path d="M8 .8 14.2 3v4.6c0 3.7-2.5 6.3-6.2 7.6C4.3 13.9 1.8 11.3 1.8 7.6V3z" />
    <path class="cut" d="M5 8h6" />
  </symbol>
  <symbol id="symbol-unsure" viewBox="0 0 16 16">
    <rect x="1" y="3" width="14" height="10" rx="5" />
    <path class="cut" d="M4.7 8h.01M8 8h.01M11.3 8h.01" />
  </symbol>
  <symbol id="symbol-bad" viewBox="0 0 16 16">
    <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />
    <path class="cut" d="m5.3 5.3 5.4 5.400m0-5.4-5.4 5.4" />
  </symbol>
  <symbol id="symbol-none" viewBox="0 0 16 16">
    <circle class="hollow" cx="8" cy="8" r="6" />
    <path class="stroke" d="M5 8h6" />
  </symbol>
</svg>`;

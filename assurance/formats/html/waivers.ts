import type { Assessment } from "../../assessment";
import type { WaiverResult } from "../../waivers";
import { counted } from "../summary";
import { entryAnchor, linkTo } from "./anchors";
import { code, given, html } from "./markup";
import type { Markup } from "./markup";
import { badge } from "./status";

/** Findings that a waiver covers are listed so far; the rest folds. */
const LISTED = 3;

/** The waivers that the run tells of, those that need somebody first. */
export function waiversSection({ waivers, day }: Assessment, anchors: ReadonlySet<string>): Markup {
  return html`<section id="waivers" aria-labelledby="waivers-title">
    <h2 id="waivers-title">Waivers</h2>
    ${
      waivers.length === 0
        ? html`<p class="quiet">The run tells of none.</p>`
        : html`<p class="lead">${counted(waivers.length, "waiver")}; days are counted from ${day}.</p>
            <ul class="waivers" role="list">
              ${waivers.map((result) => waiverCard(result, anchors))}
            </ul>`
    }
  </section>`;
}

function waiverCard(
  { state, covers, serves, waiver, daysLeft, problem }: WaiverResult,
  anchors: ReadonlySet<string>,
): Markup {
  const left = daysLeft === undefined ? "" : daysLeft < 0 ? "past its last day" : `${counted(daysLeft, "day")} left`;
  return html`<li class="card">
    <p class="waiver-head">
      ${badge(state)} ${waiver ? html`<strong>${given(waiver.owner)}</strong><span>until ${waiver.expires}</span>` : ""}
      ${left === "" ? "" : html`<span>${left}</span>`}
    </p>
    ${problem === "" ? "" : html`<p>${given(problem)}</p>`}
    ${
      waiver
        ? html`<dl class="facts">
            <div>
              <dt>Reason</dt>
              <dd>${given(waiver.reason)}</dd>
            </div>
            <div>
              <dt>Meanwhile</dt>
              <dd>${given(waiver.compensatingControl || "The run tells no compensating control.")}</dd>
            </div>
          </dl>`
        : ""
    }
    <p class="quiet">
      ${state === "current" || state === "near expiry" ? "Covers" : "Names"}
      ${counted(covers.length, "finding")}${
        serves.length > 0
          ? html`, of
            ${serves.map((id, index) => html`${index > 0 ? ", " : ""}${linkTo(entryAnchor(id), given(id), anchors)}`)}`
          : ""
      }:
    </p>
    ${coverList(covers)}
  </li>`;
}

function coverList(covers: readonly string[]): Markup {
  const item = (id: string) => html`<li>${code(id)}</li>`;
  const folded = covers.slice(LISTED);
  return html`<ul class="covers">
      ${covers.slice(0, LISTED).map(item)}
    </ul>
    ${
      folded.length > 0
        ? html`<details class="folded">
            <summary>${folded.length} more</summary>
            <ul class="covers">
              ${folded.map(item)}
            </ul>
          </details>`
        : ""
    }`;
}

import { MODEL } from "../../../policies/model";
import type { Assessment } from "../../assessment";
import { isBlocking, STATUSES } from "../../register";
import type { Evidence } from "../../evidence";
import { counted, verdictLine } from "../summary";
import { code, given, html, nothing } from "./markup";
import type { Markup, Part } from "./markup";
import { controlAnchor } from "./anchors";
import { moment } from "./moment";
import { badge, symbol, toneOf } from "./status";
import type { Tone } from "./status";

/** Controls that block are named so far; the register has them all. */
const NAMED = 6;

const OPERATIONS: Readonly<Record<Evidence["run"]["operation"], string>> = {
  preview: "Preview",
  update: "Update",
  audit: "Audit of an exported state",
};

const VERDICT_TONES: Readonly<Record<string, Tone>> = { Holds: "good", "Not decided": "unsure" };

/** What was judged, as a title and for the browser's. */
export function subjectOf({ project, stack }: Evidence["run"]): string {
  return project === "" && stack === "" ? "no stack" : `${project}/${stack}`;
}

/** What was judged, when and by what. */
export function facts(evidence: Evidence): Markup {
  const { operation, started, ended, packs } = evidence.run;
  const time = ended ?? started;
  const all: readonly (readonly [string, Part])[] = [
    ["Operation", OPERATIONS[operation]],
    ["Time", time === undefined ? "The run tells none" : moment(time)],
    ["Resources", evidence.resources.toLocaleString("en")],
    [
      "Judged by",
      packs.length === 0 ? "No pack" : given(packs.map((pack) => `${pack.name} ${pack.version}`.trim()).join(", ")),
    ],
    ["Against", `${MODEL.name} ${MODEL.version}`],
  ];
  return html`<dl class="run">
    ${all.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The verdict, and how many threats have which status. */
export function headlineSection(evidence: Evidence, assessment: Assessment): Markup {
  const { threats } = assessment;
  const counts = STATUSES.map((status) => ({
    status,
    count: threats.filter((threat) => threat.status === status).length,
  })).filter(({ count }) => count > 0);
  // `Blocked: 1 mandatory finding fails.`
  const [word = "", because = ""] = verdictLine(evidence, assessment).split(/: (.*)/);
  const tone: Tone = VERDICT_TONES[word] ?? "bad";
  return html`<section id="summary" aria-labelledby="summary-title">
    <h2 id="summary-title">Verdict</h2>
    <div class="headline">
      <div class="card verdict tone-${tone}">
        <p class="verdict-word">${symbol(tone)}<strong>${word}</strong></p>
        <p>${because.charAt(0).toUpperCase()}${because.slice(1)}</p>
        ${blockers(evidence)}
      </div>
      <div class="card">
        <h3>${threats.length} threats</h3>
        ${shares(counts, threats.length)}
        <ul class="counts">
          ${counts.map(
            ({ status, count }) =>
              html`<li>
                <a href="#register" data-filter data-status="${status}"><strong>${count}</strong> ${badge(status)}</a>
              </li>`,
          )}
        </ul>
      </div>
    </div>
  </section>`;
}

/** The controls that block, with links to what they found. */
function blockers({ findings }: Evidence): Markup {
  const names = [...new Set(findings.filter(isBlocking).map(({ control }) => control))];
  if (names.length === 0) return nothing;
  return html`<ul class="blockers">
    ${names.slice(0, NAMED).map((name) => html`<li><a href="#${controlAnchor(name)}">${code(name)}</a></li>`)}
    ${names.length > NAMED ? html`<li>${counted(names.length - NAMED, "control")} more</li>` : ""}
  </ul>`;
}

/** A bar of which each status has its share; the list below says the same in words. */
function shares(counts: readonly { status: (typeof STATUSES)[number]; count: number }[], of: number): Markup {
  const WIDTH = 600;
  let x = 0;
  const parts = counts.map(({ status, count }) => {
    const width = (WIDTH * count) / of;
    const part = html`<rect
      class="tone-${toneOf(status)}"
      x="${x.toFixed(1)}"
      y="0"
      width="${(width - 2).toFixed(1)}"
      height="14"
    />`;
    x += width;
    return part;
  });
  return html`<svg
    class="shares"
    viewBox="0 0 ${WIDTH} 14"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${parts}
  </svg>`;
}

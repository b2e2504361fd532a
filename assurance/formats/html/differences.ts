import type { Assessment } from "../../assessment";
import type { Comparison, FindingChange, StatusChange } from "../../comparison";
import type { Evidence } from "../../evidence";
import { nameOf, typeOf } from "../../resource-name";
import { counted, foreignLines } from "../summary";
import { controlAnchor, entryAnchor, linkTo } from "./anchors";
import { subjectOf } from "./header";
import { code, given, html, nothing } from "./markup";
import type { Markup } from "./markup";
import { moment } from "./moment";
import { badge } from "./status";

/** Changes of findings are listed so far; `assessment.json` has them all. */
const LISTED = 100;

/** Where the model contradicts itself. */
export function contradictionsSection({ contradictions }: Assessment): Markup {
  if (contradictions.length === 0) return nothing;
  return html`<section id="contradictions" aria-labelledby="contradictions-title">
    <h2 id="contradictions-title">Where the model contradicts itself</h2>
    <ul class="plain-list">
      ${contradictions.map(({ where, what }) => html`<li><strong>${where.join(", ")}</strong>: ${what}</li>`)}
    </ul>
  </section>`;
}

/** What is different from an earlier run; nothing where there is none to compare with. */
export function comparisonSection({ comparison }: Assessment, anchors: ReadonlySet<string>): Markup {
  if (comparison === undefined) return nothing;
  const { earlier, reservations, better, worse, findings } = comparison;
  const time = earlier.ended ?? earlier.started;
  return html`<section id="comparison" aria-labelledby="comparison-title">
    <h2 id="comparison-title">Since the earlier run</h2>
    <p class="lead">
      Compared with the ${earlier.operation} of
      ${given(subjectOf(earlier))}${time === undefined ? "" : html`, ${moment(time)}`}.
    </p>
    ${
      reservations.length > 0
        ? html`<ul class="plain-list">
            ${reservations.map((text) => html`<li>${badge("undetermined", "compared in part")} ${given(text)}</li>`)}
          </ul>`
        : ""
    }
    <div class="side-by-side">
      ${statusChanges("Worse", worse, anchors)} ${statusChanges("Better", better, anchors)}
    </div>
    ${findingChanges("New findings", findings.new, anchors)}
    ${findingChanges("Findings that are worse", findings.worse, anchors)}
    ${findingChanges("Findings that are better", findings.better, anchors)}
  </section>`;
}

function statusChanges(title: string, changes: Comparison["better"], anchors: ReadonlySet<string>): Markup {
  return html`<div>
    <h3>${title}</h3>
    ${
      changes.length === 0
        ? html`<p class="quiet">No threat, goal or inherited control.</p>`
        : html`<ul class="plain-list">
            ${changes.map((change) => statusChange(change, anchors))}
          </ul>`
    }
  </div>`;
}

function statusChange({ id, before, after }: StatusChange, anchors: ReadonlySet<string>): Markup {
  return html`<li>
    ${linkTo(entryAnchor(id), id, anchors)} ${badge(before)}
    <span class="turned" aria-label="now">→</span> ${badge(after)}
  </li>`;
}

function findingChanges(title: string, changes: readonly FindingChange[], anchors: ReadonlySet<string>): Markup {
  if (changes.length === 0) return nothing;
  const rest = changes.length - LISTED;
  return html`<details class="folded">
    <summary>${title}: ${changes.length}</summary>
    <ul class="plain-list">
      ${changes.slice(0, LISTED).map(
        ({ control, subject, resource, before, after }) =>
          html`<li>
            ${linkTo(controlAnchor(control), code(control), anchors)} ${code(subject || nameOf(resource))}
            ${resource === "" ? "" : html`<span class="quiet">${given(typeOf(resource))}</span>`}
            ${before === undefined ? "" : badge(before)} <span class="turned">→</span>
            ${after === undefined ? "not reported any more" : badge(after)}
          </li>`,
      )}
    </ul>
    ${rest > 0 ? html`<p class="quiet">${counted(rest, "change")} more in <code>assessment.json</code>.</p>` : ""}
  </details>`;
}

/** Violations of policies of other packs: no evidence of this model. */
export function foreignSection(evidence: Evidence): Markup {
  const lines = foreignLines(evidence);
  if (lines.length === 0) return nothing;
  const rest = lines.length - LISTED;
  return html`<section id="other-packs" aria-labelledby="other-packs-title">
    <h2 id="other-packs-title">Other packs</h2>
    <p class="lead">${counted(lines.length, "violation")} of policies that are no evidence of this model.</p>
    <ul class="plain-list">
      ${lines.slice(0, LISTED).map((line) => html`<li>${given(line)}</li>`)}
    </ul>
    ${rest > 0 ? html`<p class="quiet">${rest} more in <code>evidence.json</code>.</p>` : ""}
  </section>`;
}

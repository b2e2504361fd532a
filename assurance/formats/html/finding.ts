import type { Finding, Source } from "../../evidence";
import { nameOf, typeOf } from "../../resource-name";
import { code, given, html } from "./markup";
import type { Markup, Part } from "./markup";
import { badge } from "./status";
import { moment } from "./moment";

/** Where a finding was seen, in words. */
export const SOURCES: Readonly<Record<Source, string>> = {
  event: "an event of the run",
  rehearsal: "the rehearsed update",
  state: "the exported state",
  chart: "a rendered chart",
};

/** One finding: what is wrong where, and folded below it the evidence. */
export function findingItem(finding: Finding): Markup {
  const { verdict, level, subject, resource, statement } = finding;
  return html`<li>
    <details class="finding">
      <summary>
        ${badge(verdict)}${level === "mandatory" ? html`<span class="mandatory">mandatory</span>` : ""}
        <span class="finding-subject">${code(subject || nameOf(resource))}</span>
        <span class="finding-statement">${given(statement)}</span>
      </summary>
      <dl class="facts">
        ${facts(finding).map(
          ([term, value]) =>
            html`<div>
              <dt>${term}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
    </details>
  </li>`;
}

function facts({ resource, level, set, remedy, waiver, source, time }: Finding): readonly (readonly [string, Part])[] {
  const all: readonly (readonly [string, Part | undefined])[] = [
    ["Resource", resource === "" ? "the stack as a whole" : html`${code(nameOf(resource))} ${given(typeOf(resource))}`],
    ["Set", set && given(set)],
    ["Remedy", remedy && given(remedy)],
    ["Waived by", waiver && html`${given(waiver.owner)}, until ${waiver.expires}`],
    ["Reason", waiver && given(waiver.reason)],
    ["Meanwhile", waiver && given(waiver.compensatingControl || "The run tells no compensating control.")],
    ["Level", level],
    ["Seen in", html`${SOURCES[source]}${time === undefined ? "" : html`, ${moment(time)}`}`],
    ["URN", resource === "" ? undefined : code(resource)],
  ];
  return all.flatMap(([term, value]) => (value === undefined || value === "" ? [] : [[term, value] as const]));
}

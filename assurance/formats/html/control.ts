import type { ControlResult } from "../../register";
import { counted } from "../summary";
import { controlAnchor, controlKey } from "./anchors";
import type { ControlEvidence } from "./control-evidence";
import { findingItem } from "./finding";
import { code, given, html } from "./markup";
import type { Markup } from "./markup";
import { badge } from "./status";

/** The controls of an entry: each in full where it is at home, elsewhere with a link to there. */
export function controlList(
  results: readonly ControlResult[],
  anchor: string,
  controls: ReadonlyMap<string, ControlEvidence>,
): Markup {
  if (results.length === 0) return html`<p class="quiet">The pack has no control for it.</p>`;
  return html`<ul class="controls">
    ${results.map((result) => {
      const evidence = controls.get(result.control);
      if (evidence === undefined) return "";
      return html`<li>${evidence.home?.anchor === anchor ? controlBlock(evidence) : reference(result, evidence)}</li>`;
    })}
  </ul>`;
}

/** A control in full: what it demands, how to remedy it, and what it found where. */
export function controlBlock(evidence: ControlEvidence): Markup {
  const { name, control, result, written, more, passes } = evidence;
  return html`<details class="control" id="${controlAnchor(name)}" data-control="${controlKey(name)}">
    <summary>
      <h4>${code(name)}</h4>
      <span class="control-title">${control?.title ?? "Not in the catalogue of controls"}</span>
      <span class="control-state">${badge(result.verdict)}${awaits(result)}</span>
    </summary>
    <div class="control-body">
      ${control && statement(evidence)}
      ${
        written.length > 0
          ? html`<ul class="findings">
              ${written.map(findingItem)}
            </ul>`
          : ""
      }
      ${more.length > 0 ? onDemand("more", name, counted(more.length, "more finding")) : ""}
      ${passes.length > 0 ? onDemand("passes", name, counted(passes.length, "pass", "passes")) : ""}
      ${
        result.verdict === "not exercised"
          ? html`<p class="quiet">The run had nothing for it to judge. That is no pass.</p>`
          : ""
      }
    </div>
  </details>`;
}

function statement({ control }: ControlEvidence): Markup {
  const { severity = "", kind, remediation = "", page = "" } = control ?? {};
  return html`<dl class="facts">
    <div>
      <dt>Remedy</dt>
      <dd>${given(remediation)}</dd>
    </div>
    <div>
      <dt>Judges</dt>
      <dd>${kind === "stack" ? "the stack as a whole" : "each resource by itself"}; severity ${severity}</dd>
    </div>
    <div>
      <dt>Page</dt>
      <dd>${code(page)}</dd>
    </div>
  </dl>`;
}

/** Rows that the page's script writes when they are asked for, out of the page's data. */
function onDemand(rows: "more" | "passes", name: string, title: string): Markup {
  return html`<details class="rows" data-rows="${rows}" data-of="${controlKey(name)}">
    <summary>${rows === "passes" ? badge("pass", title) : title}</summary>
    <p class="quiet needs-script">Each of them is in <code>evidence.json</code>, beside this page.</p>
  </details>`;
}

function reference(result: ControlResult, { name, control, home }: ControlEvidence): Markup {
  return html`<p class="reference" data-control="${controlKey(name)}">
    <a href="#${controlAnchor(name)}">${code(name)}</a>
    <span class="control-title">${control?.title ?? ""} <span class="quiet">Told under ${home?.id ?? ""}.</span></span>
    <span class="control-state">${badge(result.verdict)}${awaits(result)}</span>
  </p>`;
}

function awaits({ verdict, undetermined }: ControlResult): Markup | string {
  return undetermined && verdict !== "undetermined" ? badge("undetermined", "partly undetermined") : "";
}

import type { Assessment } from "../../assessment";
import type { Decider, ElementResult } from "../../assurance-case";
import type { Edge, Node } from "./assurance-graph";
import { assuranceGraph } from "./assurance-graph";
import { baselineAnchor, controlAnchor, linkTo } from "./anchors";
import { given, html } from "./markup";
import type { Markup } from "./markup";
import { badge, toneOf } from "./status";

/** Height of a line in the drawing, and how much a bold letter takes of it. */
const [LINE, LETTER] = [15, 8];

/** The assurance case: drawn, and below it the same as a list that says what decides each element. */
export function assuranceCaseSection({ assuranceCase: elements }: Assessment, anchors: ReadonlySet<string>): Markup {
  return html`<section id="assurance-case" aria-labelledby="assurance-case-title">
    <h2 id="assurance-case-title">Assurance case</h2>
    <p class="lead">
      The argument of the model in Goal Structuring Notation, each element with the status that the evidence gives it.
      Follow an element to what decides it.
    </p>
    <div class="scroll" role="region" aria-label="Assurance case, drawn" tabindex="0">${drawing(elements)}</div>
    <p class="legend">
      <span>Rectangle: goal</span> <span>Circle: evidence</span> <span>Oval with A: assumption</span>
      <span>Dashed circle: how much of what decides a goal holds in this run</span>
    </p>
    <ul class="elements" role="list">
      ${elements.map((element) => elementItem(element, anchors))}
    </ul>
  </section>`;
}

function elementItem(
  { id, kind, status, statement, because, deciders, exceptions, notExercised, contradictions }: ElementResult,
  anchors: ReadonlySet<string>,
): Markup {
  return html`<li>
    <details class="element" id="${id}">
      <summary>
        <span class="entry-id">${id}</span>
        <h3>${statement}</h3>
        <span class="entry-facts"><span>${kind}</span></span>
        <span class="entry-status">${badge(status)}</span>
      </summary>
      <div class="entry-body">
        <p>${because}</p>
        ${
          deciders.length > 0
            ? html`<ul class="deciders">
                ${deciders.map((decider) => deciderItem(decider, anchors))}
              </ul>`
            : ""
        }
        ${
          exceptions.length > 0
            ? html`<p class="quiet">Holds only because somebody accepts what fails: ${exceptions.join(", ")}.</p>`
            : ""
        }
        ${
          notExercised.length > 0
            ? html`<p class="quiet">The run had nothing to judge for ${notExercised.join(", ")}: that is no pass.</p>`
            : ""
        }
        ${contradictions.map((what) => html`<p class="quiet">The model contradicts itself here: ${what}</p>`)}
      </div>
    </details>
  </li>`;
}

function deciderItem({ kind, id, status }: Decider, anchors: ReadonlySet<string>): Markup {
  return html`<li>
    ${linkTo(deciderAnchor(kind, id), given(id), anchors)}
    <span class="quiet">${kind}</span>
    ${badge(status)}
  </li>`;
}

function deciderAnchor(kind: Decider["kind"], id: string): string {
  if (kind === "control") return controlAnchor(id);
  return kind === "inherited control" ? baselineAnchor(id) : id;
}

function drawing(elements: readonly ElementResult[]): Markup {
  const { width, height, nodes, edges } = assuranceGraph(elements);
  return html`<svg class="graph" viewBox="0 0 ${width} ${height}" role="group" aria-label="Assurance case">
    <defs>
      <marker id="arrow-supports" viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" orient="auto">
        <path class="arrow-filled" d="M0 0 10 5 0 10z" />
      </marker>
      <marker id="arrow-context" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" orient="auto">
        <path class="arrow-hollow" d="M1 1 9 5 1 9z" />
      </marker>
    </defs>
    ${edges.map(arrow)}${nodes.map(drawnNode)}${nodes.map(mark)}
  </svg>`;
}

function arrow({ kind, from: [x1, y1], to: [x2, y2] }: Edge): Markup {
  // What carries is below: the line leaves and arrives upright.
  const bend = (y2 - y1) / 2;
  const path =
    kind === "supports" ? `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 - bend} ${x2} ${y2}` : `M${x1} ${y1}L${x2} ${y2}`;
  return html`<path class="edge" d="${path}" marker-end="url(#arrow-${kind})" />`;
}

/** The name of the link says what can be read in it, in the same order: who speaks to the browser says what is seen. */
function drawnNode(node: Node): Markup {
  const { id, kind, of, status, name, lines, x, y } = node;
  const head = [["id", `${id}, ${kind}`] as const, ["status", status] as const];
  const texts =
    of === "run"
      ? lines.map((line) => ["shown", line] as const)
      : [...head, ...lines.map((line) => ["line", line] as const)];
  const first = y - ((texts.length - 1) * LINE) / 2 + 4;
  const symbolAt = x - (status.length * LETTER) / 2 - 18;
  return html`<a class="node node-${of} tone-${toneOf(status)}" href="#${id}" aria-label="${name}">
    ${outline(node)}
    ${of === "run" ? "" : html`<use href="#symbol-${toneOf(status)}" x="${symbolAt}" y="${first + LINE - 11}" width="13" height="13"></use>`}
    ${texts.map(([place, text], index) => html`<text class="node-${place}" x="${x}" y="${first + index * LINE}">${text}</text> `)}
  </a>`;
}

function outline({ shape, x, y, width, height }: Node): Markup {
  switch (shape) {
    case "goal":
      return html`<rect
        class="outline"
        x="${x - width / 2}"
        y="${y - height / 2}"
        width="${width}"
        height="${height}"
        rx="2"
      />`;
    case "solution":
      return html`<circle class="outline" cx="${x}" cy="${y}" r="${width / 2}" />`;
    case "assumption":
      return html`<ellipse class="outline" cx="${x}" cy="${y}" rx="${width / 2}" ry="${height / 2}" />`;
  }
}

/** The letter that tells an assumption; beside the link, as it is no part of its name. */
function mark({ shape, x, y, width, height }: Node): Markup | string {
  if (shape !== "assumption") return "";
  return html`<text class="node-mark" x="${x + width / 2 - 10}" y="${y + height / 2 - 2}" aria-hidden="true">A</text>`;
}

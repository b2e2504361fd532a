import type { RoadmapResult } from "../../roadmap";
import { STATUSES } from "../../register";
import type { Assessment } from "../../assessment";
import type { View } from "../../views";
import { html } from "./markup";
import type { Markup } from "./markup";
import { badge } from "./status";

/** The model's roadmap, with how far the evidence has each item. */
export function roadmapSection(items: readonly RoadmapResult[]): Markup {
  return html`<section id="roadmap" aria-labelledby="roadmap-title">
    <h2 id="roadmap-title">Roadmap</h2>
    <p class="lead">
      ${items.filter(({ status }) => status === "done").length} of ${items.length} items done: their threats are
      mitigated, or accepted.
    </p>
    <div class="scroll" role="region" aria-label="Roadmap, table" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Priority</th>
            <th scope="col">Item</th>
            <th scope="col">Threats</th>
            <th scope="col">Done</th>
            <th scope="col">Status</th>
            <th scope="col">Effort</th>
            <th scope="col">Depends on</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(roadmapRow)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function roadmapRow({ priority, item, statuses, done, status, effort, keyDependency }: RoadmapResult): Markup {
  return html`<tr>
    <td>${priority}</td>
    <th scope="row">${item}</th>
    <td>
      ${statuses.map(({ id, status }) => html`<span class="paired"><a href="#${id}">${id}</a> ${badge(status)}</span> `)}
    </td>
    <td class="short">${done} of ${statuses.length}</td>
    <td>${badge(status)}</td>
    <td class="short">${effort}</td>
    <td>${keyDependency}</td>
  </tr>`;
}

/** The threats by trust boundary and by category: each count filters the register. */
export function viewsSection({ boundaries, categories }: Assessment): Markup {
  return html`<section id="views" aria-labelledby="views-title">
    <h2 id="views-title">Boundaries and categories</h2>
    <p class="lead needs-no-print">Follow a count to its threats in the register.</p>
    <div class="stacked">
      ${matrix("boundary", "Trust boundaries", boundaries)} ${matrix("category", "STRIDE categories", categories)}
    </div>
  </section>`;
}

function matrix<Id extends string>(kind: "boundary" | "category", title: string, views: readonly View<Id>[]): Markup {
  const statuses = STATUSES.filter((status) =>
    views.some(({ counts }) => counts.some((each) => each.status === status)),
  );
  return html`<div>
    <h3 id="${kind}-title">${title}</h3>
    <div class="scroll" role="region" aria-label="${title}, table" tabindex="0">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">${kind === "boundary" ? "Boundary" : "Category"}</th>
            ${statuses.map((status) => html`<th scope="col">${badge(status)}</th>`)}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          ${views.map((view) => matrixRow(kind, view, statuses))}
        </tbody>
      </table>
    </div>
  </div>`;
}

function matrixRow<Id extends string>(
  kind: string,
  { id, title, threats, counts }: View<Id>,
  statuses: (typeof STATUSES)[number][],
): Markup {
  const link = (count: number, status: string) =>
    count === 0
      ? html`<span class="zero">0</span>`
      : html`<a href="#register" data-filter data-${kind}="${id}" data-status="${status}"
          >${count}<span class="unseen"> ${status} at ${id}</span></a
        >`;
  return html`<tr>
    <th scope="row">${(id as string) === title ? "" : html`<span class="entry-id">${id}</span> `}${title}</th>
    ${statuses.map((status) => html`<td>${link(counts.find((each) => each.status === status)?.count ?? 0, status)}</td>`)}
    <td>${link(threats.length, "")}</td>
  </tr>`;
}

import { boundaries, threat as modelThreat } from "../../../policies/model";
import type { Rating } from "../../../policies/model";
import type { Assessment } from "../../assessment";
import { STATUSES } from "../../register";
import type { ThreatEntry } from "../../register";
import { counted } from "../summary";
import { baselineAnchor } from "./anchors";
import type { ControlEvidence } from "./control-evidence";
import { controlBlock, controlList } from "./control";
import { html } from "./markup";
import type { Markup } from "./markup";
import { badge } from "./status";

/** From worst to best: the order of a filter is the one that the page's script sorts by. */
const RATINGS: readonly Rating[] = ["Critical", "High", "Medium", "Low"];
const WORST_FIRST = [...STATUSES].reverse();

type Controls = ReadonlyMap<string, ControlEvidence>;

/** The threats, with filters, and below each its controls. */
export function registerSection(assessment: Assessment, controls: Controls): Markup {
  const { threats } = assessment;
  return html`<section id="register" aria-labelledby="register-title">
    <h2 id="register-title">Threat register</h2>
    <p class="lead">
      Each of the ${threats.length} threats of the model, with the controls that close it. Open a threat to see its
      controls, a control to see what it found, a finding to see its evidence.
    </p>
    ${filters(assessment)}
    <ol class="register" id="threats" role="list">
      ${threats.map((threat) => threatItem(threat, controls))}
    </ol>
    <p id="nothing-found" class="empty" hidden>
      No threat is like that. <button type="button" data-reset>Show all</button>
    </p>
  </section>`;
}

/** Goals and inherited controls that have controls of their own, told as threats are. */
export function baselineSection({ baseline }: Assessment, controls: Controls): Markup {
  return html`<section id="baseline" aria-labelledby="baseline-title">
    <h2 id="baseline-title">Baseline and inherited controls</h2>
    <p class="lead">
      What the goals of the assurance case and the providers' own controls ask of the deployment, beside the threats.
    </p>
    <ol class="register" role="list">
      ${baseline.map(
        ({ id, title, status, controls: results }) =>
          html`<li>
            <details class="entry" id="${baselineAnchor(id)}">
              <summary>
                <span class="entry-id">${id}</span>
                <h3>${title}</h3>
                <span class="entry-facts"><span>${counted(results.length, "control")}</span></span>
                <span class="entry-status">${badge(status)}</span>
              </summary>
              <div class="entry-body">${controlList(results, baselineAnchor(id), controls)}</div>
            </details>
          </li>`,
      )}
    </ol>
    ${homeless(controls)}
  </section>`;
}

/** What the run tells of a control that serves nothing of the model: unless it passes, it may not get lost. */
function homeless(controls: Controls): Markup | string {
  const left = [...controls.values()].filter(({ home, result }) => home === undefined && result.verdict !== "pass");
  if (left.length === 0) return "";
  return html`<h3>Controls that name nothing of the model</h3>
    <ul class="controls">
      ${left.map((evidence) => html`<li>${controlBlock(evidence)}</li>`)}
    </ul>`;
}

function threatItem(entry: ThreatEntry, controls: Controls): Markup {
  const { id, title, status, rating, category, boundary, likelihood, impact, modelStatus } = entry;
  const model = modelThreat(id);
  return html`<li
    data-status="${status}"
    data-category="${category}"
    data-boundary="${boundary}"
    data-rating="${rating}"
  >
    <details class="entry threat" id="${id}">
      <summary>
        <span class="entry-id">${id}</span>
        <h3>${title}</h3>
        <span class="entry-facts">
          <span class="rating rating-${rating.toLowerCase()}">${rating}<span class="unseen"> rating</span></span>
          <span>${category}</span>
          <span>${boundary}</span>
          <span>${counted(entry.controls.length, "control")}</span>
        </span>
        <span class="entry-status">
          <span class="was">${modelStatus}<span class="unseen"> in the model, now</span></span>
          <span class="turned" aria-hidden="true">→</span>
          ${badge(status)}
        </span>
      </summary>
      <div class="entry-body">
        <p>${model.threat}.</p>
        <dl class="facts">
          <div>
            <dt>Likelihood, impact</dt>
            <dd>${likelihood}, ${impact}</dd>
          </div>
          <div>
            <dt>Trust boundary</dt>
            <dd>${boundary} ${boundaryName(boundary)}</dd>
          </div>
          <div>
            <dt>Affected</dt>
            <dd>${model.affectedAssets.join(", ")}</dd>
          </div>
          <div>
            <dt>In the model</dt>
            <dd>
              ${modelStatus}:
              ${model.disposition.status === "Open" ? model.disposition.remediation : model.disposition.rationale}
            </dd>
          </div>
        </dl>
        ${controlList(entry.controls, id, controls)}
      </div>
    </details>
  </li>`;
}

function boundaryName(id: string): string {
  return boundaries.find((boundary) => boundary.id === id)?.name ?? "";
}

/** Without the page's script nothing can be filtered: the form stays hidden until that shows it. */
function filters({ threats, boundaries: views, categories }: Assessment): Markup {
  const present = WORST_FIRST.filter((status) => threats.some((threat) => threat.status === status));
  return html`<form class="filters" id="filters" aria-label="Filter and sort the threats" hidden>
    <label class="filter-search">
      <span>Search</span>
      <input
        type="search"
        name="text"
        placeholder="Id, title, control or resource"
        autocomplete="off"
        spellcheck="false"
      />
    </label>
    ${choice(
      "status",
      "Status",
      present.map((status) => [status, status]),
    )}
    ${choice(
      "category",
      "Category",
      categories.map(({ id, title }) => [id, title]),
    )}
    ${choice(
      "boundary",
      "Boundary",
      views.map(({ id, title }) => [id, `${id} ${title}`]),
    )}
    ${choice(
      "rating",
      "Rating",
      RATINGS.map((rating) => [rating, rating]),
    )}
    <label>
      <span>Sort by</span>
      <select name="sort">
        <option value="model">Model order</option>
        <option value="rating">Rating</option>
        <option value="status">Status</option>
      </select>
    </label>
    <span class="filter-result">
      <output id="result" aria-live="polite">${threats.length} of ${counted(threats.length, "threat")}</output>
      <button type="reset" id="filters-reset" hidden>Reset</button>
    </span>
  </form>`;
}

function choice(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  return html`<label>
    <span>${label}</span>
    <select name="${name}">
      <option value="">All</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>
  </label>`;
}

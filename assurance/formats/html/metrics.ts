import type { MetricResult } from "../../metrics";
import { html } from "./markup";
import type { Markup } from "./markup";
import { toned } from "./status";
import type { Tone } from "./status";

/** Size of a gauge, in units of its drawing. */
const [WIDTH, HEIGHT, MARGIN] = [300, 46, 8];

/** The metrics of the model: what it was there, what the evidence gives, and the target. */
export function metricsSection(metrics: readonly MetricResult[]): Markup {
  return html`<section id="metrics" aria-labelledby="metrics-title">
    <h2 id="metrics-title">Metrics</h2>
    <ul class="metrics" role="list">
      ${metrics.map(
        (metric) =>
          html`<li class="card">
            <h3>${metric.metric}</h3>
            <p class="metric-now"><strong>${shown(metric, metric.measured)}</strong> ${standing(metric)}</p>
            ${gauge(metric)}
            <p class="metric-scale">
              <span><span class="mark" aria-hidden="true">▲</span> In the model ${metric.current}</span>
              <span><span class="mark" aria-hidden="true">▼</span> Target ${least(metric)} ${metric.target}</span>
            </p>
            <p class="quiet">${because(metric)}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Whether the target is met, in a word. */
function standing({ met, measured, undecided }: MetricResult): Markup {
  const [tone, word]: [Tone, string] =
    met === true
      ? ["good", "met"]
      : met === false
        ? ["bad", "not met"]
        : measured === undefined
          ? ["none", "not measured"]
          : ["unsure", undecided > 0 ? `undecided: ${undecided} more may count` : "undecided"];
  return toned(tone, word);
}

function least({ better }: MetricResult): string {
  return better === "higher" ? "at least" : "at most";
}

function because({ basis, measured }: MetricResult): string {
  return `${measured === undefined ? "Not measured" : "Measured by"}: ${basis}.`;
}

function shown({ unit }: MetricResult, value: number | undefined): string {
  if (value === undefined) return "–";
  return unit === "percent" ? `${value}%` : String(value);
}

/** A bar from 0 to the metric's end: filled as far as measured, hatched as far as undecided, with marks for model and target. */
function gauge(metric: MetricResult): Markup {
  const { metric: name, values, measured, undecided, met } = metric;
  const end = endOf(metric);
  const at = (value: number) => Number((MARGIN + ((WIDTH - 2 * MARGIN) * Math.min(value, end)) / end).toFixed(1));
  const [from, model, target] = [at(0), at(values.current), at(values.target)];
  const now = measured === undefined ? from : at(measured);
  const tone: Tone = met === undefined ? "unsure" : met ? "good" : "bad";
  const said = measured === undefined ? "not measured" : `now ${shown(metric, measured)}`;
  const open = undecided > 0 ? `, undecided ${undecided}` : "";
  const label = `${name}: ${said}${open}, in the model ${metric.current}, target ${least(metric)} ${metric.target}`;
  return html`<svg class="gauge" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">
    <rect class="gauge-track" x="${from}" y="16" width="${WIDTH - 2 * MARGIN}" height="12" rx="6" />
    ${
      undecided > 0
        ? html`<rect
            class="gauge-undecided"
            x="${now}"
            y="16"
            width="${Math.max(0, at((measured ?? 0) + undecided) - now)}"
            height="12"
          />`
        : ""
    }
    ${
      now > from
        ? html`<rect
            class="gauge-now tone-${tone}"
            x="${from}"
            y="16"
            width="${(now - from).toFixed(1)}"
            height="12"
            rx="6"
          />`
        : ""
    }
    <path class="gauge-model" d="M${model} 34l-5 9h10z" />
    <path class="gauge-target" d="M${target} 6v26" />
    <path class="gauge-target-flag" d="M${target} 12l-5-9h10z" />
  </svg>`;
}

/** Where the bar ends: at 100 percent, or at all threats where the target counts those that are well. */
function endOf({ unit, values, measured = 0, undecided, target }: MetricResult): number {
  if (unit === "percent") return 100;
  const [, all] = /\/(\d+)/.exec(target) ?? [];
  return Math.max(Number(all ?? 0), values.current, values.target, measured + undecided, 1);
}

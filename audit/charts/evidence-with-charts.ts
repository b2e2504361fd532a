import { evidenceFrom } from "../../assurance";
import type { Evidence } from "../../assurance";
import { catalogue } from "../../policies/catalogue";
import { analyzeState } from "../state-analysis";
import type { AnalysisOptions } from "../state-analysis";
import { chartFindings, withChartsNamed } from "./chart-findings";
import { deploymentFrom } from "./deployment-from-events";
import { renderCharts } from "./render-charts";
import type { RenderedCharts, RenderOptions } from "./render-charts";
import { chartsRendered } from "./unavailable-charts";

/**
 * The evidence of a run, with what its charts put into the cluster: they are rendered with the values of its event log and
 * held to the pack. What the run itself judged stays as it was judged.
 *
 * @param log the event log that the evidence is of
 * @throws what `renderCharts` and `analyzeState` throw
 */
export async function runWithCharts(
  evidence: Evidence,
  log: string,
  options: RenderOptions & Omit<AnalysisOptions, "state">,
): Promise<Evidence> {
  const charts = await renderCharts(deploymentFrom(log), options);
  const judged = charts.rendered.size > 0 ? await analyzeState({ ...options, state: charts.deployment }) : undefined;
  const { findings } = evidenceFrom(judged?.events ?? [], { source: "state" });
  return {
    ...withCaveats(evidence, charts),
    resources: evidence.resources + charts.rendered.size,
    findings: [
      ...evidence.findings,
      ...chartFindings(findings, charts.rendered),
      ...chartsRendered(charts, catalogue, evidence.run.ended),
    ],
  };
}

/**
 * The evidence of a state that was analysed with its charts: says which findings are of a chart, and of which releases the
 * charts were not at hand.
 *
 * @param evidence of `charts.deployment`
 */
export function stateWithCharts(evidence: Evidence, charts: RenderedCharts): Evidence {
  return {
    ...withCaveats(evidence, charts),
    findings: [
      ...withChartsNamed(evidence.findings, charts.rendered),
      ...chartsRendered(charts, catalogue, evidence.run.ended),
    ],
  };
}

function withCaveats(evidence: Evidence, { releases, unavailable }: RenderedCharts): Evidence {
  const guessed = releases.filter(({ guesses }) => guesses.length > 0).length;
  const caveats = [
    ...(guessed > 0
      ? [
          `${guessed} of the charts ${guessed === 1 ? "was" : "were"} rendered without values that are secret or not known before the update; with them the objects may differ.`,
        ]
      : []),
    ...(unavailable.length > 0
      ? [
          `The charts of ${unavailable.length} of ${unavailable.length + releases.length} Helm releases could not be rendered: what they put into the cluster was not judged.`,
        ]
      : []),
  ];
  return { ...evidence, run: { ...evidence.run, caveats: [...evidence.run.caveats, ...caveats] } };
}

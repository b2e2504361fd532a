import type { Finding } from "../../assurance/evidence";

/**
 * Of the findings on an enlarged deployment those on the rendered objects, as findings of their charts. Where the rest was
 * judged by the run itself, that judgement counts: it knew more than a deployment made of its events.
 *
 * @param rendered URNs of the rendered objects, as `renderCharts` returns them
 */
export function chartFindings(findings: readonly Finding[], rendered: ReadonlySet<string>): readonly Finding[] {
  return findings.filter(({ resource }) => rendered.has(resource)).map((finding) => ({ ...finding, source: "chart" }));
}

/**
 * All findings on an enlarged deployment, those on the rendered objects as findings of their charts: for a state, which was
 * judged together with its charts.
 */
export function withChartsNamed(findings: readonly Finding[], rendered: ReadonlySet<string>): readonly Finding[] {
  return findings.map((finding) => (rendered.has(finding.resource) ? { ...finding, source: "chart" } : finding));
}

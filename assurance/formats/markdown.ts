import type { Assessment } from "../assessment";
import type { Evidence } from "../evidence";
import { fit, LONGEST, render } from "./markdown-budget";
import type { Fitted, Section } from "./markdown-budget";
import { BLOCKING, findingSections } from "./markdown-findings";
import { comparisonSections, metricsSection, registerSection, viewSections } from "./markdown-sections";
import { escape } from "./markdown-text";
import { caveats, countThreats, judgedBy, runTitle, verdictLine } from "./summary";

/** Caveats that the head has room for. */
const CAVEATS = 10;

/** Characters of the sentence that says that what blocks is cut. */
const CUT_NOTICE = 200;

/**
 * The assessment for a pull request or a job's summary: the verdict, the metrics and the register, below it what somebody has to act
 * on, and folded what one looks up. It fits a comment on GitHub, whatever the run: what does not is cut, and each cut says so.
 */
export function markdownReport(evidence: Evidence, assessment: Assessment): string {
  const head = headOf(evidence, assessment);
  const sections: readonly Section[] = [
    ...comparisonSections(assessment),
    metricsSection(assessment),
    registerSection(assessment),
    ...findingSections(evidence),
    ...viewSections(assessment),
  ].filter(({ items }) => items.length > 0);
  const fitted = fit(sections, LONGEST - head.join("\n\n").length - sections.length * 2 - CUT_NOTICE);
  return `${[...head.slice(0, 2), ...blockingCut(fitted), ...head.slice(2), ...fitted.map(render)].join("\n\n")}\n`;
}

/** Title, verdict with counts, what was judged, and what has to be known before any of it is read. */
function headOf(evidence: Evidence, assessment: Assessment): readonly string[] {
  const all = caveats(evidence);
  const notes = [
    ...all.slice(0, CAVEATS).map((text) => `> - ${escape(text)}`),
    ...(all.length > CAVEATS ? [`> - ${all.length - CAVEATS} more: report.html has them all.`] : []),
  ];
  return [
    `# Threat model: ${escape(runTitle(evidence))}`,
    `**${escape(verdictLine(evidence, assessment))}** ${countThreats(assessment)}.`,
    escape(judgedBy(evidence)),
    ...(notes.length > 0 ? [notes.join("\n")] : []),
  ];
}

/** What blocks is never cut in silence. */
function blockingCut(fitted: readonly Fitted[]): readonly string[] {
  const blocking = fitted.find(({ section }) => section.title === BLOCKING);
  if (blocking === undefined || blocking.leftOut === 0) return [];
  const { shown, leftOut } = blocking;
  return [
    `**Only ${shown.length} of ${shown.length + leftOut} that block are listed here: report.html has them all.**`,
  ];
}

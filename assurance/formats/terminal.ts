import pc from "picocolors";
import type { Assessment } from "../assessment";
import type { Evidence } from "../evidence";
import { wrap } from "../plain-text";
import { caveats, countThreats, judgedBy, runTitle, verdictLine } from "./summary";
import { foldedSection, foreignSection, failures } from "./terminal-findings";
import { colored, section, WIDTH } from "./terminal-layout";
import type { Colors } from "./terminal-layout";
import { baselineTable, caseTable, metricsTable, registerTable, roadmapTable } from "./terminal-tables";
import { comparisonText, contradictionsText, waiversText } from "./terminal-views";

/**
 * The whole assessment in at most 100 columns. Who sees only the last screen sees what counts most: it ends with the register,
 * the metrics and the verdict. Failures stand whole; what is waived or undetermined is folded by control.
 */
export function terminalReport(evidence: Evidence, assessment: Assessment, options: { color: boolean }): string {
  const colors = pc.createColors(options.color);
  const parts = [
    ...section(`Threat model: ${runTitle(evidence)}`, wrap(judgedBy(evidence), WIDTH, ""), colors),
    ...failures(evidence, colors),
    ...foldedSection("Waived", "waived", evidence, colors),
    ...foldedSection("Undetermined", "undetermined", evidence, colors),
    ...foreignSection(evidence, colors),
    ...comparisonText(assessment, colors),
    ...section("Assurance case", caseTable(assessment, colors), colors),
    ...section("Remediation roadmap", roadmapTable(assessment, colors), colors),
    ...waiversText(assessment, colors),
    ...contradictionsText(assessment, colors),
    ...section("Baseline", baselineTable(assessment, colors), colors),
    ...caveatsText(evidence, colors),
    ...section("Threat register", registerTable(assessment, colors), colors),
    ...section("Metrics", metricsTable(assessment, colors), colors),
    [colored(colors.bold, wrap(countThreats(assessment), WIDTH, "")), verdict(evidence, assessment, colors)].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

function caveatsText(evidence: Evidence, colors: Colors): readonly string[] {
  const lines = caveats(evidence).map((text) => colored(colors.yellow, wrap(`- ${text}`, WIDTH, "  ")));
  return section("Reservations", lines.join("\n"), colors);
}

function verdict(evidence: Evidence, assessment: Assessment, colors: Colors): string {
  const { complete, judged } = evidence.run;
  const color = assessment.blocked || !judged ? colors.red : complete ? colors.green : colors.yellow;
  return colored((line) => colors.bold(color(line)), wrap(verdictLine(evidence, assessment), WIDTH, ""));
}

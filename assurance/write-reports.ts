import { join } from "node:path";
import type { Assessment } from "./assessment";
import type { Evidence } from "./evidence";
import { htmlReport } from "./formats/html";
import { json } from "./formats/json";
import { markdownReport } from "./formats/markdown";
import { otmReport } from "./formats/otm";
import { sarifReport } from "./formats/sarif";
import { writeWhole } from "./whole-file";

/** Every file of a report by its name, and what is in it. */
const FILES: Readonly<Record<string, (evidence: Evidence, assessment: Assessment) => string>> = {
  "evidence.json": (evidence) => json(evidence),
  "assessment.json": (_, assessment) => json(assessment),
  "report.html": htmlReport,
  "report.md": markdownReport,
  "report.sarif": sarifReport,
  "threat-model.otm": otmReport,
};

/** Names of the files that a report has. */
export const REPORT_FILES: readonly string[] = Object.keys(FILES);

/** What is in each file of the report, by its name. */
export function renderReports(evidence: Evidence, assessment: Assessment): ReadonlyMap<string, string> {
  return new Map(Object.entries(FILES).map(([name, render]) => [name, render(evidence, assessment)]));
}

/** Writes every file of the report to `folder`, which it makes; each whole or not at all. */
export function writeReports(folder: string, evidence: Evidence, assessment: Assessment): void {
  for (const [name, text] of renderReports(evidence, assessment)) writeWhole(join(folder, name), text);
}

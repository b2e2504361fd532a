import { join } from "node:path";
import type { Assessment } from "./assessment";
import type { Evidence } from "./evidence";
import { json } from "./formats/json";
import { markdownReport } from "./formats/markdown";
import { writeWhole } from "./whole-file";

/** Every file of a report by its name, and what is in it. */
const FILES: Readonly<Record<string, (evidence: Evidence, assessment: Assessment) => string>> = {
  "evidence.json": (evidence) => json(evidence),
  "assessment.json": (_, assessment) => json(assessment),
  "report.md": markdownReport,
};

/** Names of the files that a report has. */
export const REPORT_FILES: readonly string[] = Object.keys(FILES);

/** Writes every file of the report to `folder`, which it makes; each whole or not at all. */
export function writeReports(folder: string, evidence: Evidence, assessment: Assessment): void {
  for (const [name, render] of Object.entries(FILES)) writeWhole(join(folder, name), render(evidence, assessment));
}

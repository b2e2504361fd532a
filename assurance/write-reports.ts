import { join } from "node:path";
import type { Evidence } from "./evidence";
import { markdownReport } from "./markdown";
import type { Register } from "./register";
import { writeWhole } from "./whole-file";

/** Writes evidence.json, register.json and report.md to `folder`, which it makes; each whole or not at all. */
export function writeReports(folder: string, evidence: Evidence, register: Register): void {
  writeWhole(join(folder, "evidence.json"), json(evidence));
  writeWhole(join(folder, "register.json"), json(register));
  writeWhole(join(folder, "report.md"), markdownReport(evidence, register));
}

/** `value` as JSON in which no character steers the terminal that shows it. */
function json(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(/[\u007f-\u009f]|\p{Cf}|\p{Zl}|\p{Zp}/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

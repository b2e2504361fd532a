import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "./evidence";
import { markdownReport } from "./markdown";
import type { Register } from "./register";

/** Writes evidence.json, register.json and report.md to `folder`, which it makes; each whole or not at all. */
export function writeReports(folder: string, evidence: Evidence, register: Register): void {
  mkdirSync(folder, { recursive: true });
  write(folder, "evidence.json", json(evidence));
  write(folder, "register.json", json(register));
  write(folder, "report.md", markdownReport(evidence, register));
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

function write(folder: string, name: string, text: string): void {
  const unfinished = join(folder, `.${name}.${process.pid}`);
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, join(folder, name));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

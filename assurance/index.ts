import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue, plannedControls } from "../policies/catalogue";
import type { EngineEvent } from "./events";
import { evidenceFrom } from "./evidence";
import { markdownReport } from "./markdown";
import { isBlocking, registerOf } from "./register";
import { terminalReport } from "./terminal";

/** What a run showed of the threat model. */
export interface Assessment {
  /** Whether something mandatory fails. */
  readonly blocked: boolean;
  /** The register and what to act on, for a terminal. */
  terminal(options: { color: boolean }): string;
  /** Writes evidence.json, register.json and report.md, each whole or not at all. */
  write(folder: string): void;
}

export function assess(events: readonly EngineEvent[]): Assessment {
  const evidence = evidenceFrom(events);
  const register = registerOf(evidence, { catalogue, planned: plannedControls });
  return {
    blocked: evidence.findings.some(isBlocking),
    terminal: (options) => terminalReport(evidence, register, options),
    write(folder) {
      mkdirSync(folder, { recursive: true });
      write(folder, "evidence.json", json(evidence));
      write(folder, "register.json", json(register));
      write(folder, "report.md", markdownReport(evidence, register));
    },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function write(folder: string, name: string, text: string): void {
  const unfinished = join(folder, `.${name}.${process.pid}`);
  writeFileSync(unfinished, text);
  renameSync(unfinished, join(folder, name));
}

import { catalogue, plannedControls } from "../policies/catalogue";
import type { EngineEvent } from "./events";
import { evidenceFrom } from "./evidence";
import { isBlocking, registerOf } from "./register";
import { terminalReport } from "./terminal";
import { writeReports } from "./write-reports";

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
    write: (folder) => writeReports(folder, evidence, register),
  };
}

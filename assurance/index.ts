import { catalogue } from "../policies/catalogue";
import { assessmentOf } from "./assessment";
import type { Assessment } from "./assessment";
import type { Evidence } from "./evidence";
import { terminalReport } from "./formats/terminal";
import { writeReports } from "./write-reports";

export { EventsError, readEvents } from "./events";
export type { EngineEvent } from "./events";
export { evidenceFrom } from "./evidence";
export type { Circumstances, Evidence } from "./evidence";
export { EvidenceError, readEvidence } from "./read-evidence";
export { rehearsedEvidence } from "./rehearsal";

/** What a run showed of the threat model, and how to tell it. */
export interface Report {
  readonly assessment: Assessment;
  /** For a terminal of 100 columns. */
  terminal(options: { color: boolean }): string;
  /** Writes every other format, and the evidence itself, to the folder, which it makes; each file whole or not at all. */
  write(folder: string): void;
}

/** @param earlier evidence of an earlier run, to compare with */
export function reportOn(evidence: Evidence, { earlier }: { earlier?: Evidence } = {}): Report {
  const today = new Date().toISOString().slice(0, 10);
  const assessment = assessmentOf(evidence, catalogue, { today, ...(earlier && { earlier }) });
  return {
    assessment,
    terminal: (options) => terminalReport(evidence, assessment, options),
    write: (folder) => writeReports(folder, evidence, assessment),
  };
}

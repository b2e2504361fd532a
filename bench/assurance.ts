import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { evidenceFrom, readEvents, reportOn } from "../assurance";
import { cacheDirectory, resolveCli } from "../offline/cli/resolve";
import { readProject } from "../offline/project";
import { runOnEngine, stateFileOf } from "../offline/session";
import { median } from "./median";

const REPOSITORY = join(__dirname, "..");
const PACK = join(REPOSITORY, "policies");

/** How often the log is read against one fold with all reports. */
const READINGS = 10;

/** What a run has once, however large its stack. */
const ONCE: readonly string[] = [
  "policyLoadEvent",
  "preludeEvent",
  "diagnosticEvent",
  "policyAnalyzeStackSummaryEvent",
  "summaryEvent",
  "cancelEvent",
];

/** The events of a preview of the stack with the pack, on the stand-ins. */
async function previewEvents(stack: string): Promise<readonly EngineEvent[]> {
  const events: EngineEvent[] = [];
  await runOnEngine({
    operation: "preview",
    project: readProject(REPOSITORY, stack),
    stack,
    cli: (await resolveCli()).root,
    pack: { folder: PACK, config: join(PACK, "config", `${stack}.json`) },
    stateFile: stateFileOf(cacheDirectory(), join(REPOSITORY, "bench"), stack),
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    onProgramError: () => undefined,
  });
  return events.filter(({ diagnosticEvent }) => (diagnosticEvent?.severity as string | undefined) !== "debug");
}

/**
 * The log of a run of `count` events: those of the run over again, as if its stack had everything several times, each time with
 * names of its own. What a run has once stays, at its end the summary.
 */
export function repeatedLog(events: readonly EngineEvent[], count: number): string {
  const once = events.filter((event) => ONCE.some((part) => part in event));
  const repeatable = events.filter((event) => !once.includes(event));
  if (repeatable.length === 0) throw new Error("The run has no event that could be repeated.");
  const repeated = Array.from({ length: count - once.length }, (_, index) => {
    const copy = Math.floor(index / repeatable.length);
    const event = repeatable[index % repeatable.length];
    return event === undefined || copy === 0 ? event : renamed(event, copy + 1);
  });
  return [...repeated, ...once].map((event, sequence) => `${JSON.stringify({ ...event, sequence })}\n`).join("");
}

/** Every URN in it, also those that messages name, is that of copy number `copy`. */
function renamed(event: EngineEvent, copy: number): EngineEvent {
  return JSON.parse(JSON.stringify(event), (_, value: unknown) =>
    typeof value === "string" ? value.replace(/urn:pulumi:.*/g, `$&-${copy}`) : value,
  ) as EngineEvent;
}

/** Milliseconds that `work` takes. */
function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * Medians, in milliseconds, of `runs` times of folding, assessing and telling a log of `count` events in every format, the writing
 * of the files included, and of reading it ten times; in turn, after one of each that does not count.
 */
export async function measureAssurance(count: number, runs: number): Promise<{ told: number; read: number }> {
  const log = repeatedLog(await previewEvents("prod"), count);
  const events = readEvents(log);
  if (events.length !== count) throw new Error(`The log has ${events.length} events, not ${count}.`);
  const folder = mkdtempSync(join(tmpdir(), "assurance-"));
  const times = { told: [] as number[], read: [] as number[] };
  try {
    for (let run = -1; run < runs; run += 1) {
      const told = timeOf(() => {
        const report = reportOn(evidenceFrom(events, { standIns: true }));
        if (!report.assessment.run.complete)
          throw new Error(`The run is not whole: ${report.assessment.run.shortfall}`);
        report.terminal({ color: true });
        report.write(folder);
      });
      const read = timeOf(() => {
        for (let reading = 0; reading < READINGS; reading += 1) readEvents(log);
      });
      if (run < 0) continue;
      times.told.push(told);
      times.read.push(read);
    }
    return { told: median(times.told), read: median(times.read) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { evidenceFrom, rehearsedEvidence } from "../assurance";
import type { Evidence } from "../assurance";
import { UsageError } from "../offline/usage";
import { readEventLog } from "./input-files";
import { madeByStandIns } from "./stand-ins";

/** An event log, and the file that it was read from. */
export interface EventLog {
  readonly text: string;
  readonly file: string;
}

/**
 * What the log of a run shows; with the log of its rehearsal, folded as the offline command folds the two.
 *
 * @throws UsageError naming the file, for what is no event log of one run, and for two that do not belong together
 */
export function evidenceOfLogs(log: EventLog, rehearsalLog?: EventLog): Evidence {
  // Where a preview knows no id yet, only its rehearsal shows who answered.
  const standIns = madeByStandIns(log.text) || (rehearsalLog !== undefined && madeByStandIns(rehearsalLog.text));
  const evidence = evidenceFrom(readEventLog(log.text, log.file), { standIns });
  if (rehearsalLog === undefined) return evidence;
  const rehearsal = evidenceFrom(readEventLog(rehearsalLog.text, rehearsalLog.file), { standIns });
  const mismatch = mismatchOf(evidence.run, rehearsal.run, log.file);
  if (mismatch !== undefined) throw new UsageError(`--rehearsal ${rehearsalLog.file} ${mismatch}`);
  return rehearsedEvidence(evidence, rehearsal);
}

const ONE_RUN = "Give events.ndjson and rehearsal.ndjson of one run of npm run offline.";

/** What is wrong with the two, said of the rehearsal; undefined where they belong together. */
function mismatchOf(run: Evidence["run"], rehearsal: Evidence["run"], file: string): string | undefined {
  if (run.operation !== "preview") return `decides nothing of ${file}, which is the log of an update. ${ONE_RUN}`;
  // One that was cut off before its first step does not tell what it was.
  if (rehearsal.complete && rehearsal.operation === "preview")
    return `is the log of a preview, and a rehearsal is an update. ${ONE_RUN}`;
  const known = run.stack !== "" && rehearsal.stack !== "";
  if (known && (run.project !== rehearsal.project || run.stack !== rehearsal.stack))
    return `is of another stack than ${file}. ${ONE_RUN}`;
  if (run.ended !== undefined && rehearsal.started !== undefined && rehearsal.started < run.ended)
    return `is older than ${file}. ${ONE_RUN}`;
  return undefined;
}

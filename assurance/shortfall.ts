import { withoutColors } from "./engine-colors";
import type { EngineEvent } from "./events";

/** What the engine itself says last of a run that has failed, for whatever reason. */
const LAST_WORDS = /^(preview|update) failed$/;

/**
 * Why the events are not those of a whole run, judged by `pack` to its end, or undefined. A run that a mandatory violation
 * has ended is whole: the engine judges everything before it stops.
 */
export function shortfallOf(events: readonly EngineEvent[], pack: string): string | undefined {
  const summaries = events.flatMap(({ summaryEvent }) => (summaryEvent ? [summaryEvent] : []));
  const blocked = events.some(({ policyEvent }) => policyEvent?.enforcementLevel === "mandatory");
  if (summaries.length === 0) return "its events end before the run does";
  if (summaries.some(({ result }) => result === "canceled")) return "it was canceled";
  if (events.some(({ resOpFailedEvent }) => resOpFailedEvent)) return "an operation on a resource failed";
  if (events.some(({ diagnosticEvent }) => isFailure(diagnosticEvent))) return "the engine reported an error";
  if (!blocked && summaries.some(({ result }) => result === "failed")) return "it failed";
  if (!events.some(({ policyAnalyzeStackSummaryEvent: stack }) => stack?.policyPackName === pack))
    return "the stack as a whole was not judged";
  return undefined;
}

function isFailure(diagnostic: EngineEvent["diagnosticEvent"]): boolean {
  return diagnostic?.severity === "error" && !LAST_WORDS.test(withoutColors(diagnostic.message).trim());
}

import { withoutColors } from "./engine-colors";
import type { EngineEvent } from "./events";

/** What the engine itself says last of a run that has failed, for whatever reason. */
const LAST_WORDS = /^(preview|update) failed$/;

/** The policy of the pack that lists what passed, where the configuration asks for it. */
export const PASSED_FINDINGS = "passed-findings";

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
  if (lacksEvents(events)) return "events are missing from its log";
  if (!events.some((event) => judgesStack(event, pack))) return "the stack as a whole was not judged";
  return undefined;
}

/** The engine numbers its events from 0, without a gap. */
function lacksEvents(events: readonly EngineEvent[]): boolean {
  const numbers = events.flatMap(({ sequence }) => (sequence === undefined ? [] : [sequence]));
  return numbers.some((number) => number >= events.length);
}

/**
 * The engine's count of what passed on the stack; or the pack's own list of it, which stands for that in an analysis of a state
 * (`pulumi policy analyze --json` leaves out the counts).
 */
function judgesStack({ policyAnalyzeStackSummaryEvent, policyEvent }: EngineEvent, pack: string): boolean {
  if (policyAnalyzeStackSummaryEvent?.policyPackName === pack) return true;
  return policyEvent?.policyPackName === pack && policyEvent.policyName === PASSED_FINDINGS;
}

function isFailure(diagnostic: EngineEvent["diagnosticEvent"]): boolean {
  return diagnostic?.severity === "error" && !LAST_WORDS.test(withoutColors(diagnostic.message).trim());
}

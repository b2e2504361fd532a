/** The engine's events, as far as evidence is made of them (apitype.EngineEvent of the Pulumi CLI). */
export interface EngineEvent {
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly policyPackName: string;
    readonly policyPackVersion?: string;
    readonly enforcementLevel: string;
  };
  readonly policyAnalyzeSummaryEvent?: PolicySummary & { readonly resourceUrn: string };
  readonly policyAnalyzeStackSummaryEvent?: PolicySummary;
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly ephemeral?: boolean };
  readonly resOpFailedEvent?: object;
  readonly summaryEvent?: { readonly isPreview?: boolean; readonly result?: string };
}

export interface PolicySummary {
  readonly policyPackName: string;
  readonly policyPackVersion?: string;
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

/** A file that is no whole event log; the message names the line and what is wrong with it. */
export class EventsError extends Error {
  override readonly name = "EventsError";
}

/**
 * Reads an event log, one JSON object to a line (`pulumi preview --event-log FILE`).
 *
 * @throws EventsError for a line that is no event, and for a log without events
 */
export function readEvents(text: string): readonly EngineEvent[] {
  const events = text
    .split("\n")
    .map((line, index) => [line.trim(), index + 1] as const)
    .filter(([line]) => line !== "")
    .map(([line, number]) => readEvent(line, number));
  if (events.length === 0) throw new EventsError("The event log is empty: the run wrote no event.");
  return events;
}

function readEvent(line: string, number: number): EngineEvent {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    throw new EventsError(`Line ${number} of the event log is no JSON: the file is cut off, or no event log.`);
  }
  if (typeof event !== "object" || event === null || typeof (event as { timestamp?: unknown }).timestamp !== "number") {
    throw new EventsError(`Line ${number} of the event log is no event of the Pulumi engine.`);
  }
  return event;
}

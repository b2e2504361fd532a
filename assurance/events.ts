import { z } from "zod";

const text = z.string();
const names = z.array(text).readonly().optional();
const policySummary = z.object({
  policyPackName: text,
  policyPackVersion: text.optional(),
  passed: names,
  failed: names,
});

/** What evidence is made of; everything else that the engine writes is let pass. */
const engineEvent = z.object({
  sequence: z.number().int().nonnegative().optional(),
  /** Seconds since 1970. */
  timestamp: z.number().optional(),
  policyEvent: z
    .object({
      resourceUrn: text.optional(),
      message: text,
      policyName: text,
      policyPackName: text,
      policyPackVersion: text.optional(),
      enforcementLevel: text,
    })
    .optional(),
  policyAnalyzeSummaryEvent: policySummary.extend({ resourceUrn: text }).optional(),
  policyAnalyzeStackSummaryEvent: policySummary.optional(),
  diagnosticEvent: z.object({ severity: text, message: text }).optional(),
  resourcePreEvent: z
    .object({
      planning: z.boolean().optional(),
      metadata: z
        .object({
          urn: text.optional(),
          type: text.optional(),
          new: z.object({ inputs: z.record(text, z.unknown()).nullish() }).nullish(),
        })
        .optional(),
    })
    .optional(),
  resOpFailedEvent: z.looseObject({}).optional(),
  summaryEvent: z.object({ isPreview: z.boolean().optional(), result: text.optional() }).optional(),
});

/** The engine's events, as far as evidence is made of them (apitype.EngineEvent of the Pulumi CLI). */
export type EngineEvent = Readonly<z.infer<typeof engineEvent>>;

/** What the engine counted of one pack's policies, for a resource or for the stack. */
export type PolicySummary = Readonly<z.infer<typeof policySummary>>;

/** A violation, by whatever pack. */
export type PolicyViolation = Readonly<NonNullable<EngineEvent["policyEvent"]>>;

/** A file that is no whole event log; the message names the line and what is wrong with it. */
export class EventsError extends Error {
  override readonly name = "EventsError";
}

/**
 * Reads an event log, one JSON object to a line (`pulumi preview --event-log FILE`).
 *
 * A log that ends early, at the end of a line, or lacks lines is read: its evidence is marked as that of a run that is not whole.
 *
 * @throws EventsError for a line that is no event or lacks what an event of its kind has, for a log without events, and for
 *   the logs of two runs in one
 */
export function readEvents(log: string): readonly EngineEvent[] {
  const events: EngineEvent[] = [];
  const numbers = new Set<number>();
  let ended = false;
  log.split("\n").forEach((line, index) => {
    if (line.trim() === "") return;
    const event = readEvent(line.trim(), index + 1);
    if (event.summaryEvent) {
      if (ended)
        throw new EventsError(`Line ${index + 1} of the event log ends a second run. Give the log of one run.`);
      ended = true;
    }
    if (event.sequence !== undefined && numbers.has(event.sequence)) {
      throw new EventsError(
        `Line ${index + 1} of the event log has number ${event.sequence} again: it is two logs in one, or was changed. Give the log as the engine wrote it.`,
      );
    }
    if (event.sequence !== undefined) numbers.add(event.sequence);
    events.push(event);
  });
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
  if (!isEvent(event)) throw new EventsError(`Line ${number} of the event log is no event of the Pulumi engine.`);
  const read = engineEvent.safeParse(event);
  if (read.success) return read.data;
  // Where it is and of what kind it should be, never the value: a log can hold anything.
  const [issue] = read.error.issues;
  throw new EventsError(
    `Line ${number} of the event log is a broken event: ${issue?.path.join(".")}: ${issue?.message ?? "is not as expected"}`,
  );
}

/** Each event of the engine has a time and one part that is named for its kind, which a newer engine may have more of. */
function isEvent(event: unknown): boolean {
  if (typeof event !== "object" || event === null) return false;
  const { timestamp } = event as { timestamp?: unknown };
  return typeof timestamp === "number" && Object.keys(event).some((key) => key.endsWith("Event"));
}

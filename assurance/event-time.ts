import type { EngineEvent } from "./events";

/** When the event was, as ISO 8601; undefined where it does not tell, or tells no time. */
export function isoTime({ timestamp }: EngineEvent): string | undefined {
  if (timestamp === undefined || timestamp <= 0) return undefined;
  const date = new Date(timestamp * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** When the run's first and last event were. */
export function timesOf(events: readonly EngineEvent[]): { started?: string; ended?: string } {
  let started: string | undefined;
  let ended: string | undefined;
  for (const event of events) {
    const time = isoTime(event);
    if (time === undefined) continue;
    if (started === undefined || time < started) started = time;
    if (ended === undefined || time > ended) ended = time;
  }
  return { ...(started !== undefined && { started }), ...(ended !== undefined && { ended }) };
}

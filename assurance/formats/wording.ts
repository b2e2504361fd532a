import { escapeName, findingId } from "../../policies/model";
import type { FindingChange, StatusChange } from "../comparison";
import type { MetricResult } from "../metrics";
import { plain } from "../plain-text";
import type { RegisterEntry } from "../register";
import { nameOf } from "../resource-name";
import type { RoadmapResult } from "../roadmap";
import type { View } from "../views";
import type { WaiverResult } from "../waivers";
import { controlLines, counted } from "./summary";

/*
 * How the parts of an assessment read in a line, for the formats that are text. What others have written is plain here: without
 * controls, and shortened.
 */

/** A metric's value in the run; what is undecided could still be added. */
export function measuredText({ measured, undecided, unit }: MetricResult): string {
  if (measured === undefined) return "not measured";
  const value = unit === "percent" ? `${measured}%` : String(measured);
  return undecided > 0 ? `${value} (${undecided} undecided)` : value;
}

export function targetText({ better, target }: MetricResult): string {
  return `${better === "higher" ? "at least" : "at most"} ${target}`;
}

export function metText({ met }: MetricResult): string {
  return met === undefined ? "undecided" : met ? "yes" : "no";
}

/** How many of an entry's controls pass, as in `3 of 4`. */
export function passingText({ controls }: RegisterEntry): string {
  if (controls.length === 0) return "none";
  const passing = controls.filter(({ verdict }) => verdict === "pass").length;
  return `${passing} of ${controls.length}`;
}

/** The controls of an entry that do not pass, by what they showed. In a run that judged nothing that would be all: then none. */
export function exceptionLines(entry: RegisterEntry): ReturnType<typeof controlLines> {
  return entry.status === "not run" ? [] : controlLines(entry).filter(([heading]) => heading !== "passed");
}

/** `T-2 mitigated, I-2 open`. */
export function threatsOf({ statuses }: RoadmapResult): string {
  return statuses.map(({ id, status }) => `${id} ${status}`).join(", ");
}

/** `3 mitigated, 1 open`. */
export function countsOf({ counts }: View<string>): string {
  return counts.map(({ status, count }) => `${count} ${status}`).join(", ");
}

/** `10 current, 1 expired`: how many waivers are in which state, those that need somebody first. */
export function countWaivers(waivers: readonly WaiverResult[]): string {
  const states = [...new Set(waivers.map(({ state }) => state))];
  return states.map((state) => `${waivers.filter((waiver) => waiver.state === state).length} ${state}`).join(", ");
}

/** Whose a waiver is and until when, or what is wrong with it. */
export function waiverText({ waiver, daysLeft, problem, covers }: WaiverResult): string {
  if (!waiver) return plain(`${covers.join(", ")}: ${problem}`);
  const left =
    daysLeft === undefined ? "" : daysLeft < 1 ? ", past its last day" : `, ${counted(daysLeft, "day")} left`;
  return plain(`${waiver.owner} until ${waiver.expires}${left}`);
}

/** `T-1: open → mitigated`. */
export function statusChangeText({ id, before, after }: StatusChange): string {
  return `${id}: ${before} → ${after}`;
}

/** `subnet-own-nsg[aks] (aks): pass → fail`; of a new one what it is now. */
export function findingChangeText({ control, subject, resource, before, after }: FindingChange): string {
  const name = nameOf(resource);
  const where = name === subject ? "" : ` (${name})`;
  const now = after ?? "not there any more";
  return plain(`${findingId(control, subject)}${where}: ${before === undefined ? now : `${before} → ${now}`}`);
}

/** A subject as its finding's id has it. */
export function subjectText(subject: string): string {
  return plain(escapeName(subject));
}

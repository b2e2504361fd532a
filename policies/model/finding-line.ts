/**
 * The one line in which the pack tells a verdict to people and to programs alike:
 *
 *     D-2 subnet-own-nsg[aks] fail: has no network security group
 *
 * The pack writes it as the first line of a violation, `assurance/` reads it back from the engine's events.
 */

/** What a control can say of one finding in words. A pass is silent: the engine's summary events carry it. */
export const SPOKEN_VERDICTS = ["fail", "waived", "undetermined", "error"] as const;

/**
 * - `fail`: the control does not hold.
 * - `waived`: it does not hold, and a waiver in force accepts that.
 * - `undetermined`: a value that decides is not known before the update.
 * - `error`: the control itself could not be evaluated; counts as a failure.
 */
export type SpokenVerdict = (typeof SPOKEN_VERDICTS)[number];

export interface FindingLine {
  /** What the control serves: threat ids, goals or inherited controls, as in `T-1`. At least one. */
  serves: readonly string[];
  /** Name of the control, which is the policy's name. */
  control: string;
  /** What was judged, as a reader would name it: the resource's name, or a part of it such as `osmo/mek-config`. */
  subject: string;
  verdict: SpokenVerdict;
  /** What is wrong, one sentence without property values. */
  statement: string;
}

const LINE = new RegExp(`^([\\w,-]+) ([\\w.-]+)\\[([^[\\]]*)\\] (${SPOKEN_VERDICTS.join("|")}): (.*)$`);
// Names are the author's: a line break or an escape sequence in one must not forge a line or colour a terminal.
// eslint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069[\]%]/g;

/** `text` with everything escaped, percent-encoded, that could break the line or a terminal. */
export function escapeName(text: string): string {
  return text.replace(UNSAFE, (character) => encodeURIComponent(character).replace(/^[^%]$/, hex));
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** The stable id of a finding, which a waiver names: `subnet-own-nsg[aks]`. */
export function findingId(control: string, subject: string): string {
  return `${control}[${escapeName(subject)}]`;
}

export function writeFindingLine(line: FindingLine): string {
  return `${line.serves.join(",")} ${findingId(line.control, line.subject)} ${line.verdict}: ${escapeBreaks(line.statement)}`;
}

function escapeBreaks(statement: string): string {
  return statement.replace(/[\r\n\u2028\u2029]+/g, " ");
}

/** The line read back, or undefined where `text` is none. */
export function readFindingLine(text: string): FindingLine | undefined {
  const [, serves, control, subject, verdict, statement] = LINE.exec(text) ?? [];
  if (serves === undefined || control === undefined || subject === undefined || statement === undefined)
    return undefined;
  return {
    serves: serves.split(","),
    control,
    subject: decodeURIComponent(subject),
    verdict: verdict as SpokenVerdict,
    statement,
  };
}

/**
 * The one line in which the pack tells a verdict to people and to programs alike:
 *
 *     D-2 subnet-own-nsg[aks] fail: has no network security group
 *
 * The pack writes it as the first line of a violation, `assurance/` reads it back from the engine's events.
 */

/** What a control can say of one finding in words. */
export const SPOKEN_VERDICTS = ["pass", "fail", "waived", "undetermined", "error"] as const;

/**
 * - `pass`: the control holds. Silent unless asked for: the summary events of a preview and an update carry it.
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
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** `text` with every character percent-encoded that could break a line, or a terminal. */
export function escapeControlCharacters(text: string): string {
  return text.replace(CONTROL_CHARACTERS, encodeURIComponent);
}

/** `text` as it stands in a finding's id: control characters, brackets and percent signs are percent-encoded. */
export function escapeName(text: string): string {
  return escapeControlCharacters(text.replace(/[[\]%]/g, encodeURIComponent));
}

/** The stable id of a finding, which a waiver names: `subnet-own-nsg[aks]`. */
export function findingId(control: string, subject: string): string {
  return `${control}[${escapeName(subject)}]`;
}

export function writeFindingLine(line: FindingLine): string {
  return `${line.serves.join(",")} ${findingId(line.control, line.subject)} ${line.verdict}: ${escapeControlCharacters(line.statement)}`;
}

/** The line read back, or undefined where `text` is none. */
export function readFindingLine(text: string): FindingLine | undefined {
  const [, serves, control, subject, verdict, statement] = LINE.exec(text) ?? [];
  const name = subject === undefined ? undefined : decodeName(subject);
  if (serves === undefined || control === undefined || name === undefined || statement === undefined) return undefined;
  return { serves: serves.split(","), control, subject: name, verdict: verdict as SpokenVerdict, statement };
}

/** The name that was escaped; undefined where `escaped` is none, which another pack may have written. */
function decodeName(escaped: string): string | undefined {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return undefined;
  }
}

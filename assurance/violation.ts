import { readFindingLine } from "../policies/model";
import { withoutColors } from "./engine-colors";
import type { PolicyViolation } from "./events";
import type { Finding, Waiver } from "./evidence-schema";
import { nameOf } from "./resource-name";
import { PASSED_FINDINGS } from "./shortfall";

/** What stands below a finding's line, each line with what it begins with. */
const DETAILS = [
  ["set", "set: "],
  ["remedy", "remedy: "],
  ["waivedBy", "waived by "],
  ["compensatingControl", "compensating control: "],
] as const;

/** Who accepts a failure, as the pack writes it behind `waived by `. */
const WAIVED_BY = /^(.*?) until (\d{4}-\d{2}-\d{2}): (.*)$/;

/** What a message tells of several resources at once, each with its URN. */
const LISTED: ReadonlySet<string> = new Set(["undetermined", "pass"]);

/** Stands before the URN in a finding of several resources' message. */
const AT = " @ urn:";

type Details = Partial<Record<(typeof DETAILS)[number][0], string>>;

/** The findings of a violation by this project's pack: a line of its own for each, and below it what to do. */
export function violationFindings(violation: PolicyViolation, time: string | undefined): readonly Finding[] {
  const read: { readonly finding: Finding; readonly details: Details }[] = [];
  for (const text of withoutColors(violation.message)
    .split("\n")
    .map((line) => line.trim())) {
    const finding = findingOf(text, violation, time);
    if (finding) read.push({ finding, details: {} });
    else Object.assign(read.at(-1)?.details ?? {}, detailOf(text));
  }
  if (read.length > 0) return read.map(withDetails);
  // A list without an item: nothing passed.
  return violation.policyName === PASSED_FINDINGS ? [] : [unreadable(violation, time)];
}

function withDetails({ finding, details }: { finding: Finding; details: Details }): Finding {
  const { set, remedy, waivedBy = "", compensatingControl = "" } = details;
  const [, owner, expires, reason] = WAIVED_BY.exec(waivedBy) ?? [];
  const waiver: Waiver | undefined =
    owner !== undefined && expires !== undefined && reason !== undefined
      ? { owner, expires, reason, compensatingControl }
      : undefined;
  return {
    ...finding,
    ...(set !== undefined && { set }),
    ...(remedy !== undefined && { remedy }),
    ...(waiver !== undefined && { waiver }),
  };
}

function findingOf(
  text: string,
  { resourceUrn = "", enforcementLevel }: PolicyViolation,
  time: string | undefined,
): Finding | undefined {
  const line = readFindingLine(text);
  if (line === undefined) return undefined;
  const { control, serves, subject, verdict, statement } = line;
  const at = LISTED.has(verdict) ? statement.indexOf(AT) : -1;
  return {
    control,
    serves,
    subject,
    resource: at < 0 ? resourceUrn : statement.slice(at + AT.indexOf("urn:")),
    verdict,
    level: levelOf(enforcementLevel),
    statement: at < 0 ? statement : statement.slice(0, at),
    source: "event",
    ...(time !== undefined && { time }),
  };
}

function detailOf(text: string): Details {
  const detail = DETAILS.find(([, start]) => text.startsWith(start));
  return detail ? { [detail[0]]: text.slice(detail[1].length) } : {};
}

/**
 * The policy SDK says that a policy could not run as an advisory violation, and not in the control's words: that is never a
 * pass. What is mandatory and can't be read has ended the run, and counts as that.
 */
function unreadable(
  { policyName, resourceUrn = "", enforcementLevel }: PolicyViolation,
  time: string | undefined,
): Finding {
  const level = levelOf(enforcementLevel);
  return {
    control: policyName,
    serves: [],
    subject: nameOf(resourceUrn),
    resource: resourceUrn,
    verdict: level === "mandatory" ? "error" : "undetermined",
    level,
    statement: "the control did not run to its end",
    source: "event",
    ...(time !== undefined && { time }),
  };
}

function levelOf(enforcementLevel: string): Finding["level"] {
  return enforcementLevel === "mandatory" ? "mandatory" : "advisory";
}

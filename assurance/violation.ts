import { readFindingLine } from "../policies/model";
import { withoutColors } from "./engine-colors";
import type { PolicyViolation } from "./events";
import type { Finding } from "./evidence";
import { nameOf } from "./resource-name";

/** What stands below a finding's line, each line with what it begins with. */
const DETAILS = [
  ["set", "set: "],
  ["remedy", "remedy: "],
  ["waiver", "waived by "],
  ["compensatingControl", "compensating control: "],
] as const;

/** Stands before the URN in a finding of several resources' message. */
const AT = " @ urn:";

/** The findings of a violation by this project's pack: a line of its own for each, and below it what to do. */
export function violationFindings(violation: PolicyViolation): readonly Finding[] {
  const findings: Finding[] = [];
  for (const text of withoutColors(violation.message)
    .split("\n")
    .map((line) => line.trim())) {
    const started = findingOf(text, violation);
    if (started) findings.push(started);
    else findings.push(...findings.splice(-1).map((finding) => ({ ...finding, ...detailOf(text) })));
  }
  return findings.length > 0 ? findings : [unreadable(violation)];
}

function findingOf(text: string, { resourceUrn = "", enforcementLevel }: PolicyViolation): Finding | undefined {
  const line = readFindingLine(text);
  if (line === undefined) return undefined;
  const { control, serves, subject, verdict, statement } = line;
  const at = verdict === "undetermined" ? statement.indexOf(AT) : -1;
  return {
    control,
    serves,
    subject,
    resource: at < 0 ? resourceUrn : statement.slice(at + AT.indexOf("urn:")),
    verdict,
    level: levelOf(enforcementLevel),
    statement: at < 0 ? statement : statement.slice(0, at),
  };
}

function detailOf(text: string): Partial<Finding> {
  const detail = DETAILS.find(([, start]) => text.startsWith(start));
  return detail ? { [detail[0]]: text.slice(detail[1].length) } : {};
}

/**
 * The policy SDK says that a policy could not run as an advisory violation, and not in the control's words: that is never a
 * pass. What is mandatory and can't be read has ended the run, and counts as that.
 */
function unreadable({ policyName, resourceUrn = "", enforcementLevel }: PolicyViolation): Finding {
  const level = levelOf(enforcementLevel);
  return {
    control: policyName,
    serves: [],
    subject: nameOf(resourceUrn),
    resource: resourceUrn,
    verdict: level === "mandatory" ? "error" : "undetermined",
    level,
    statement: "the control did not run to its end",
  };
}

function levelOf(enforcementLevel: string): Finding["level"] {
  return enforcementLevel === "mandatory" ? "mandatory" : "advisory";
}

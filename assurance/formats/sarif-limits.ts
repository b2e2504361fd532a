import type { AssessedControl } from "../assessment";
import { isBlocking } from "../register";
import type { Notable } from "./sarif-results";

/**
 * Results that a run may have, and rules: GitHub refuses a file with more. Of the results it shows 5,000, which it chooses by
 * severity itself.
 *
 * https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
 */
export const MOST_RESULTS = 25_000;
export const MOST_RULES = 25_000;

const SEVERITIES = ["critical", "high", "medium", "low"] as const;

/** The findings that have a result, and how many have none because there are too many. */
export interface ShownFindings {
  readonly shown: readonly Notable[];
  readonly leftOut: number;
}

/**
 * The worst findings, in the order in which they came: what blocks before what does not, then what is not decided, then what
 * somebody has accepted; among those by the severity of the control, and a control without one first.
 *
 * @param most how many there may be
 */
export function worstOf(
  findings: readonly Notable[],
  controls: readonly AssessedControl[],
  most = MOST_RESULTS,
): ShownFindings {
  if (findings.length <= most) return { shown: findings, leftOut: 0 };
  const severities = new Map(controls.map(({ name, severity }) => [name, SEVERITIES.indexOf(severity)]));
  const rankOf = (finding: Notable) => urgencyOf(finding) * SEVERITIES.length + (severities.get(finding.control) ?? 0);
  const ranked = findings.map((finding, place) => ({ finding, place, rank: rankOf(finding) }));
  const worst = ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).slice(0, most);
  return {
    shown: worst.sort((a, b) => a.place - b.place).map(({ finding }) => finding),
    leftOut: findings.length - most,
  };
}

/** 0 is the most urgent. */
function urgencyOf(finding: Notable): number {
  if (isBlocking(finding)) return 0;
  if (finding.verdict === "waived") return 3;
  return finding.verdict === "undetermined" ? 2 : 1;
}

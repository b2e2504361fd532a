import type { Evidence, Finding } from "./evidence";
import type { Register, RegisterEntry, Status } from "./register";

const STATUSES: readonly Status[] = [
  "mitigated",
  "partial",
  "accepted",
  "undetermined",
  "open",
  "not run",
  "no control",
];

const WORDS: Partial<Record<Status, string>> = { partial: "mitigated in part", "no control": "without a control yet" };

/** How many threats have which status, as in `19 threats: 3 mitigated, 16 without a control yet`. */
export function countThreats({ threats }: Register): string {
  const counts = STATUSES.map((status) => [status, threats.filter((entry) => entry.status === status).length] as const)
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${count} ${WORDS[status] ?? status}`);
  return `${threats.length} threats: ${counts.join(", ")}`;
}

/** The controls of an entry by what they showed, each line with its heading. */
export function controlLines({ controls, planned }: RegisterEntry): readonly (readonly [string, string])[] {
  const named = (...verdicts: readonly string[]) =>
    controls
      .filter(({ verdict }) => verdicts.includes(verdict))
      .map(({ control }) => control)
      .join(", ");
  const lines = [
    ["passed", named("pass")],
    ["failed", named("fail", "error")],
    ["waived", named("waived")],
    ["awaits the update", named("undetermined")],
    ["nothing to judge", named("not exercised")],
    ["planned", planned.length > 0 && controls.length > 0 ? String(planned.length) : ""],
  ] as const;
  return lines.filter(([, names]) => names !== "");
}

/** What a reader has to act on or know of, the worst first. */
export function notable({ findings }: Evidence): readonly Finding[] {
  const order = (finding: Finding) =>
    ["error", "fail", "waived", "undetermined"].indexOf(finding.verdict) * 2 + (finding.level === "mandatory" ? 0 : 1);
  return findings.filter(({ verdict }) => verdict !== "pass").sort((a, b) => order(a) - order(b));
}

/** What keeps the evidence from being whole, or undefined. */
export function caveat({ run }: Evidence): string | undefined {
  if (!run.judged) return "The policy pack judged nothing in this run: no status below is evidence of anything.";
  if (!run.complete)
    return "The run did not come to its end: what it did not reach is not judged, and nothing counts as mitigated.";
  return undefined;
}

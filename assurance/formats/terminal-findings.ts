import type { Evidence, Finding } from "../evidence";
import { columns, wrap } from "../plain-text";
import { foldFindings, foldForeign, restOf } from "./folds";
import type { Fold } from "./folds";
import { counted, detailLines, headline, notable } from "./summary";
import { INDENT, namesIn, section, WIDTH } from "./terminal-layout";
import type { Color, Colors } from "./terminal-layout";

/** Before what belongs to a finding. */
const DETAIL = "    ";

/** Policies of other packs that are listed. */
const LISTED = 20;

/** Columns that names need beside what they have in common. */
const LEAST = 30;

/** Everything that fails, whole, what blocks first. */
export function failures(evidence: Evidence, colors: Colors): readonly string[] {
  return notable(evidence)
    .filter(({ verdict }) => verdict === "fail" || verdict === "error")
    .map((finding) => describe(finding, colors));
}

/** The findings with a verdict, a line for each control. */
export function foldedSection(
  title: string,
  verdict: Finding["verdict"],
  evidence: Evidence,
  colors: Colors,
): readonly string[] {
  const findings = notable(evidence).filter((finding) => finding.verdict === verdict);
  const folds = foldFindings(findings);
  const heading = `${title}: ${counted(findings.length, "finding")} of ${counted(folds.length, "control")} (each of them: report.html)`;
  return section(heading, folds.map((fold) => foldLine(fold, colors.cyan)).join("\n"), colors);
}

/** What policies of other packs found: no evidence of this model, but it blocks all the same. */
export function foreignSection(evidence: Evidence, colors: Colors): readonly string[] {
  const lines = [
    ...foldForeign(evidence, "mandatory").map((fold) => foldLine(fold, colors.red)),
    ...foldForeign(evidence, "advisory").map((fold) => foldLine(fold, colors.yellow)),
  ];
  const rest = lines.length - LISTED;
  const listed =
    rest > 0 ? [...lines.slice(0, LISTED), `${INDENT}and ${counted(rest, "policy", "policies")} more`] : lines;
  return section(`Other packs: ${counted(evidence.foreign.length, "violation")}`, listed.join("\n"), colors);
}

function foldLine(fold: Fold, color: Color): string {
  const start = `${INDENT}${String(fold.count).padStart(4)}`;
  const before = `${start}  ${fold.what}: `;
  const names = (room: number) => namesIn(room, fold.names, (shown) => restOf(fold, shown));
  const room = WIDTH - columns(before);
  // Where little of a name would be left, the names stand on a line of their own.
  const line =
    room < LEAST
      ? `${wrap(before, WIDTH, DETAIL)}\n${DETAIL}${names(WIDTH - DETAIL.length)}`
      : `${before}${names(room)}`;
  return `${color(start)}${line.slice(start.length)}`;
}

function describe(finding: Finding, colors: Colors): string {
  const { level } = finding;
  const { kind, says } = headline(finding);
  const color = level === "mandatory" ? colors.red : colors.yellow;
  return [
    `${color(kind)}${wrap(`${kind}  ${says}`, WIDTH, DETAIL).slice(kind.length)}`,
    ...detailLines(finding).map(([heading, text]) => wrap(`${DETAIL}${heading}${text}`, WIDTH, `${DETAIL}  `)),
  ].join("\n");
}

import Table from "cli-table3";
import pc from "picocolors";
import type { Assessment } from "../assessment";
import type { Evidence, Finding } from "../evidence";
import { plain, wrap } from "../plain-text";
import type { RegisterEntry, Status, ThreatEntry } from "../register";
import { caveat, controlLines, countThreats, detailLines, foreignLines, headline, notable } from "./summary";

type Colors = ReturnType<typeof pc.createColors>;

/** Columns that a report takes at most. */
const WIDTH = 100;

/** Widths of the table's columns; with their borders, 100. */
const WIDTHS = [6, 27, 10, 14, 37];

/** Before what belongs to the line above. */
const INDENT = "    ";

/** The register as a table, then everything that somebody has to act on, in at most 100 columns. */
export function terminalReport(evidence: Evidence, assessment: Assessment, options: { color: boolean }): string {
  const colors = pc.createColors(options.color);
  const foreign = foreignLines(evidence).map((line) => wrap(line, WIDTH, INDENT));
  const parts = [
    colors.bold("Threat register"),
    table(assessment.threats, colors),
    ...(assessment.baseline.length > 0 ? [colors.bold("Baseline"), table(assessment.baseline, colors)] : []),
    ...notable(evidence).map((finding) => describe(finding, colors)),
    ...(foreign.length > 0 ? [[colors.bold("Other packs"), ...foreign].join("\n")] : []),
    ...[caveat(evidence)].flatMap((text) =>
      text === undefined ? [] : [colored(colors.yellow, wrap(text, WIDTH, ""))],
    ),
    colored(colors.bold, wrap(countThreats(assessment), WIDTH, "")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function table(entries: readonly RegisterEntry[], colors: Colors): string {
  const ratingOf = (entry: RegisterEntry | ThreatEntry) => ("rating" in entry ? entry.rating : "");
  const grid = new Table({
    head: ["", "Title", "Rating", "Status", "Controls"].map((text) => colors.bold(text)),
    colWidths: WIDTHS,
    wordWrap: true,
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const entry of entries) {
    const controls = controlLines(entry).map(([heading, names]) => `${heading}: ${names}`);
    const row = [
      entry.id,
      plain(entry.title),
      ratingOf(entry),
      colorOf(entry.status, colors)(entry.status),
      controls.length > 0 ? controls.join("\n") : "no control",
    ];
    grid.push(row);
  }
  return grid.toString();
}

function describe(finding: Finding, colors: Colors): string {
  const { verdict, level } = finding;
  const { kind, says } = headline(finding);
  const color =
    verdict === "fail" || verdict === "error" ? (level === "mandatory" ? colors.red : colors.yellow) : colors.cyan;
  return [
    `${color(kind)}${wrap(`${kind}  ${says}`, WIDTH, INDENT).slice(kind.length)}`,
    ...detailLines(finding).map(([heading, text]) => wrap(`${INDENT}${heading}${text}`, WIDTH, `${INDENT}  `)),
  ].join("\n");
}

/** Line by line, so that no colour spans a line's end. */
function colored(color: (text: string) => string, text: string): string {
  return text.split("\n").map(color).join("\n");
}

function colorOf(status: Status, colors: Colors): (text: string) => string {
  if (status === "mitigated") return colors.green;
  if (status === "open" || status === "not run") return colors.red;
  return status === "no control" ? colors.dim : colors.yellow;
}

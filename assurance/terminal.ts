import Table from "cli-table3";
import pc from "picocolors";
import type { Evidence, Finding } from "./evidence";
import { nameOf } from "./evidence";
import type { Register, RegisterEntry, Status } from "./register";
import { caveat, controlLines, countThreats, notable } from "./summary";

type Colors = ReturnType<typeof pc.createColors>;

/** Widths of the columns in characters; with their borders, 100. */
const WIDTHS = [6, 27, 10, 14, 37];

/** The register as a table of at most 100 columns, then everything that somebody has to act on. */
export function terminalReport(evidence: Evidence, register: Register, options: { color: boolean }): string {
  const colors = pc.createColors(options.color);
  const parts = [
    colors.bold("Threat register"),
    table(register.threats, colors),
    ...(register.baseline.length > 0 ? [colors.bold("Baseline"), table(register.baseline, colors)] : []),
    ...notable(evidence).map((finding) => describe(finding, colors)),
    ...[caveat(evidence)].flatMap((text) => (text === undefined ? [] : [colors.yellow(text)])),
    colors.bold(countThreats(register)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function table(entries: readonly RegisterEntry[], colors: Colors): string {
  const rated = entries.some(({ rating }) => rating !== undefined);
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
      safe(entry.title),
      rated ? (entry.rating ?? "") : "",
      colorOf(entry.status, colors)(entry.status),
      controls.length > 0 ? controls.join("\n") : "no control yet",
    ];
    grid.push(row);
  }
  return grid.toString();
}

function describe(finding: Finding, colors: Colors): string {
  const { control, subject, verdict, level, statement } = finding;
  const color =
    verdict === "fail" || verdict === "error" ? (level === "mandatory" ? colors.red : colors.yellow) : colors.cyan;
  const kind = verdict === "fail" || verdict === "error" ? `${level} ${verdict}` : verdict;
  const lines = [
    `${color(kind)}  ${finding.serves.join(",")} ${control}[${safe(subject)}]: ${safe(statement)}`,
    ...(finding.resource ? [`    resource: ${safe(nameOf(finding.resource))} (${typeOf(finding.resource)})`] : []),
    ...(finding.waiver ? [`    waived by ${safe(finding.waiver)}`] : []),
    ...(finding.compensatingControl ? [`    meanwhile: ${safe(finding.compensatingControl)}`] : []),
    ...(finding.set ? [`    set: ${safe(finding.set)}`] : []),
    ...(finding.remedy ? [`    remedy: ${safe(finding.remedy)}`] : []),
  ];
  return lines.join("\n");
}

function typeOf(urn: string): string {
  return safe(urn.split("::")[2]?.split("$").at(-1) ?? "");
}

function colorOf(status: Status, colors: Colors): (text: string) => string {
  if (status === "mitigated") return colors.green;
  if (status === "open" || status === "not run") return colors.red;
  return status === "no control" ? colors.dim : colors.yellow;
}

/** Without what could steer the terminal or hide text in it. */
function safe(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "");
}

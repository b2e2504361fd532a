import type { Evidence, Finding } from "./evidence";
import { nameOf } from "./evidence";
import type { Register, RegisterEntry } from "./register";
import { caveat, controlLines, countThreats, notable } from "./summary";

/** The register for a pull request: the table, and below it what somebody has to act on. */
export function markdownReport(evidence: Evidence, register: Register): string {
  const note = caveat(evidence);
  const findings = notable(evidence);
  return `${[
    "# Threat register",
    `**${countThreats(register)}**`,
    ...(note === undefined ? [] : [`> ${note}`]),
    table(["Threat", "Title", "Rating", "In the model", "Status", "Controls"], register.threats, threatRow),
    ...(register.baseline.length > 0
      ? ["## Baseline", table(["Id", "Statement", "Status", "Controls"], register.baseline, baselineRow)]
      : []),
    ...(findings.length > 0 ? ["## Findings", findings.map(describe).join("\n")] : []),
  ].join("\n\n")}\n`;
}

function table(
  head: readonly string[],
  entries: readonly RegisterEntry[],
  row: (entry: RegisterEntry) => string[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...entries.map((entry) => line(row(entry)))].join("\n");
}

function threatRow(entry: RegisterEntry): string[] {
  const { id, title, rating = "", modelStatus = "" } = entry;
  return [id, escape(title), rating, modelStatus, entry.status, controlsOf(entry)];
}

function baselineRow(entry: RegisterEntry): string[] {
  return [entry.id, escape(entry.title), entry.status, controlsOf(entry)];
}

function controlsOf(entry: RegisterEntry): string {
  return (
    controlLines(entry)
      .map(([heading, names]) => `${heading}: ${names}`)
      .join("<br>") || "no control yet"
  );
}

function describe(finding: Finding): string {
  const { verdict, level, control, subject, statement, resource } = finding;
  const kind = verdict === "fail" || verdict === "error" ? `${level} ${verdict}` : verdict;
  return [
    `- **${kind}** ${finding.serves.join(", ")} ${control}\\[${escape(subject)}\\]: ${escape(statement)}`,
    ...(resource ? [`  - resource: ${escape(nameOf(resource))}`] : []),
    ...(finding.waiver ? [`  - waived by ${escape(finding.waiver)}`] : []),
    ...(finding.compensatingControl ? [`  - meanwhile: ${escape(finding.compensatingControl)}`] : []),
    ...(finding.set ? [`  - set: ${escape(finding.set)}`] : []),
    ...(finding.remedy ? [`  - remedy: ${escape(finding.remedy)}`] : []),
  ].join("\n");
}

/** Names and messages are other people's: none may be a link, a heading, a mention or HTML. */
function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .replace(/[\\`*_[\]#|!~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;");
}

import type { Assessment } from "../assessment";
import type { Evidence, Finding } from "../evidence";
import type { RegisterEntry, ThreatEntry } from "../register";
import { caveat, controlLines, countThreats, detailLines, foreignLines, headline, notable } from "./summary";

/** The register for a pull request: the table, and below it what somebody has to act on. */
export function markdownReport(evidence: Evidence, assessment: Assessment): string {
  const note = caveat(evidence);
  const findings = notable(evidence);
  const foreign = foreignLines(evidence);
  return `${[
    "# Threat register",
    `**${countThreats(assessment)}**`,
    ...(note === undefined ? [] : [`> ${note}`]),
    table(["Threat", "Title", "Rating", "In the model", "Status", "Controls"], assessment.threats, threatRow),
    ...(assessment.baseline.length > 0
      ? ["## Baseline", table(["Id", "Statement", "Status", "Controls"], assessment.baseline, baselineRow)]
      : []),
    ...(findings.length > 0 ? ["## Findings", findings.map(describe).join("\n")] : []),
    ...(foreign.length > 0 ? ["## Other packs", foreign.map((line) => `- ${escape(line)}`).join("\n")] : []),
  ].join("\n\n")}\n`;
}

function table<Entry extends RegisterEntry>(
  head: readonly string[],
  entries: readonly Entry[],
  row: (entry: Entry) => string[],
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...entries.map((entry) => line(row(entry)))].join("\n");
}

function threatRow(entry: ThreatEntry): string[] {
  const { id, title, rating, modelStatus } = entry;
  return [id, escape(title), rating, modelStatus, entry.status, controlsOf(entry)];
}

function baselineRow(entry: RegisterEntry): string[] {
  return [entry.id, escape(entry.title), entry.status, controlsOf(entry)];
}

function controlsOf(entry: RegisterEntry): string {
  return (
    controlLines(entry)
      .map(([heading, names]) => `${heading}: ${escape(names)}`)
      .join("<br>") || "no control"
  );
}

function describe(finding: Finding): string {
  const { kind, says } = headline(finding);
  return [
    `- **${kind}** ${escape(says)}`,
    ...detailLines(finding).map(([heading, text]) => `  - ${heading}${escape(text)}`),
  ].join("\n");
}

/** Names and messages are other people's: none may be a link, a heading, a mention, a formula or HTML. */
function escape(text: string): string {
  return (
    text
      .replace(/[\\`*_[\]#|!~$]/g, "\\$&")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      // GitHub links these wherever they stand whole in the text, entities decoded; a comment parts them unseen.
      .replace(/@|#(?=\d)|www(?=\.)|:(?=\/\/)/gi, "$&<!-- -->")
  );
}

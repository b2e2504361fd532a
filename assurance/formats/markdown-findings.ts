import type { Evidence, Finding } from "../evidence";
import { isBlocking } from "../register";
import { foldFindings, foldForeign, restOf } from "./folds";
import type { Fold } from "./folds";
import type { Section } from "./markdown-budget";
import { escape } from "./markdown-text";
import { counted, detailLines, headline, notable } from "./summary";

/** Title of the section of what ends the run. */
export const BLOCKING = "What blocks";

/** Failures whole, what blocks first; what is waived or undetermined by control, folded. */
export function findingSections(evidence: Evidence): readonly Section[] {
  const all = notable(evidence);
  const failing = all.filter(({ verdict }) => verdict === "fail" || verdict === "error");
  const blocking = failing.filter(isBlocking);
  const advisory = failing.filter((finding) => !isBlocking(finding));
  return [
    {
      title: BLOCKING,
      form: "heading",
      items: [...blocking.map(describe), ...foldForeign(evidence, "mandatory").map(describeFold)],
      of: "entries",
      rank: 2,
    },
    { title: "What else fails", form: "heading", items: advisory.map(describe), of: "findings", rank: 5 },
    {
      title: "What policies of other packs reported",
      form: "fold",
      items: foldForeign(evidence, "advisory").map(describeFold),
      of: "policies",
      rank: 9,
    },
    folded("Undetermined", all, "undetermined", 8),
    folded("Waived", all, "waived", 10),
  ];
}

function folded(title: string, all: readonly Finding[], verdict: Finding["verdict"], rank: number): Section {
  const findings = all.filter((finding) => finding.verdict === verdict);
  return {
    title: `${title}: ${counted(findings.length, "finding")}`,
    form: "fold",
    items: foldFindings(findings).map(describeFold),
    of: "controls",
    rank,
  };
}

function describe(finding: Finding): string {
  const { kind, says } = headline(finding);
  return [
    `- **${kind}** ${escape(says)}`,
    ...detailLines(finding).map(([heading, text]) => `  - ${heading}${escape(text)}`),
  ].join("\n");
}

function describeFold(fold: Fold): string {
  return `- ${escape(fold.what)}: **${fold.count}**, ${escape(fold.names.join(", "))}${restOf(fold)}`;
}

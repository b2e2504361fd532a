import type { Assessment } from "../assessment";
import type { ElementResult } from "../assurance-case";
import { plain } from "../plain-text";
import type { RegisterEntry } from "../register";
import type { View } from "../views";
import type { WaiverResult } from "../waivers";
import type { Section } from "./markdown-budget";
import { escape, namesWithin, tableHead, tableRow } from "./markdown-text";
import { runTitle } from "./summary";
import {
  countsOf,
  countWaivers,
  exceptionLines,
  findingChangeText,
  measuredText,
  metText,
  passingText,
  statusChangeText,
  targetText,
  threatsOf,
  waiverText,
} from "./wording";

/** Characters that the names in a cell of a table may take. */
const CELL = 600;

/** What is different from an earlier run; nothing where there is none. */
export function comparisonSections({ comparison }: Assessment): readonly Section[] {
  if (comparison === undefined) return [];
  const { earlier, reservations, better, worse, findings } = comparison;
  const statuses = [
    ...reservations.map((text) => `- _Compared in part_: ${escape(plain(text))}`),
    ...worse.map((change) => `- **worse** ${statusChangeText(change)}`),
    ...better.map((change) => `- **better** ${statusChangeText(change)}`),
  ];
  const changes = [
    ...findings.new.map((change) => `- **new** ${escape(findingChangeText(change))}`),
    ...findings.worse.map((change) => `- **worse** ${escape(findingChangeText(change))}`),
    ...findings.better.map((change) => `- **better** ${escape(findingChangeText(change))}`),
  ];
  const same = better.length + worse.length === 0 ? ["- No status is different."] : [];
  return [
    {
      title: `Since the ${escape(runTitle({ run: earlier }))}`,
      form: "heading",
      items: [...statuses, ...same],
      of: "changes",
      rank: 3,
    },
    {
      title: `Findings since then: ${findings.new.length} new, ${findings.worse.length} worse, ${findings.better.length} better`,
      form: "fold",
      items: changes,
      of: "changes",
      rank: 6,
    },
  ];
}

export function metricsSection({ metrics }: Assessment): Section {
  return {
    title: "Metrics",
    form: "heading",
    head: tableHead("Metric", "In the model", "Now", "Target", "Met", "By what"),
    items: metrics.map((metric) =>
      tableRow([
        metric.metric,
        metric.current.replaceAll("~", "\\~"),
        measuredText(metric),
        targetText(metric),
        metText(metric),
        escape(metric.basis),
      ]),
    ),
    of: "metrics",
    rank: 0,
  };
}

export function registerSection({ threats }: Assessment): Section {
  return {
    title: "Threat register",
    form: "heading",
    head: tableHead("Threat", "Title", "Rating", "In the model", "Now", "Controls that pass", "Controls that do not"),
    items: threats.map((entry) => {
      const { id, title, rating, modelStatus, status } = entry;
      return tableRow([
        id,
        escape(title),
        rating,
        modelStatus,
        bold(status, "mitigated"),
        passingText(entry),
        exceptionsOf(entry),
      ]);
    }),
    of: "threats",
    rank: 1,
  };
}

/** What one looks up: the assurance case and what else the evidence makes of the model. */
export function viewSections(assessment: Assessment): readonly Section[] {
  const { assuranceCase, roadmap, baseline, waivers, day, boundaries, categories, contradictions } = assessment;
  return [
    {
      title: "Assurance case",
      form: "heading",
      head: tableHead("Id", "Statement", "Status", "Because"),
      items: assuranceCase.map(({ id, statement, status, because }) =>
        tableRow([id, escape(statement), bold(status, "supported"), escape(plain(because))]),
      ),
      of: "elements",
      rank: 4,
    },
    {
      title: "The assurance case as a graph",
      form: "fold",
      items: [caseGraph(assuranceCase)],
      of: "graphs",
      rank: 14,
    },
    {
      title: "Remediation roadmap",
      form: "heading",
      head: tableHead("Priority", "Item", "Status", "Threats"),
      items: roadmap.map((result) =>
        tableRow([String(result.priority), escape(result.item), bold(result.status, "done"), threatsOf(result)]),
      ),
      of: "items",
      rank: 7,
    },
    {
      title: `Waivers on ${day}: ${countWaivers(waivers)}`,
      form: waivers.some(({ state }) => state !== "current") ? "heading" : "fold",
      items: waivers.map(waiverItem),
      of: "waivers",
      rank: 7,
    },
    {
      title: "Baseline: goals and inherited controls",
      form: "fold",
      head: tableHead("Id", "Statement", "Now", "Controls that pass", "Controls that do not"),
      items: baseline.map((entry) =>
        tableRow([
          entry.id,
          escape(entry.title),
          bold(entry.status, "mitigated"),
          passingText(entry),
          exceptionsOf(entry),
        ]),
      ),
      of: "entries",
      rank: 11,
    },
    {
      title: "Trust boundaries and categories",
      form: "fold",
      head: tableHead("Boundary or category", "Threats", "Now"),
      items: [...boundaries, ...categories].map(viewRow),
      of: "rows",
      rank: 12,
    },
    {
      title: "Where the model contradicts itself",
      form: "fold",
      items: contradictions.map(({ where, what }) => `- ${escape(where.join(", "))}: ${escape(what)}`),
      of: "contradictions",
      rank: 13,
    },
  ];
}

function viewRow(view: View<string>): string {
  const { id, title, threats } = view;
  return tableRow([id === title ? title : `${id} ${escape(title)}`, threats.join(", "), countsOf(view)]);
}

/** A waiver that needs somebody says first why. */
function waiverItem(result: WaiverResult): string {
  const { state, covers, waiver } = result;
  const details = waiver
    ? [
        `covers: ${namesWithin(
          CELL,
          covers.map((id) => escape(plain(id))),
        )}`,
        `reason: ${escape(plain(waiver.reason))}`,
        `meanwhile: ${escape(plain(waiver.compensatingControl)) || "the run tells no compensating control"}`,
      ]
    : [];
  return [`- **${state}** ${escape(waiverText(result))}`, ...details.map((text) => `  - ${text}`)].join("\n");
}

function exceptionsOf(entry: RegisterEntry): string {
  return exceptionLines(entry)
    .map(([heading, names]) => `${heading}: ${namesWithin(CELL, names.split(", ").map(escape))}`)
    .join("<br>");
}

/** In bold what is not as it should be. */
function bold(status: string, good: string): string {
  return status === good ? status : `**${status}**`;
}

/** The assurance case as Mermaid draws it, of ids and statuses alone: names of others never get into it. */
function caseGraph(elements: readonly ElementResult[]): string {
  const shapes = { goal: ["[", "]"], evidence: ["((", "))"], assumption: ["([", "])"] } as const;
  const nodes = elements.map(({ id, kind, status }) => {
    const [open, close] = shapes[kind];
    return `  ${id}${open}"${id}<br>${status}"${close}:::${status}`;
  });
  const edges = elements
    .filter(({ id }) => id !== "G0")
    .map(({ id, kind }) => `  G0 ${kind === "assumption" ? "-.-" : "-->"} ${id}`);
  const classes = [
    "  classDef supported stroke:#1a7f37,stroke-width:2px",
    "  classDef undermined stroke:#cf222e,stroke-width:4px",
    "  classDef undetermined stroke:#9a6700,stroke-dasharray:5 5",
  ];
  return ["```mermaid", "flowchart TB", ...nodes, ...edges, ...classes, "```"].join("\n");
}

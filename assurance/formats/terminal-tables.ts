import type { Assessment } from "../assessment";
import type { ElementStatus } from "../assurance-case";
import { plain } from "../plain-text";
import type { RegisterEntry, Status } from "../register";
import type { RoadmapStatus } from "../roadmap";
import { table } from "./terminal-layout";
import type { Color, Colors, Row } from "./terminal-layout";
import { exceptionLines, measuredText, metText, passingText, targetText, threatsOf } from "./wording";

/** Each threat in a line, and below it what of its controls does not pass. */
export function registerTable({ threats }: Assessment, colors: Colors): string {
  const shape = [
    { head: "", width: 4 },
    { head: "Threat", width: 47 },
    { head: "Rating", width: 8 },
    { head: "Model", width: 8 },
    { head: "Now", width: 13 },
    { head: "Passing", width: 8 },
  ];
  const rows = threats.map((entry): Row => {
    const { id, title, rating, modelStatus, status } = entry;
    return {
      cells: [id, plain(title), rating, modelStatus, status, passingText(entry)],
      colors: { 4: colorOf(status, colors) },
      note: exceptionsOf(entry),
    };
  });
  return table(shape, rows, colors);
}

/** Goals and inherited controls like threats, without what the model says of those. */
export function baselineTable({ baseline }: Assessment, colors: Colors): string {
  if (baseline.length === 0) return "";
  const shape = [
    { head: "", width: 4 },
    { head: "Statement", width: 67 },
    { head: "Now", width: 13 },
    { head: "Passing", width: 8 },
  ];
  const rows = baseline.map((entry): Row => {
    const { id, title, status } = entry;
    return {
      cells: [id, plain(title), status, passingText(entry)],
      colors: { 2: colorOf(status, colors) },
      note: exceptionsOf(entry),
    };
  });
  return table(shape, rows, colors);
}

/** The elements of the assurance case, each with what decides it. */
export function caseTable({ assuranceCase }: Assessment, colors: Colors): string {
  const shape = [
    { head: "", width: 4 },
    { head: "", width: 13 },
    { head: "", width: 77 },
  ];
  const rows = assuranceCase.map(({ id, status, because }): Row => {
    return { cells: [id, status, plain(because)], colors: { 1: colorOf(status, colors) } };
  });
  return table(shape, rows, colors);
}

/** The items of the roadmap, each with how far its threats are. */
export function roadmapTable({ roadmap }: Assessment, colors: Colors): string {
  const shape = [
    { head: "", width: 4 },
    { head: "", width: 13 },
    { head: "", width: 34 },
    { head: "", width: 41 },
  ];
  const rows = roadmap.map((result): Row => {
    const { priority, item, status } = result;
    return {
      cells: [String(priority), status, plain(item), threatsOf(result)],
      colors: { 1: colorOf(status, colors) },
    };
  });
  return table(shape, rows, colors);
}

/** The metrics of the model: what it says itself, what the run shows, and the target. */
export function metricsTable({ metrics }: Assessment, colors: Colors): string {
  const shape = [
    { head: "Metric", width: 26 },
    { head: "In the model", width: 12 },
    { head: "Now", width: 19 },
    { head: "Target", width: 21 },
    { head: "Met", width: 9 },
  ];
  const rows = metrics.map((metric): Row => {
    const { met } = metric;
    return {
      cells: [metric.metric, metric.current, measuredText(metric), targetText(metric), metText(metric)],
      colors: { 4: met === undefined ? colors.yellow : met ? colors.green : colors.red },
    };
  });
  return table(shape, rows, colors);
}

function exceptionsOf(entry: RegisterEntry): string {
  return exceptionLines(entry)
    .map(([heading, names]) => `${heading}: ${names}`)
    .join("; ");
}

function colorOf(status: Status | ElementStatus | RoadmapStatus, colors: Colors): Color {
  switch (status) {
    case "mitigated":
    case "supported":
    case "done":
      return colors.green;
    case "open":
    case "undermined":
    case "to do":
    case "not run":
      return colors.red;
    case "no control":
      return colors.dim;
    default:
      return colors.yellow;
  }
}

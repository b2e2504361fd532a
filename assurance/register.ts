import type { CatalogueEntry } from "../policies/catalogue";
import { assuranceCase, securityInheritance, threats } from "../policies/model";
import type { Evidence, Finding, Verdict } from "./evidence";

/**
 * - `mitigated`: every control ran and passes.
 * - `partial`: so does every control there is, but some are only planned.
 * - `accepted`: what fails is advisory, or waived.
 * - `undetermined`: something decides only in the update, or a control found nothing to judge.
 * - `open`: something mandatory fails.
 * - `no control`: the pack has none for it yet.
 * - `not run`: the pack judged nothing in this run.
 */
export type Status = "mitigated" | "partial" | "accepted" | "undetermined" | "open" | "not run" | "no control";

/** What a run showed of one control in all. */
export interface ControlResult {
  readonly control: string;
  /** `not exercised` where there was nothing for it to judge: no pass. */
  readonly verdict: Verdict | "not exercised";
  /** Whether any of its failures is mandatory. */
  readonly mandatory: boolean;
}

export interface RegisterEntry {
  readonly id: string;
  readonly title: string;
  readonly rating?: string;
  /** What the model itself says of it. */
  readonly modelStatus?: "Open" | "Accepted";
  readonly status: Status;
  readonly controls: readonly ControlResult[];
  /** Controls that are designed and not written yet. */
  readonly planned: readonly string[];
}

/** The controls that there are, and by the id that they are to serve the ones that are planned. */
export interface Controls {
  readonly catalogue: readonly CatalogueEntry[];
  readonly planned: Readonly<Partial<Record<string, readonly string[]>>>;
}

export interface Register {
  /** The threats, in the model's order. */
  readonly threats: readonly RegisterEntry[];
  /** Goals and inherited controls that have controls of their own. */
  readonly baseline: readonly RegisterEntry[];
}

/** From best to worst; the worst finding of a control is its verdict. */
const SEVERITY: readonly ControlResult["verdict"][] = [
  "pass",
  "waived",
  "not exercised",
  "undetermined",
  "fail",
  "error",
];

/** Folds what a run showed with what the model asks, each threat with the controls that close it. */
export function registerOf(evidence: Evidence, { catalogue, planned }: Controls): Register {
  const results = new Map(catalogue.map(({ name }) => [name, resultOf(name, evidence.findings)]));
  const entry = (id: string, rest: Omit<RegisterEntry, "id" | "status" | "controls" | "planned">): RegisterEntry => {
    const controls = catalogue.filter(({ serves }) => serves.includes(id)).map(({ name }) => results.get(name)!);
    const left = planned[id] ?? [];
    return { id, ...rest, status: statusOf(controls, left, evidence), controls, planned: left };
  };
  const goals = assuranceCase
    .filter(({ kind }) => kind === "goal")
    .map(({ id, statement }) => entry(id, { title: statement }));
  const inherited = securityInheritance.map(({ id, control }) => entry(id, { title: control }));
  return {
    threats: threats.map(({ id, title, rating, disposition }) =>
      entry(id, { title, rating, modelStatus: disposition.status }),
    ),
    baseline: [...goals, ...inherited].filter(({ controls }) => controls.length > 0),
  };
}

function resultOf(control: string, findings: readonly Finding[]): ControlResult {
  const own = findings.filter((finding) => finding.control === control);
  const worst = Math.max(...own.map(({ verdict }) => SEVERITY.indexOf(verdict)), -1);
  return {
    control,
    verdict: SEVERITY[worst] ?? "not exercised",
    mandatory: own.some(isBlocking),
  };
}

function statusOf(controls: readonly ControlResult[], planned: readonly string[], { run }: Evidence): Status {
  if (controls.length === 0) return "no control";
  if (!run.judged) return "not run";
  if (controls.some(({ mandatory }) => mandatory)) return "open";
  const verdicts = controls.map(({ verdict }) => verdict);
  if (verdicts.some((verdict) => verdict === "undetermined" || verdict === "not exercised")) return "undetermined";
  if (!verdicts.every((verdict) => verdict === "pass")) return "accepted";
  if (!run.complete) return "undetermined";
  return planned.length > 0 ? "partial" : "mitigated";
}

/** Whether the finding ends the run: a mandatory control that fails, or that could not be evaluated. */
export function isBlocking({ verdict, level }: Finding): boolean {
  return level === "mandatory" && (verdict === "fail" || verdict === "error");
}

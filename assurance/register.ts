import type { CatalogueEntry } from "../policies/catalogue";
import { assuranceCase, securityInheritance, threats } from "../policies/model";
import type { BoundaryId, Level, Rating, ServedId, StrideCategory, ThreatId } from "../policies/model";
import type { Evidence, Finding, Verdict } from "./evidence";

/**
 * What the evidence makes of a threat, a goal or an inherited control. From best to worst; it has the worst that any of its
 * controls gives it.
 *
 * - `mitigated`: every control ran and passes.
 * - `not exercised`: a control found nothing to judge.
 * - `accepted`: what fails is advisory, or waived.
 * - `undetermined`: something decides only in the update, a control could not be evaluated, or the run did not end.
 * - `open`: something mandatory fails.
 *
 * Outside that order:
 *
 * - `not run`: the pack judged nothing in this run.
 * - `no control`: the pack has none for it.
 */
export const STATUSES = [
  "mitigated",
  "not exercised",
  "accepted",
  "undetermined",
  "open",
  "not run",
  "no control",
] as const;
export type Status = (typeof STATUSES)[number];

/** What a run showed of one control in all. */
export interface ControlResult {
  readonly control: string;
  /** The worst that it showed anywhere; `not exercised` where there was nothing for it to judge: no pass. */
  readonly verdict: Verdict | "not exercised";
  /** Whether any of its failures is mandatory. */
  readonly mandatory: boolean;
  /** Whether any of it is undecided, also where the worst is a failure. */
  readonly undetermined: boolean;
}

export interface RegisterEntry<Id extends ServedId = ServedId> {
  readonly id: Id;
  readonly title: string;
  readonly status: Status;
  readonly controls: readonly ControlResult[];
}

/** A threat, with what the model says of it. */
export interface ThreatEntry extends RegisterEntry<ThreatId> {
  readonly category: StrideCategory;
  readonly boundary: BoundaryId;
  readonly likelihood: Level;
  readonly impact: Level;
  readonly rating: Rating;
  /** What the model itself says of it. */
  readonly modelStatus: "Open" | "Accepted";
}

export interface Register {
  /** The threats, in the model's order. */
  readonly threats: readonly ThreatEntry[];
  /** Goals and inherited controls that have controls of their own. */
  readonly baseline: readonly RegisterEntry[];
}

/** From best to worst; the worst finding of a control is its verdict. */
export const VERDICTS: readonly Verdict[] = ["pass", "waived", "undetermined", "fail", "error"];

/** Folds what a run showed with what the model asks, each threat with the controls that close it. */
export function registerOf(evidence: Evidence, catalogue: readonly CatalogueEntry[]): Register {
  const byControl = byControlOf(evidence.findings);
  const listed = new Set(catalogue.map(({ name }) => name));
  const unlisted = [...byControl].filter(([control]) => !listed.has(control));
  const entry = <Id extends ServedId>(id: Id, title: string): RegisterEntry<Id> => {
    const own = catalogue.filter(({ serves }) => serves.includes(id));
    // The pack's policies on waivers, and controls that this catalogue does not know: what they say endangers what they name.
    const others = unlisted
      .map(([control, findings]) => [control, findings.filter(({ serves }) => serves.includes(id))] as const)
      .filter(([, findings]) => findings.length > 0);
    const controls = [
      ...own.map(({ name }) => controlResultOf(name, byControl.get(name) ?? [])),
      ...others.map(([control, findings]) => controlResultOf(control, findings)),
    ];
    return { id, title, status: statusOf(controls, evidence), controls };
  };
  const goals = assuranceCase
    .filter(({ kind }) => kind === "goal")
    .map(({ id, statement }) => entry(id as ServedId, statement));
  const inherited = securityInheritance.map(({ id, control }) => entry(id, control));
  return {
    threats: threats.map(({ id, title, category, boundary, likelihood, impact, rating, disposition }) => ({
      ...entry(id, title),
      category,
      boundary,
      likelihood,
      impact,
      rating,
      modelStatus: disposition.status,
    })),
    baseline: [...goals, ...inherited].filter(({ controls }) => controls.length > 0),
  };
}

/** The findings by the name of their control. */
export function byControlOf(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byControl = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byControl.get(finding.control);
    if (same) same.push(finding);
    else byControl.set(finding.control, [finding]);
  }
  return byControl;
}

/** What all `findings` of the control come to. */
export function controlResultOf(control: string, findings: readonly Finding[]): ControlResult {
  const worst = findings.reduce((rank, { verdict }) => Math.max(rank, VERDICTS.indexOf(verdict)), -1);
  return {
    control,
    verdict: VERDICTS[worst] ?? "not exercised",
    mandatory: findings.some(isBlocking),
    undetermined: findings.some(({ verdict }) => verdict === "undetermined"),
  };
}

/** The worst first: nothing that a control adds can make a status better. */
export function statusOf(controls: readonly ControlResult[], { run }: Evidence): Status {
  const any = (...verdicts: readonly ControlResult["verdict"][]) =>
    controls.some(({ verdict }) => verdicts.includes(verdict));
  if (controls.length === 0) return "no control";
  if (controls.some(({ mandatory }) => mandatory)) return "open";
  if (!run.judged) return "not run";
  // Nobody has accepted that a control can't be evaluated.
  if (!run.complete || any("error") || controls.some(({ undetermined }) => undetermined)) return "undetermined";
  if (any("fail", "waived")) return "accepted";
  return any("not exercised") ? "not exercised" : "mitigated";
}

/** Whether the finding ends the run: a mandatory control that fails, or that could not be evaluated. */
export function isBlocking({ verdict, level }: Finding): boolean {
  return level === "mandatory" && (verdict === "fail" || verdict === "error");
}

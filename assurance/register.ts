import type { CatalogueEntry } from "../policies/catalogue";
import { assuranceCase, securityInheritance, threats } from "../policies/model";
import type { Evidence, Finding, Verdict } from "./evidence";

/**
 * From best to worst; a threat has the worst that any of its controls gives it.
 *
 * - `mitigated`: every control ran and passes.
 * - `partial`: so does every control there is, but some are only planned.
 * - `not exercised`: a control found nothing to judge.
 * - `accepted`: what fails is advisory, or waived.
 * - `undetermined`: something decides only in the update, a control could not be evaluated, or the run did not end.
 * - `open`: something mandatory fails.
 *
 * Outside that order:
 *
 * - `no control`: the pack has none for it yet.
 * - `not run`: the pack judged nothing in this run.
 */
export type Status =
  "mitigated" | "partial" | "not exercised" | "accepted" | "undetermined" | "open" | "not run" | "no control";

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
const VERDICTS: readonly Verdict[] = ["pass", "waived", "undetermined", "fail", "error"];

/** Folds what a run showed with what the model asks, each threat with the controls that close it. */
export function registerOf(evidence: Evidence, { catalogue, planned }: Controls): Register {
  const byControl = new Map<string, Finding[]>();
  for (const finding of evidence.findings) {
    const same = byControl.get(finding.control);
    if (same) same.push(finding);
    else byControl.set(finding.control, [finding]);
  }
  const listed = new Set(catalogue.map(({ name }) => name));
  const unlisted = [...byControl].filter(([control]) => !listed.has(control));
  const entry = (id: string, rest: Omit<RegisterEntry, "id" | "status" | "controls" | "planned">): RegisterEntry => {
    const own = catalogue.filter(({ serves }) => serves.includes(id));
    // The pack's policies on waivers, and controls that this catalogue does not know: what they say endangers what they name.
    const others = unlisted
      .map(([control, findings]) => [control, findings.filter(({ serves }) => serves.includes(id))] as const)
      .filter(([, findings]) => findings.length > 0);
    const controls = [
      ...own.map(({ name }) => resultOf(name, byControl.get(name) ?? [])),
      ...others.map(([control, findings]) => resultOf(control, findings)),
    ];
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
  const worst = Math.max(...findings.map(({ verdict }) => VERDICTS.indexOf(verdict)), -1);
  return {
    control,
    verdict: VERDICTS[worst] ?? "not exercised",
    mandatory: findings.some(isBlocking),
    undetermined: findings.some(({ verdict }) => verdict === "undetermined"),
  };
}

/** The worst first: nothing that a control adds can make a status better. */
function statusOf(controls: readonly ControlResult[], planned: readonly string[], { run }: Evidence): Status {
  const any = (...verdicts: readonly ControlResult["verdict"][]) =>
    controls.some(({ verdict }) => verdicts.includes(verdict));
  if (controls.length === 0) return "no control";
  if (controls.some(({ mandatory }) => mandatory)) return "open";
  if (!run.judged) return "not run";
  // Nobody has accepted that a control can't be evaluated.
  if (!run.complete || any("error") || controls.some(({ undetermined }) => undetermined)) return "undetermined";
  if (any("fail", "waived")) return "accepted";
  if (any("not exercised")) return "not exercised";
  return planned.length > 0 ? "partial" : "mitigated";
}

/** Whether the finding ends the run: a mandatory control that fails, or that could not be evaluated. */
export function isBlocking({ verdict, level }: Finding): boolean {
  return level === "mandatory" && (verdict === "fail" || verdict === "error");
}

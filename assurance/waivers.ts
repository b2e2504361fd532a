import { findingId } from "../policies/model";
import type { Evidence, Finding, Waiver } from "./evidence";

/** Days before its last day from which a waiver is told as near its end: time for its owner to mend or to decide again. */
export const NEAR_EXPIRY_DAYS = 30;

export interface WaiverResult {
  /**
   * - `current`: it holds, and covers what fails.
   * - `near expiry`: so it does, but ends within 30 days.
   * - `expired`, `malformed`: it covers nothing any more, and what it covered fails again.
   * - `unused`: nothing in this run needed it.
   */
  readonly state: "current" | "near expiry" | "expired" | "malformed" | "unused";
  /** What it covers, by ids of findings; of one that covers nothing, which waiver it is. */
  readonly covers: readonly string[];
  /** Threats, goals and inherited controls that it concerns. */
  readonly serves: readonly string[];
  /** Left out where the run tells only that the waiver is not in order. */
  readonly waiver?: Waiver;
  /** Days left, its last day included. */
  readonly daysLeft?: number;
  /** What is wrong with it; empty where nothing is. */
  readonly problem: string;
}

const ORDER: readonly WaiverResult["state"][] = ["expired", "malformed", "near expiry", "unused", "current"];

/**
 * The waivers that the run tells of, those that need somebody first.
 *
 * @param today the day that days are counted from, `YYYY-MM-DD`
 */
export function waiversOf({ findings }: Evidence, today: string): readonly WaiverResult[] {
  const inForce = new Map<string, { readonly waiver: Waiver; readonly findings: Finding[] }>();
  for (const finding of findings) {
    if (finding.verdict !== "waived" || finding.waiver === undefined) continue;
    const key = JSON.stringify(finding.waiver);
    const same = inForce.get(key);
    if (same) same.findings.push(finding);
    else inForce.set(key, { waiver: finding.waiver, findings: [finding] });
  }
  const results = [
    ...[...inForce.values()].map((each) => inForceResult(each.waiver, each.findings, today)),
    ...findings.filter(isProblem).map(problemResult),
  ];
  return results.sort(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) ||
      (a.daysLeft ?? 0) - (b.daysLeft ?? 0) ||
      (a.covers.join() < b.covers.join() ? -1 : 1),
  );
}

function inForceResult(waiver: Waiver, findings: readonly Finding[], today: string): WaiverResult {
  const daysLeft = daysBetween(today, waiver.expires) + 1;
  return {
    state: daysLeft <= NEAR_EXPIRY_DAYS ? "near expiry" : "current",
    covers: [...new Set(findings.map(({ control, subject }) => findingId(control, subject)))],
    serves: [...new Set(findings.flatMap(({ serves }) => serves))],
    waiver,
    daysLeft,
    problem: "",
  };
}

/** The pack's own policies on waivers. */
function isProblem({ control, verdict }: Finding): boolean {
  return verdict !== "pass" && (control === "waivers" || control === "unused-waivers");
}

function problemResult({ control, subject, serves, statement }: Finding): WaiverResult {
  const state = control === "unused-waivers" ? "unused" : statement.startsWith("expired") ? "expired" : "malformed";
  return { state, covers: [subject], serves, problem: statement };
}

/** Whole days from `from` to `to`; negative where `to` is before. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

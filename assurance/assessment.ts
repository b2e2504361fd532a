import type { CatalogueEntry } from "../policies/catalogue";
import { contradictions } from "../policies/model";
import type { Contradiction, BoundaryId, StrideCategory } from "../policies/model";
import { assuranceCaseOf } from "./assurance-case";
import type { ElementResult } from "./assurance-case";
import { comparisonWith } from "./comparison";
import type { Comparison } from "./comparison";
import type { Evidence, Verdict } from "./evidence";
import { metricsOf } from "./metrics";
import type { MetricResult } from "./metrics";
import { byControlOf, controlResultOf, isBlocking, registerOf } from "./register";
import type { ControlResult, Register } from "./register";
import { roadmapOf } from "./roadmap";
import type { RoadmapResult } from "./roadmap";
import { boundaryViews, categoryViews } from "./views";
import type { View } from "./views";
import { waiversOf } from "./waivers";
import type { WaiverResult } from "./waivers";

/** Version of the assessment's form. */
export const ASSESSMENT_VERSION = 1;

/** A control, with what the run showed of it. */
export interface AssessedControl extends CatalogueEntry, ControlResult {
  /** How many of its findings have which verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** What the evidence makes of the model: all that a report shows beside the findings themselves. Plain JSON. */
export interface Assessment extends Register {
  readonly version: typeof ASSESSMENT_VERSION;
  /** Day that waivers were counted from, `YYYY-MM-DD`: that of the run, or today's where it tells none. */
  readonly day: string;
  readonly run: Evidence["run"];
  /** Whether something mandatory fails, of whatever pack. */
  readonly blocked: boolean;
  readonly controls: readonly AssessedControl[];
  readonly metrics: readonly MetricResult[];
  readonly assuranceCase: readonly ElementResult[];
  readonly roadmap: readonly RoadmapResult[];
  readonly boundaries: readonly View<BoundaryId>[];
  readonly categories: readonly View<StrideCategory>[];
  readonly waivers: readonly WaiverResult[];
  /** Where the model contradicts itself. */
  readonly contradictions: readonly Contradiction[];
  /** Left out where there is no earlier evidence. */
  readonly comparison?: Comparison;
}

export interface AssessmentOptions {
  /** Evidence of an earlier run, to compare with. */
  readonly earlier?: Evidence;
  /** Day of a run that tells none, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Computes everything that the evidence makes of the model. */
export function assessmentOf(
  evidence: Evidence,
  catalogue: readonly CatalogueEntry[],
  { earlier, today }: AssessmentOptions,
): Assessment {
  const register = registerOf(evidence, catalogue);
  const day = evidence.run.ended?.slice(0, 10) ?? today;
  return {
    version: ASSESSMENT_VERSION,
    day,
    run: evidence.run,
    blocked: evidence.findings.some(isBlocking) || evidence.foreign.some(({ level }) => level === "mandatory"),
    ...register,
    controls: assessedControls(evidence, catalogue),
    metrics: metricsOf(evidence, register),
    assuranceCase: assuranceCaseOf(evidence, register),
    roadmap: roadmapOf(register),
    boundaries: boundaryViews(register),
    categories: categoryViews(register),
    waivers: waiversOf(evidence, day),
    contradictions,
    ...(earlier && { comparison: comparisonWith(earlier, evidence, register, catalogue) }),
  };
}

function assessedControls({ findings }: Evidence, catalogue: readonly CatalogueEntry[]): AssessedControl[] {
  const byControl = byControlOf(findings);
  return catalogue.map((control) => {
    const own = byControl.get(control.name) ?? [];
    const count = (verdict: Verdict) => own.filter((finding) => finding.verdict === verdict).length;
    return {
      ...control,
      ...controlResultOf(control.name, own),
      counts: {
        pass: count("pass"),
        fail: count("fail"),
        waived: count("waived"),
        undetermined: count("undetermined"),
        error: count("error"),
      },
    };
  });
}

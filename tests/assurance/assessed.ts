import { assessmentOf } from "../../assurance/assessment";
import type { Assessment, AssessmentOptions } from "../../assurance/assessment";
import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import type { Evidence, Finding } from "../../assurance/evidence";
import { catalogue } from "../../policies/catalogue";
import { judged, stack, end, urn } from "./runs";

/** The names of the pack's own controls. */
export const CONTROLS: readonly string[] = catalogue.map(({ name }) => name);

/** A run of the pack's own controls in which each passes, but for the ones named. */
export function passing(...except: readonly string[]): readonly EngineEvent[] {
  return [judged(CONTROLS.filter((name) => !except.includes(name))), stack(), end()];
}

/** What the pack's own controls make of the run. */
export function assess(events: readonly EngineEvent[], options: Partial<AssessmentOptions> = {}): Assessment {
  return assessmentOf(evidenceFrom(events), catalogue, { today: "2026-11-25", ...options });
}

/** Evidence of a whole run with exactly these findings. */
export function evidenceOf(findings: readonly Finding[], run: Partial<Evidence["run"]> = {}): Evidence {
  const evidence = evidenceFrom([judged([]), stack(), end()]);
  return { ...evidence, run: { ...evidence.run, ...run }, findings };
}

/** A finding of a control on a resource of this name. */
export function finding(control: string, verdict: Finding["verdict"], rest: Partial<Finding> = {}): Finding {
  return {
    control,
    serves: catalogue.find(({ name }) => name === control)?.serves ?? [],
    subject: "data",
    resource: urn("data"),
    verdict,
    level: "advisory",
    statement: verdict === "pass" ? "" : "is not as it should be",
    source: "event",
    ...rest,
  };
}

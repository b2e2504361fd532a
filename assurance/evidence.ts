import type { EngineEvent, PolicySummary } from "./events";
import { nameOf } from "./resource-name";
import { shortfallOf } from "./shortfall";
import { violationFindings } from "./violation";

/** The policy pack whose verdicts count as evidence. */
export const PACK = "physical-ai-stride";

export type Verdict = "pass" | "fail" | "waived" | "undetermined" | "error";

/** What a run showed of one control at one place. */
export interface Finding {
  readonly control: string;
  /** Ids of the model; empty where the engine alone reports, as it does of a pass. */
  readonly serves: readonly string[];
  /** What was judged; a pass has the resource's name. */
  readonly subject: string;
  /** URN of the resource; empty where the whole stack was judged. */
  readonly resource: string;
  readonly verdict: Verdict;
  /** Whether a failure ends the run. */
  readonly level: "advisory" | "mandatory";
  readonly statement: string;
  /** What exactly to set. */
  readonly set?: string;
  readonly remedy?: string;
  /** By whom, until when and why the failure is accepted. */
  readonly waiver?: string;
  readonly compensatingControl?: string;
}

/** A violation that a policy of another pack reported: no evidence of this model, and listed apart. */
export interface ForeignViolation {
  readonly pack: string;
  readonly policy: string;
  /** URN of the resource; empty where the whole stack was judged. */
  readonly resource: string;
  readonly level: "advisory" | "mandatory";
}

export interface Pack {
  readonly name: string;
  /** Empty where the engine did not say. */
  readonly version: string;
}

/** All that a run showed, as plain JSON. */
export interface Evidence {
  readonly run: {
    readonly operation: "preview" | "update";
    /** Whether the engine came to its end, having judged all there is. */
    readonly complete: boolean;
    /** What kept the run from being complete. */
    readonly shortfall?: string;
    /** Whether the pack was there at all. */
    readonly judged: boolean;
    /** The packs that judged. */
    readonly packs: readonly Pack[];
  };
  readonly findings: readonly Finding[];
  readonly foreign: readonly ForeignViolation[];
}

/** Folds the engine's events of one run, in whatever order they come, into evidence. */
export function evidenceFrom(events: readonly EngineEvent[]): Evidence {
  const findings = [...events.flatMap(findingsOf), ...unexplainedFailures(events)].sort(byPlace);
  const foreign = events.flatMap(foreignViolationOf).sort(byText);
  const packs = packsOf(events);
  const shortfall = shortfallOf(events, PACK);
  return {
    run: {
      operation: operationOf(events),
      complete: shortfall === undefined,
      ...(shortfall !== undefined && { shortfall }),
      judged: packs.some(({ name }) => name === PACK),
      packs,
    },
    findings,
    foreign,
  };
}

function findingsOf(event: EngineEvent): readonly Finding[] {
  const { policyEvent, policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack } = event;
  if (policyEvent?.policyPackName === PACK) return violationFindings(policyEvent);
  if (ours(resource)) return enginesFindings(resource.passed, resource.resourceUrn, "pass", "");
  return ours(stack) ? enginesFindings(stack.passed, "", "pass", "") : [];
}

/** Policies that failed by the engine's count, where the log lacks what they said. Neither a pass nor nothing. */
function unexplainedFailures(events: readonly EngineEvent[]): readonly Finding[] {
  const violations = events.flatMap(({ policyEvent }) => (policyEvent?.policyPackName === PACK ? [policyEvent] : []));
  const somewhere = new Set(violations.map(({ policyName }) => policyName));
  const there = new Set(violations.map(({ policyName, resourceUrn }) => `${policyName} ${resourceUrn ?? ""}`));
  return events.flatMap(({ policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack }) => {
    const [failed, urn] = ours(resource)
      ? [resource.failed?.filter((name) => !there.has(`${name} ${resource.resourceUrn}`)), resource.resourceUrn]
      : [ours(stack) ? stack.failed?.filter((name) => !somewhere.has(name)) : [], ""];
    return enginesFindings(failed, urn, "undetermined", "failed, and the event log lacks what it said");
  });
}

/** What the engine reports of `controls` without their own words. */
function enginesFindings(
  controls: readonly string[] = [],
  resource: string,
  verdict: Verdict,
  statement: string,
): Finding[] {
  const subject = nameOf(resource);
  return controls.map((control) => ({
    control,
    serves: [],
    subject,
    resource,
    verdict,
    level: "advisory",
    statement,
  }));
}

/** Without its message: another pack's may quote property values. */
function foreignViolationOf({ policyEvent }: EngineEvent): ForeignViolation[] {
  if (policyEvent === undefined || policyEvent.policyPackName === PACK) return [];
  const { policyPackName: pack, policyName: policy, resourceUrn: resource = "", enforcementLevel } = policyEvent;
  return [{ pack, policy, resource, level: enforcementLevel === "mandatory" ? "mandatory" : "advisory" }];
}

function packsOf(events: readonly EngineEvent[]): readonly Pack[] {
  const packs = events.flatMap((event) =>
    [event.policyEvent, event.policyAnalyzeSummaryEvent, event.policyAnalyzeStackSummaryEvent].flatMap((part) =>
      part === undefined ? [] : [{ name: part.policyPackName, version: part.policyPackVersion ?? "" }],
    ),
  );
  return [...new Map(packs.map((pack) => [JSON.stringify(pack), pack])).values()].sort(byText);
}

function operationOf(events: readonly EngineEvent[]): "preview" | "update" {
  const summary = events.find(({ summaryEvent }) => summaryEvent)?.summaryEvent;
  if (summary) return summary.isPreview === false ? "update" : "preview";
  // A log without its end: what the engine meant with its steps tells.
  return events.some(({ resourcePreEvent }) => resourcePreEvent && !resourcePreEvent.planning) ? "update" : "preview";
}

function ours<T extends PolicySummary>(summary: T | undefined): summary is T {
  return summary?.policyPackName === PACK;
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.control, b.control) || compare(a.resource, b.resource) || compare(a.subject, b.subject) || byText(a, b)
  );
}

/** Leaves no two that differ to the order in which they came. */
function byText(a: object, b: object): number {
  return compare(JSON.stringify(a), JSON.stringify(b));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

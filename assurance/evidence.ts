import type { EngineEvent, PolicySummary } from "./events";
import { EVIDENCE_VERSION } from "./evidence-schema";
import type { Evidence, Finding, ForeignViolation, Source, Verdict } from "./evidence-schema";
import { actionsOf } from "./workflow-actions";
import { nameOf, placeOf } from "./resource-name";
import { shortfallOf } from "./shortfall";
import { isoTime, timesOf } from "./event-time";
import { violationFindings } from "./violation";

export type { Evidence, Finding, ForeignViolation, Source, Verdict, Waiver } from "./evidence-schema";

/** The policy pack whose verdicts count as evidence. */
export const PACK = "physical-ai-stride";

/** What the events alone do not tell. */
export interface Circumstances {
  /** Whether stand-ins answered for the cloud. Default: no. */
  readonly standIns?: boolean;
  /** Where the findings were seen. Default: an event of the run. An exported state makes the run an audit. */
  readonly source?: Extract<Source, "event" | "state">;
  /** What else a reader has to know of how the evidence came about. */
  readonly caveats?: readonly string[];
}

/** Folds the engine's events of one run, in whatever order they come, into evidence. */
export function evidenceFrom(events: readonly EngineEvent[], circumstances: Circumstances = {}): Evidence {
  const { standIns = false, source = "event", caveats = [] } = circumstances;
  const findings = [...events.flatMap(findingsOf), ...unexplainedFailures(events)]
    .map((finding) => (source === "event" ? finding : { ...finding, source }))
    .sort(byPlace);
  const packs = packsOf(events);
  const shortfall = shortfallOf(events, PACK);
  const urns = urnsOf(events);
  const actions = actionsOf(events);
  return {
    version: EVIDENCE_VERSION,
    run: {
      operation: source === "state" ? "audit" : operationOf(events),
      standIns,
      rehearsed: false,
      ...placeOf(urns),
      ...timesOf(events),
      complete: shortfall === undefined,
      ...(shortfall !== undefined && { shortfall }),
      judged: packs.some(({ name }) => name === PACK),
      packs,
      caveats,
    },
    resources: urns.size,
    ...(actions !== undefined && { actions }),
    findings,
    foreign: events.flatMap(foreignViolationOf).sort(byText),
  };
}

/** Of every resource that the run judged or took up. */
function urnsOf(events: readonly EngineEvent[]): ReadonlySet<string> {
  const urns = events.flatMap(({ policyAnalyzeSummaryEvent, resourcePreEvent, policyEvent }) => [
    policyAnalyzeSummaryEvent?.resourceUrn,
    resourcePreEvent?.metadata?.urn,
    policyEvent?.resourceUrn,
  ]);
  return new Set(urns.filter((urn) => urn !== undefined && urn !== "").sort() as string[]);
}

function findingsOf(event: EngineEvent): readonly Finding[] {
  const { policyEvent, policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack } = event;
  const time = isoTime(event);
  if (policyEvent?.policyPackName === PACK) return violationFindings(policyEvent, time);
  if (ours(resource)) return enginesFindings(resource.passed, resource.resourceUrn, "pass", "", time);
  return ours(stack) ? enginesFindings(stack.passed, "", "pass", "", time) : [];
}

/** Policies that failed by the engine's count, where the log lacks what they said. Neither a pass nor nothing. */
function unexplainedFailures(events: readonly EngineEvent[]): readonly Finding[] {
  const violations = events.flatMap(({ policyEvent }) => (policyEvent?.policyPackName === PACK ? [policyEvent] : []));
  const somewhere = new Set(violations.map(({ policyName }) => policyName));
  const there = new Set(violations.map(({ policyName, resourceUrn }) => `${policyName} ${resourceUrn ?? ""}`));
  return events.flatMap((event) => {
    const { policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack } = event;
    const [failed, urn] = ours(resource)
      ? [resource.failed?.filter((name) => !there.has(`${name} ${resource.resourceUrn}`)), resource.resourceUrn]
      : [ours(stack) ? stack.failed?.filter((name) => !somewhere.has(name)) : [], ""];
    return enginesFindings(failed, urn, "undetermined", "failed, and the event log lacks what it said", isoTime(event));
  });
}

/** What the engine reports of `controls` without their own words. */
function enginesFindings(
  controls: readonly string[] = [],
  resource: string,
  verdict: Verdict,
  statement: string,
  time: string | undefined,
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
    source: "event",
    ...(time !== undefined && { time }),
  }));
}

/** Without its message: another pack's may quote property values. */
function foreignViolationOf({ policyEvent }: EngineEvent): ForeignViolation[] {
  if (policyEvent === undefined || policyEvent.policyPackName === PACK) return [];
  const { policyPackName: pack, policyName: policy, resourceUrn: resource = "", enforcementLevel } = policyEvent;
  return [{ pack, policy, resource, level: enforcementLevel === "mandatory" ? "mandatory" : "advisory" }];
}

function packsOf(events: readonly EngineEvent[]): Evidence["run"]["packs"] {
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

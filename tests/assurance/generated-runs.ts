import fc from "fast-check";
import type { EngineEvent } from "../../assurance/events";
import { PACK } from "../../assurance/evidence";
import { findingId, SPOKEN_VERDICTS } from "../../policies/model";
import { catalogue } from "../../policies/catalogue";
import { urn } from "./runs";

/*
 * Event logs as the engine writes them, of runs of the pack's own controls. A run that ends badly for no reason that its log
 * tells is not among them, nor one whose stack summary counts a failure that the log lacks but for one control of its own: an
 * added failure could be the missing reason, which makes a log more whole, and rightly so.
 */

const CONTROLS: readonly string[] = catalogue.map(({ name }) => name);

/** Fails by the stack's summary alone in some runs, and in no other way. */
const UNTOLD = CONTROLS.at(-1) ?? "";
const TOLD = CONTROLS.filter((name) => name !== UNTOLD);

const RESOURCES = ["data", "cluster", "vault"] as const;
/** Where an added failure is: on a resource that the log does not know. */
const ADDED = "added";

const levels = fc.constantFrom("advisory", "mandatory");
/** Few of the controls, so that they meet; some serve a threat alone, some with others. One more often, as a metric counts it. */
const someControl = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TOLD.filter((_, index) => index % 9 === 4)) },
  { weight: 1, arbitrary: fc.constant("actions-pinned") },
);

export interface Violation {
  readonly control: string;
  readonly verdict: (typeof SPOKEN_VERDICTS)[number];
  readonly level: string;
  readonly resource: string;
  readonly serves: readonly string[];
}

/** Any violation on the resource, of any verdict but a pass; now and then by a control that the catalogue does not know. */
function violations(resource: fc.Arbitrary<string>): fc.Arbitrary<Violation> {
  const listed = someControl.map((control) => ({ control, serves: servesOf(control) }));
  const unlisted = fc.constantFrom("T-1", "G2", "D-2").map((id) => ({ control: "unlisted", serves: [id] }));
  return fc
    .record({
      who: fc.oneof({ weight: 9, arbitrary: listed }, { weight: 1, arbitrary: unlisted }),
      verdict: fc.constantFrom(...SPOKEN_VERDICTS.filter((verdict) => verdict !== "pass")),
      level: levels,
      resource,
    })
    .map(({ who, verdict, level, ...rest }) => ({
      ...who,
      ...rest,
      verdict,
      level: verdict === "fail" || verdict === "error" ? level : "advisory",
    }));
}

function servesOf(control: string): readonly string[] {
  return catalogue.find(({ name }) => name === control)?.serves ?? [];
}

function violationEvent({ control, verdict, level, resource, serves }: Violation): EngineEvent {
  const waived = verdict === "waived" ? "\n  waived by team until 2099-01-01: why\n  compensating control: other" : "";
  return {
    policyEvent: {
      resourceUrn: urn(resource),
      message: `${serves.join(",")} ${findingId(control, resource)} ${verdict}: is so${waived}\n`,
      policyName: control,
      policyPackName: PACK,
      enforcementLevel: level,
    },
  };
}

function ended(result: string): EngineEvent {
  return { summaryEvent: { isPreview: true, result } };
}

function judgement(passed: readonly string[], resource: string, failed: readonly string[] = []): EngineEvent {
  return {
    policyAnalyzeSummaryEvent: {
      policyPackName: PACK,
      resourceUrn: urn(resource),
      passed: [...passed],
      failed: [...failed],
    },
  };
}

function workflows(uses: number): EngineEvent {
  const inputs = { workflows: [{ jobs: [{ actions: Array.from({ length: uses }, () => ({ uses: "a/b" })) }] }] };
  const type = "physical-ai:operations:RepositoryWorkflows";
  return {
    resourcePreEvent: { metadata: { urn: `urn:pulumi:dev::p::${type}::repository`, type, new: { inputs } } },
  };
}

/** A violation that a policy of another pack reports, or one in words that can't be read. */
const strange: fc.Arbitrary<EngineEvent> = fc
  .record({
    pack: fc.constantFrom(PACK, "other"),
    control: someControl,
    level: levels,
    resource: fc.constantFrom(...RESOURCES),
  })
  .map(({ pack, control, level, resource }) => ({
    policyEvent: {
      resourceUrn: urn(resource),
      message: "not in the pack's words",
      policyName: control,
      policyPackName: pack,
      enforcementLevel: level,
    },
  }));

const accident: fc.Arbitrary<EngineEvent> = fc.constantFrom<EngineEvent>(
  { resOpFailedEvent: {} },
  { diagnosticEvent: { severity: "error", message: "provider crashed" } },
);

/** What a run's log has beside its passes and its end, in the engine's order. */
const troubles: fc.Arbitrary<readonly EngineEvent[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: violations(fc.constantFrom(...RESOURCES)).map(violationEvent) },
    { weight: 1, arbitrary: strange },
    { weight: 1, arbitrary: accident },
    { weight: 1, arbitrary: someControl.map((name) => judgement([], "vault", [name])) },
  ),
  { maxLength: 4 },
);

/** Most controls pass somewhere: in some runs all of them do. */
const passes: fc.Arbitrary<readonly EngineEvent[]> = fc
  .record({
    missing: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, fc.subarray([...TOLD], { maxLength: 3 })),
    untold: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    judgesStack: fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0),
    /** Of a repository's workflows, in each step of its evidence. */
    uses: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 2 }),
  })
  .map(({ missing, untold, judgesStack, uses }) => {
    const passed = TOLD.filter((name) => !missing.includes(name));
    const stack = untold ? { passed: [], failed: [UNTOLD] } : { passed: [UNTOLD] };
    return [
      ...uses.map(workflows),
      judgement(passed.slice(0, 40), "data"),
      judgement(passed.slice(30), "cluster"),
      ...(judgesStack ? [{ policyAnalyzeStackSummaryEvent: { policyPackName: PACK, ...stack } }] : []),
    ];
  });

/** The whole log of a run, in the engine's order: every event has its time, and all have their number or none has. */
export const runs: fc.Arbitrary<readonly EngineEvent[]> = fc
  .record({ passes, troubles, canceled: fc.integer({ min: 0, max: 9 }), numbered: fc.boolean() })
  .map(({ passes: passed, troubles: added, canceled, numbered }) => {
    const events = [...passed, ...added];
    const blocked = events.some(({ policyEvent }) => policyEvent?.enforcementLevel === "mandatory");
    const all = [...events, ended(canceled === 0 ? "canceled" : blocked ? "failed" : "succeeded")];
    return all.map((event, index) => ({
      ...(numbered && { sequence: index }),
      timestamp: 1_795_000_000 + index,
      ...event,
    }));
  });

/** An event that tells of something that is not as it should be, on a resource that no log has. */
export const failures: fc.Arbitrary<EngineEvent> = fc.oneof(
  { weight: 6, arbitrary: violations(fc.constant(ADDED)).map(violationEvent) },
  { weight: 1, arbitrary: accident },
  { weight: 1, arbitrary: someControl.map((name) => judgement([], ADDED, [name])) },
);

/** The log with the event in it, which gets its number and ends the run where it is mandatory. */
export function withFailure(log: readonly EngineEvent[], failure: EngineEvent): readonly EngineEvent[] {
  const ends = failure.policyEvent?.enforcementLevel === "mandatory";
  const events = log.map((event) =>
    ends && event.summaryEvent?.result === "succeeded" ? { ...event, ...ended("failed") } : event,
  );
  const numbered = log.some(({ sequence }) => sequence !== undefined);
  return [...events, { ...failure, timestamp: 1_795_000_000, ...(numbered && { sequence: log.length }) }];
}

/** The log as the engine writes it. */
export function asText(log: readonly EngineEvent[]): string {
  return log.map((event) => `${JSON.stringify(event)}\n`).join("");
}

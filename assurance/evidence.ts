import { readFindingLine } from "../policies/model";
import type { EngineEvent, PolicySummary } from "./events";

/** The policy pack whose verdicts count as evidence. */
export const PACK = "physical-ai-stride";

export type Verdict = "pass" | "fail" | "waived" | "undetermined" | "error";

/** What a run showed of one control at one place. */
export interface Finding {
  readonly control: string;
  /** Ids of the model; empty for a pass, which the engine reports without them. */
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

/** All that a run showed, as plain JSON. */
export interface Evidence {
  readonly run: {
    readonly operation: "preview" | "update";
    /** Whether the engine came to its end, having judged all there is. */
    readonly complete: boolean;
    /** Whether the pack was there at all. */
    readonly judged: boolean;
  };
  readonly findings: readonly Finding[];
}

/** Folds the engine's events, in whatever order they come, into evidence. */
export function evidenceFrom(events: readonly EngineEvent[]): Evidence {
  const findings = events.flatMap(findingsOf).sort(byPlace);
  const summary = events.find((event) => event.summaryEvent)?.summaryEvent;
  const broken = events.some((event) => event.resOpFailedEvent || isFailure(event.diagnosticEvent));
  return {
    run: {
      operation: summary?.isPreview === false ? "update" : "preview",
      complete: summary !== undefined && !broken && events.some((event) => ours(event.policyAnalyzeStackSummaryEvent)),
      judged: events.some((event) => ours(event.policyAnalyzeSummaryEvent)),
    },
    findings,
  };
}

function findingsOf(event: EngineEvent): Finding[] {
  const { policyEvent, policyAnalyzeSummaryEvent: resource, policyAnalyzeStackSummaryEvent: stack } = event;
  if (policyEvent?.policyPackName === PACK) return violationsOf(policyEvent);
  if (ours(resource)) return passesOf(resource, resource.resourceUrn);
  return ours(stack) ? passesOf(stack, "") : [];
}

function passesOf({ passed = [] }: PolicySummary, resource: string): Finding[] {
  return passed.map((control) => ({
    control,
    serves: [],
    subject: resource === "" ? "stack" : nameOf(resource),
    resource,
    verdict: "pass",
    level: "advisory",
    statement: "",
  }));
}

/** The findings of one violation: a line of its own for each, and below it what to do. */
function violationsOf(violation: NonNullable<EngineEvent["policyEvent"]>): Finding[] {
  const level = violation.enforcementLevel === "mandatory" ? "mandatory" : "advisory";
  const findings: { -readonly [key in keyof Finding]: Finding[key] }[] = [];
  for (const text of violation.message.split("\n").map((line) => line.trim())) {
    const line = readFindingLine(text);
    const current = findings.at(-1);
    if (line) {
      const [statement = "", urn] =
        line.verdict === "undetermined" ? line.statement.split(" @ urn:") : [line.statement];
      findings.push({
        control: line.control,
        serves: line.serves,
        subject: line.subject,
        resource: urn === undefined ? (violation.resourceUrn ?? "") : `urn:${urn}`,
        verdict: line.verdict,
        level,
        statement,
      });
    } else if (current && text.startsWith("set: ")) current.set = text.slice("set: ".length);
    else if (current && text.startsWith("remedy: ")) current.remedy = text.slice("remedy: ".length);
    else if (current && text.startsWith("waived by ")) current.waiver = text.slice("waived by ".length);
    else if (current && text.startsWith("compensating control: ")) {
      current.compensatingControl = text.slice("compensating control: ".length);
    }
  }
  if (findings.length > 0) return findings;
  // Said by the policy SDK, not by the control: it could not run. That is never a pass.
  return [
    {
      control: violation.policyName,
      serves: [],
      subject: nameOf(violation.resourceUrn ?? ""),
      resource: violation.resourceUrn ?? "",
      verdict: "undetermined",
      level,
      statement: "the control did not run to its end",
    },
  ];
}

/** Errors that are no violations: the engine ends a run that a policy has failed with a line that says only that. */
function isFailure(diagnostic: EngineEvent["diagnosticEvent"]): boolean {
  if (diagnostic?.severity !== "error") return false;
  return !/^(<\{%[^%]*%\}>)?(preview|update) failed\s*(<\{%[^%]*%\}>)?\s*$/.test(diagnostic.message.trim());
}

function ours<T extends PolicySummary>(summary: T | undefined): summary is T {
  return summary?.policyPackName === PACK;
}

/** The resource's name in the program, which may itself contain the URN's separator. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function byPlace(a: Finding, b: Finding): number {
  return compare(a.control, b.control) || compare(a.resource, b.resource) || compare(a.subject, b.subject);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

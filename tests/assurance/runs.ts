import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom, PACK } from "../../assurance/evidence";
import { registerOf } from "../../assurance/register";
import type { Status } from "../../assurance/register";
import type { CatalogueEntry } from "../../policies/catalogue";

/** A control of a catalogue that is made for a test. */
export function control(name: string, ...serves: string[]): CatalogueEntry {
  return { name, serves, title: name, severity: "low", kind: "resource", remediation: "", judges: [], page: "" };
}

export const controls: readonly CatalogueEntry[] = [
  control("shared-key", "I-1"),
  control("own-nsg", "D-2"),
  control("explicit-rules", "D-2"),
  control("hardened", "G2"),
];

export function urn(name: string): string {
  return `urn:pulumi:dev::p::azure-native:storage:StorageAccount::${name}`;
}

/** A violation that says `message`, by the policy that its first line names. */
export function violation(level: string, message: string, name = "data") {
  return {
    policyEvent: {
      resourceUrn: urn(name),
      message,
      policyName: message.split(" ")[1]?.split("[")[0] ?? "",
      policyPackName: PACK,
      enforcementLevel: level,
    },
  };
}

export function judged(passed: string[], name = "data", failed: string[] = []): EngineEvent {
  return { policyAnalyzeSummaryEvent: { policyPackName: PACK, resourceUrn: urn(name), passed, failed } };
}

export function stack(passed: string[] = [], failed: string[] = []): EngineEvent {
  return { policyAnalyzeStackSummaryEvent: { policyPackName: PACK, passed, failed } };
}

export function end(result = "succeeded"): EngineEvent {
  return { summaryEvent: { isPreview: true, result } };
}

export const FAIL = "I-1 shared-key[data] fail: accepts keys\n  set: a to false\n  remedy: mend it\n";
export const ERROR = "I-1 shared-key[data] error: the control threw\n  remedy: mend it\n";
export const WAIVED =
  "I-1 shared-key[data] waived: accepts keys\n  waived by team until 2099-01-01: why\n  compensating control: rotated\n  remedy: mend it\n";
export const AWAITS = `1 finding awaits the update: ...\n  I-1 shared-key[data] undetermined: a is not known yet @ ${urn("data")}\n`;

/** A run in which everything passes. */
export const PASSES = [judged(["shared-key", "own-nsg", "explicit-rules", "hardened"]), stack(), end()];

/** The status that the run gives a threat, goal or inherited control. */
export function statusOf(
  id: string,
  events: readonly EngineEvent[],
  known: readonly CatalogueEntry[] = controls,
): Status | undefined {
  const { threats, baseline } = registerOf(evidenceFrom(events), known);
  return [...threats, ...baseline].find((one) => one.id === id)?.status;
}

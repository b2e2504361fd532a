import { assuranceCase, contradictions, roadmap } from "../policies/model";
import type { AssuranceElement, AssuranceElementId, ThreatId } from "../policies/model";
import type { Evidence } from "./evidence";
import { statusOf } from "./register";
import type { Register, RegisterEntry, Status } from "./register";

/**
 * - `supported`: everything that decides holds; what somebody has accepted counts, and is told as an exception.
 * - `undermined`: something that decides does not hold.
 * - `undetermined`: something that decides is not known, or was not exercised.
 */
export type ElementStatus = "supported" | "undermined" | "undetermined";

/** What an element rests on, and what the evidence makes of that. */
export interface Decider {
  readonly kind: "threat" | "control" | "inherited control" | "element";
  /** Id of the model, or name of the control. */
  readonly id: string;
  readonly status: Status | ElementStatus;
}

export interface ElementResult extends AssuranceElement {
  readonly status: ElementStatus;
  /** Why, in one sentence. */
  readonly because: string;
  readonly deciders: readonly Decider[];
  /** The deciders that hold only because somebody accepts what fails. */
  readonly exceptions: readonly string[];
  /** Where the model contradicts itself about it. */
  readonly contradictions: readonly string[];
}

/**
 * Which threats speak against which statement. The model does not say; this is our reading of its statements. Threats that stand
 * nowhere here count for E1, as all of them do.
 */
export const THREATS_AGAINST: Readonly<Partial<Record<AssuranceElementId, readonly ThreatId[]>>> = {
  // Password-based access: an API without any, a shared database login, keys of storage and Redis.
  G1: ["S-1", "S-2", "I-1", "I-3"],
  // Secrets outside of the vault, and ones that the vault does not renew.
  G2: ["T-1", "E-2"],
  // Ways in and out beside private endpoints, VPN and security groups.
  G3: ["T-3", "D-1", "D-2", "D-3"],
  G4: ["E-4"],
  // OSMO's sign-in and its rate limits.
  A2: ["S-1", "D-4"],
};

const ON_ROADMAP: ReadonlySet<string> = new Set(roadmap.flatMap(({ threats }) => threats));

/** The elements of the assurance case, in the model's order, each with what the evidence makes of it. */
export function assuranceCaseOf(evidence: Evidence, register: Register): readonly ElementResult[] {
  const known = new Map<AssuranceElementId, ElementResult>();
  // The claim rests on all others but E2, so it is decided last.
  const inOrder = [...assuranceCase].sort((a, b) => Number(a.id === "G0") - Number(b.id === "G0"));
  for (const element of inOrder) {
    const deciders = decidersOf(element, evidence, register, known);
    const status = element.id === "E1" ? analysisStatus(register) : overall(deciders);
    known.set(element.id, {
      ...element,
      status,
      because: reason(element, status, deciders),
      deciders,
      exceptions: deciders.filter((decider) => decider.status === "accepted").map(({ id }) => id),
      contradictions: contradictions.filter(({ where }) => where.includes(element.id)).map(({ what }) => what),
    });
  }
  return assuranceCase.flatMap(({ id }) => known.get(id) ?? []);
}

function decidersOf(
  { id }: AssuranceElement,
  evidence: Evidence,
  { threats, baseline }: Register,
  known: ReadonlyMap<AssuranceElementId, ElementResult>,
): readonly Decider[] {
  const against = THREATS_AGAINST[id] ?? [];
  const threatDeciders = threats
    .filter((threat) => id === "E1" || against.includes(threat.id))
    .map((threat): Decider => ({ kind: "threat", id: threat.id, status: threat.status }));
  const inherited = baseline
    .filter((entry) => id === "A1" && entry.id.startsWith("SI-"))
    .map((entry): Decider => ({ kind: "inherited control", id: entry.id, status: entry.status }));
  const elements = [...known.values()]
    .filter((element) => id === "G0" && element.id !== "E2")
    .map((element): Decider => ({ kind: "element", id: element.id, status: element.status }));
  return [...elements, ...controlDeciders(baseline, id, evidence), ...inherited, ...threatDeciders];
}

/** The controls that serve the goal itself. */
function controlDeciders(baseline: readonly RegisterEntry[], id: AssuranceElementId, evidence: Evidence): Decider[] {
  const own = baseline.find((entry) => entry.id === id)?.controls ?? [];
  return own.map((control) => ({ kind: "control", id: control.control, status: statusOf([control], evidence) }));
}

/** The worst first: a decider that does not hold undermines, whatever else is not known. */
function overall(deciders: readonly Decider[]): ElementStatus {
  const statuses = deciders.map(({ status }) => weight(status));
  if (statuses.includes("undermined")) return "undermined";
  return statuses.length === 0 || statuses.includes("undetermined") ? "undetermined" : "supported";
}

function weight(status: Decider["status"]): ElementStatus {
  if (status === "open" || status === "undermined") return "undermined";
  return status === "mitigated" || status === "accepted" || status === "supported" ? "supported" : "undetermined";
}

/** E1 claims of each threat that it is accepted with a compensating control or has its place on the roadmap. */
function analysisStatus({ threats }: Register): ElementStatus {
  const off = threats.filter(({ id }) => !ON_ROADMAP.has(id)).map(({ status }) => weight(status));
  if (off.includes("undermined")) return "undermined";
  // On the roadmap or not: of a threat that no run has judged, nothing is claimed.
  const unjudged = threats.some(({ status }) => status === "not run" || status === "no control");
  return unjudged || off.includes("undetermined") ? "undetermined" : "supported";
}

function reason({ id }: AssuranceElement, status: ElementStatus, deciders: readonly Decider[]): string {
  if (id === "E2") return "No run shows it: OpenSSF's badge application does. The claim G0 is decided without it.";
  // Of E1, what stands on the roadmap is in its place.
  const counted = deciders.filter((decider) => id !== "E1" || status === "supported" || !ON_ROADMAP.has(decider.id));
  const which = counted.filter((decider) => weight(decider.status) === status).map((decider) => decider.id);
  const accepted = deciders.filter((decider) => decider.status === "accepted").map((decider) => decider.id);
  switch (status) {
    case "undermined":
      return `Does not hold: ${which.join(", ")}.`;
    case "undetermined":
      return which.length > 0
        ? `Not decided, or not exercised: ${which.join(", ")}.`
        : "Nothing in this run decides it.";
    case "supported":
      if (id === "E1") return supportedAnalysis(deciders);
      return accepted.length > 0 ? `Holds; accepted: ${accepted.join(", ")}.` : "Everything that decides it holds.";
  }
}

function supportedAnalysis(deciders: readonly Decider[]): string {
  const waiting = deciders.filter(({ status }) => weight(status) !== "supported").map(({ id }) => id);
  const rest = waiting.length > 0 ? `; on the roadmap: ${waiting.join(", ")}` : "";
  return `Every threat is mitigated or accepted${rest}.`;
}

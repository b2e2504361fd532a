import { assuranceCase, contradictions, roadmap } from "../policies/model";
import type { AssuranceElement, AssuranceElementId, ThreatId } from "../policies/model";
import type { Evidence } from "./evidence";
import { statusOf } from "./register";
import type { Register, RegisterEntry, Status } from "./register";

/**
 * - `supported`: of what it rests on, something holds and nothing fails or is undecided. What somebody has accepted, and what the
 *   stack has nothing of, is told beside it.
 * - `undermined`: something that it rests on does not hold.
 * - `undetermined`: something that it rests on is not decided, or nothing of it was exercised.
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
  /** The deciders of which a control found nothing to judge. */
  readonly notExercised: readonly string[];
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
    const status = element.id === "E1" ? analysisStatus(deciders) : overall(deciders);
    known.set(element.id, {
      ...element,
      status,
      because: reason(element, status, deciders),
      deciders,
      exceptions: withStatus(deciders, "accepted"),
      notExercised: withStatus(deciders, "not exercised"),
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

/**
 * The worst first: a decider that does not hold undermines, whatever else is not known. What was not exercised weighs no less than
 * what is accepted, so that no failure makes an element better, and neither of them carries one alone.
 */
function overall(deciders: readonly Decider[]): ElementStatus {
  const weights = deciders.map(({ status }) => weight(status));
  if (weights.includes("against")) return "undermined";
  return weights.includes("undecided") || !weights.includes("for") ? "undetermined" : "supported";
}

function weight(status: Decider["status"]): "for" | "neither" | "undecided" | "against" {
  switch (status) {
    case "mitigated":
    case "supported":
      return "for";
    case "accepted":
    case "not exercised":
      return "neither";
    case "open":
    case "undermined":
      return "against";
    default:
      return "undecided";
  }
}

function withStatus(deciders: readonly Decider[], status: Decider["status"]): readonly string[] {
  return deciders.filter((decider) => decider.status === status).map(({ id }) => id);
}

/** E1 claims of each threat that it is accepted with a compensating control or has its place on the roadmap. */
function analysisStatus(deciders: readonly Decider[]): ElementStatus {
  const onRoadmap = deciders.filter(({ id }) => ON_ROADMAP.has(id)).map(({ status }) => status);
  // Of a threat that no run has judged, nothing is claimed.
  if (onRoadmap.some((status) => status === "not run" || status === "no control")) return "undetermined";
  return overall(deciders.filter(({ id }) => !ON_ROADMAP.has(id)));
}

function reason({ id }: AssuranceElement, status: ElementStatus, deciders: readonly Decider[]): string {
  if (id === "E2") return "No run shows it: OpenSSF's badge application does. The claim G0 is decided without it.";
  // Of E1, what stands on the roadmap is in its place.
  const [inPlace, counted] = partition(deciders, (decider) => id === "E1" && ON_ROADMAP.has(decider.id));
  const which = (weighs: ReturnType<typeof weight>) =>
    counted.filter((decider) => weight(decider.status) === weighs).map((decider) => decider.id);
  if (status === "undermined") return `Does not hold: ${which("against").join(", ")}.`;
  if (status === "undetermined") {
    const undecided = which("undecided");
    return undecided.length > 0 ? `Not decided: ${undecided.join(", ")}.` : "Nothing in this run decides it.";
  }
  const beside = [
    ["accepted", withStatus(deciders, "accepted")],
    ["not exercised", withStatus(counted, "not exercised")],
    ["on the roadmap", inPlace.filter((decider) => weight(decider.status) !== "for").map((decider) => decider.id)],
  ] as const;
  const told = beside.filter(([, ids]) => ids.length > 0).map(([what, ids]) => `${what}: ${ids.join(", ")}`);
  return told.length > 0 ? `Holds; ${told.join("; ")}.` : "Everything that it rests on holds.";
}

function partition<T>(items: readonly T[], belongs: (item: T) => boolean): [readonly T[], readonly T[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

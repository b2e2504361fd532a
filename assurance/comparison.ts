import type { CatalogueEntry } from "../policies/catalogue";
import type { Evidence, Finding, Verdict } from "./evidence";
import { registerOf, STATUSES, VERDICTS } from "./register";
import type { Register, Status } from "./register";

export interface StatusChange {
  readonly id: string;
  readonly before: Status;
  readonly after: Status;
}

export interface FindingChange {
  readonly control: string;
  readonly subject: string;
  readonly resource: string;
  /** Left out where there was none. */
  readonly before?: Verdict;
  /** Left out where there is none any more. */
  readonly after?: Verdict;
}

/** What is different from an earlier run. */
export interface Comparison {
  readonly earlier: Evidence["run"];
  /** Why the two can be compared only in part; empty where they can be. */
  readonly reservations: readonly string[];
  readonly better: readonly StatusChange[];
  readonly worse: readonly StatusChange[];
  readonly findings: {
    /** Nothing of it was reported before, or it was not there. */
    readonly new: readonly FindingChange[];
    readonly worse: readonly FindingChange[];
    /** A failure that is none any more, or less of one; only where both runs came to their end. */
    readonly better: readonly FindingChange[];
  };
}

/** Compares the evidence with an earlier one's. */
export function comparisonWith(
  earlier: Evidence,
  now: Evidence,
  register: Register,
  catalogue: readonly CatalogueEntry[],
): Comparison {
  const statuses = statusChanges(registerOf(earlier, catalogue), register);
  const whole = now.run.complete && now.run.judged;
  const findings = findingChanges(earlier.findings, now.findings);
  return {
    earlier: earlier.run,
    reservations: reservationsOf(earlier, now),
    better: statuses.filter(({ before, after }) => rank(after) < rank(before)),
    worse: statuses.filter(({ before, after }) => rank(after) > rank(before)),
    findings: {
      new: findings.filter(({ before, after }) => before === undefined && isBad(after)),
      worse: findings.filter(({ before, after }) => before !== undefined && weight(after) > weight(before)),
      better: whole ? findings.filter(({ before, after }) => isBad(before) && weight(after) < weight(before)) : [],
    },
  };
}

function statusChanges(before: Register, after: Register): StatusChange[] {
  const earlier = new Map([...before.threats, ...before.baseline].map(({ id, status }) => [id, status]));
  return [...after.threats, ...after.baseline].flatMap(({ id, status }) => {
    const known = earlier.get(id);
    return known === undefined || known === status ? [] : [{ id, before: known, after: status }];
  });
}

function findingChanges(before: readonly Finding[], after: readonly Finding[]): FindingChange[] {
  const earlier = byPlace(before);
  const now = byPlace(after);
  return [...new Set([...earlier.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [was, is] = [earlier.get(key), now.get(key)];
    const place = is ?? was;
    if (place === undefined || was?.verdict === is?.verdict) return [];
    const { control, subject, resource } = place;
    return [{ control, subject, resource, ...(was && { before: was.verdict }), ...(is && { after: is.verdict }) }];
  });
}

/** The worst finding of each control at each place. */
function byPlace(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const places = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.control, finding.resource, finding.subject]);
    const known = places.get(key);
    if (known === undefined || weight(finding.verdict) > weight(known.verdict)) places.set(key, finding);
  }
  return places;
}

function reservationsOf(earlier: Evidence, now: Evidence): string[] {
  const [was, is] = [earlier.run, now.run];
  const versions = (run: Evidence["run"]) =>
    run.packs.map(({ name, version }) => `${name} ${version}`.trim()).join(", ");
  return [
    ...(was.project !== is.project || was.stack !== is.stack
      ? [`they are of different stacks: ${was.project}/${was.stack} and ${is.project}/${is.stack}`]
      : []),
    ...(was.complete ? [] : ["the earlier run did not come to its end"]),
    ...(is.complete ? [] : ["this run did not come to its end: nothing of it counts as better"]),
    ...(versions(was) !== versions(is) ? [`other packs judged: ${versions(was)}, now ${versions(is)}`] : []),
    ...(was.operation !== is.operation ? [`of another operation: ${was.operation}, now ${is.operation}`] : []),
  ];
}

function isBad(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict !== "pass";
}

/** A finding that is not there weighs as much as one that passes. */
function weight(verdict: Verdict | undefined): number {
  return verdict === undefined ? 0 : VERDICTS.indexOf(verdict);
}

function rank(status: Status): number {
  return STATUSES.indexOf(status);
}

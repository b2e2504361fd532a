import { expect } from "chai";
import fc from "fast-check";
import { assessmentOf } from "../../assurance/assessment";
import type { Assessment } from "../../assurance/assessment";
import { EventsError, readEvents } from "../../assurance/events";
import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import type { Evidence } from "../../assurance/evidence";
import type { Status } from "../../assurance/register";
import type { RoadmapStatus } from "../../assurance/roadmap";
import { catalogue } from "../../policies/catalogue";
import { asText, failures, runs, withFailure } from "./generated-runs";

const assess = (evidence: Evidence) => assessmentOf(evidence, catalogue, { today: "2026-11-25" });
const assessRun = (events: readonly EngineEvent[]) => assess(evidenceFrom(events));

const mitigated = ({ threats, baseline }: Assessment): readonly string[] =>
  [...threats, ...baseline].filter(({ status }) => status === "mitigated").map(({ id }) => id);

/** How bad each status is, of a threat, a goal or a roadmap's item. What was not run is known as little as what is undetermined. */
const BADNESS: Readonly<Record<Status | RoadmapStatus, number>> = {
  mitigated: 0,
  done: 0,
  "not exercised": 1,
  accepted: 2,
  undetermined: 3,
  "not run": 3,
  open: 4,
  "to do": 4,
  // No failure changes that.
  "no control": 5,
};

/** Everything that a failure can make worse, each with how bad it is. */
function badness(assessment: Assessment): ReadonlyMap<string, number> {
  const { threats, baseline, assuranceCase, metrics, roadmap, blocked } = assessment;
  return new Map([
    ...[...threats, ...baseline].map(({ id, status }) => [`status of ${id}`, BADNESS[status]] as const),
    ...assuranceCase.map(
      ({ id, status }) => [`case ${id}`, ["supported", "undetermined", "undermined"].indexOf(status)] as const,
    ),
    ...metrics.map(({ metric, met }) => [`metric ${metric}`, [true, undefined, false].indexOf(met)] as const),
    ...roadmap.map(({ item, status }) => [`roadmap ${item}`, BADNESS[status]] as const),
    ...roadmap.map(({ item, done }) => [`done of roadmap ${item}`, -done] as const),
    ["mitigated threats", -threats.filter(({ status }) => status === "mitigated").length],
    ["blocked", Number(blocked)],
  ]);
}

describe("the fold of events into evidence and assessment", () => {
  it("is the same in whatever order the events come", () => {
    fc.assert(
      fc.property(
        runs.chain((log) => fc.tuple(fc.constant(log), fc.shuffledSubarray([...log], { minLength: log.length }))),
        ([log, shuffled]) => {
          const [evidence, other] = [evidenceFrom(log), evidenceFrom(shuffled)];
          expect(other).to.deep.equal(evidence);
          expect(assess(other)).to.deep.equal(assess(evidence));
        },
      ),
    );
  });

  const improvements = (log: readonly EngineEvent[], failure: EngineEvent): readonly string[] => {
    const after = badness(assessRun(withFailure(log, failure)));
    return [...badness(assessRun(log))].filter(([what, bad]) => (after.get(what) ?? 0) < bad).map(([what]) => what);
  };

  it("makes nothing better by a failure more", () => {
    fc.assert(
      fc.property(runs, failures, (log, failure) => {
        expect(improvements(log, failure)).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });

  it("calls nothing mitigated for a log that is cut off, wherever, that it does not call so for the whole", () => {
    const cut = runs.chain((log) => fc.tuple(fc.constant(log), fc.nat({ max: log.length - 1 })));
    fc.assert(
      fc.property(cut, fc.double({ min: 0, max: 1, noNaN: true }), ([log, lines], share) => {
        const whole = mitigated(assessRun(log));
        const next = asText(log.slice(lines, lines + 1));
        for (const rest of ["", next.slice(0, Math.floor(share * next.length))]) {
          expect(whole).to.include.members(mitigatedIn(`${asText(log.slice(0, lines))}${rest}`));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("calls nothing mitigated for a log that lacks lines, that it does not call so for the whole, where lines are numbered", () => {
    const numbered = runs.filter((log) => log.every(({ sequence }) => sequence !== undefined));
    const some = numbered.chain((log) => fc.tuple(fc.constant(log), fc.subarray([...log])));
    fc.assert(
      fc.property(some, ([log, rest]) => {
        expect(mitigated(assessRun(log))).to.include.members(mitigated(assessRun(rest)));
      }),
    );
  });

  it("calls mitigated what every control ran for and passes, in a run that is whole, and nothing else", () => {
    fc.assert(
      fc.property(runs, (log) => {
        const evidence = evidenceFrom(log);
        const assessment = assess(evidence);
        const { run, findings } = evidence;
        const holds = ({ id }: { readonly id: string }): boolean => {
          const own = catalogue.filter(({ serves }) => serves.includes(id)).map(({ name }) => name);
          const passes = own.every((name) => {
            const shown = findings.filter(({ control }) => control === name);
            return shown.length > 0 && shown.every(({ verdict }) => verdict === "pass");
          });
          const others = findings.filter(({ control, serves }) => control === "unlisted" && serves.includes(id));
          return run.complete && run.judged && own.length > 0 && passes && others.length === 0;
        };
        const all = [...assessment.threats, ...assessment.baseline];
        expect(mitigated(assessment)).to.deep.equal(all.filter(holds).map(({ id }) => id));
        const metric = assessment.metrics.find(({ metric: name }) => name === "STRIDE threats mitigated");
        expect(metric?.measured).to.equal(assessment.threats.filter(holds).length);
      }),
    );
  });

  it("takes no control that is undetermined anywhere, or never ran, for one that passes", () => {
    fc.assert(
      fc.property(runs, (log) => {
        const evidence = evidenceFrom(log);
        for (const { name, verdict, counts } of assess(evidence).controls) {
          const shown = evidence.findings.filter(({ control }) => control === name);
          if (shown.length === 0) expect(verdict, name).to.equal("not exercised");
          if (shown.some((finding) => finding.verdict === "undetermined")) expect(verdict, name).not.to.equal("pass");
          expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).to.equal(shown.length);
        }
      }),
    );
  });

  it("meets all kinds of runs in these tests", () => {
    const statuses = new Set(fc.sample(runs, 300).flatMap((log) => assessRun(log).threats.map(({ status }) => status)));
    expect(statuses).to.include.all.keys("mitigated", "not exercised", "accepted", "undetermined", "open");
  });
});

/** What the text is taken for; nothing where it is refused, as one that ends within a line. */
function mitigatedIn(text: string): readonly string[] {
  try {
    return mitigated(assessRun(readEvents(text)));
  } catch (error) {
    if (error instanceof EventsError) return [];
    throw error;
  }
}

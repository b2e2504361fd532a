import { expect } from "chai";
import fc from "fast-check";
import type { EngineEvent } from "../../assurance/events";
import { evidenceFrom } from "../../assurance/evidence";
import type { Finding } from "../../assurance/evidence";
import { isBlocking, registerOf } from "../../assurance/register";
import type { Status } from "../../assurance/register";
import { AWAITS, controls, end, ERROR, FAIL, judged, PASSES, stack, statusOf, urn, violation, WAIVED } from "./runs";

const sdkGaveUp: EngineEvent = {
  policyEvent: { ...violation("advisory", "can't run policy during preview").policyEvent, policyName: "shared-key" },
};

describe("the threat register", () => {
  it("has the 19 threats in the model's order, and the goals that have controls", () => {
    const { threats, baseline } = registerOf(evidenceFrom(PASSES), controls);
    expect(threats.map(({ id }) => id).join(" ")).to.equal(
      "S-1 S-2 T-1 T-2 T-3 R-1 I-1 I-2 I-3 I-4 I-5 D-1 D-2 D-3 D-4 E-1 E-2 E-3 E-4",
    );
    expect(baseline.map(({ id }) => id)).to.deep.equal(["G2"]);
  });

  const cases: readonly [string, Status, readonly EngineEvent[]][] = [
    ["calls a threat mitigated when each of its controls ran and passes", "mitigated", PASSES],
    ["calls it open when something mandatory fails", "open", [...PASSES, violation("mandatory", FAIL)]],
    ["calls it open when a mandatory control throws", "open", [...PASSES, violation("mandatory", ERROR)]],
    ["calls it open also where the log has the failure alone", "open", [violation("mandatory", FAIL)]],
    ["calls it accepted when only something advisory fails", "accepted", [...PASSES, violation("advisory", FAIL)]],
    ["calls it accepted when the failure is waived", "accepted", [...PASSES, violation("advisory", WAIVED)]],
    [
      "calls it undetermined when an advisory control throws",
      "undetermined",
      [...PASSES, violation("advisory", ERROR)],
    ],
    [
      "calls it undetermined when something awaits the update, whatever else is accepted",
      "undetermined",
      [...PASSES, violation("advisory", AWAITS), violation("advisory", FAIL)],
    ],
    ["calls it undetermined when the run did not end", "undetermined", [judged(["shared-key"])]],
    ["calls it undetermined when the run was canceled", "undetermined", [...PASSES.slice(0, -1), end("canceled")]],
    ["calls it undetermined when an operation failed", "undetermined", [...PASSES, { resOpFailedEvent: {} }]],
    ["calls it undetermined when the policy SDK gave up on a control", "undetermined", [...PASSES, sdkGaveUp]],
    [
      "calls it undetermined when the engine counted a failure that the log does not tell",
      "undetermined",
      [...PASSES, judged([], "other", ["shared-key"])],
    ],
    ["calls it not exercised when its control found nothing to judge", "not exercised", [judged([]), stack(), end()]],
    ["calls it not run when the pack judged nothing", "not run", [end()]],
  ];
  for (const [promise, status, events] of cases) it(promise, () => expect(statusOf("I-1", events)).to.equal(status));

  it("says where a threat has no control", () => expect(statusOf("S-1", PASSES)).to.equal("no control"));

  it("does not call a threat mitigated when one of its controls was not exercised", () => {
    expect(statusOf("D-2", [judged(["own-nsg"]), stack(), end()])).to.equal("not exercised");
  });

  it("counts an expired waiver against what the waived control serves", () => {
    const expired = violation("mandatory", "D-2 waivers[waiver 1 of own-nsg] fail: expired on 2020-01-01\n");
    expect(statusOf("D-2", [...PASSES, expired])).to.equal("open");
    expect(statusOf("I-1", [...PASSES, expired])).to.equal("mitigated");
  });

  it("counts the failure of a control that the catalogue does not know against what it serves", () => {
    expect(statusOf("S-1", [...PASSES, violation("mandatory", "S-1 newer[gateway] fail: open\n")])).to.equal("open");
  });

  it("takes no pass from another pack", () => {
    const foreign: EngineEvent = {
      policyAnalyzeSummaryEvent: { policyPackName: "other", resourceUrn: urn("data"), passed: ["shared-key"] },
    };
    expect(statusOf("I-1", [foreign, judged([]), stack(), end()])).to.equal("not exercised");
  });

  it("shows a control that fails in one place and awaits the update in another as both", () => {
    const { threats } = registerOf(
      evidenceFrom([...PASSES, violation("advisory", AWAITS), violation("advisory", FAIL)]),
      controls,
    );
    expect(threats.find(({ id }) => id === "I-1")?.controls).to.deep.equal([
      { control: "shared-key", verdict: "fail", mandatory: false, undetermined: true },
    ]);
  });
});

describe("the fold of a run into the register", () => {
  const FROM_BEST_TO_WORST: readonly (Status | undefined)[] = [
    "mitigated",
    "not exercised",
    "accepted",
    "undetermined",
    "open",
  ];
  const failures = [
    violation("mandatory", FAIL),
    violation("mandatory", ERROR),
    violation("advisory", FAIL),
    violation("advisory", ERROR),
    violation("advisory", WAIVED),
    violation("advisory", AWAITS),
    sdkGaveUp,
    judged([], "other", ["shared-key"]),
    violation("advisory", "I-1 unused-waivers[waiver 1 of shared-key] fail: covers nothing\n"),
  ];
  const events = fc.shuffledSubarray<EngineEvent>([
    ...PASSES,
    judged([], "third"),
    { resOpFailedEvent: {} },
    ...failures,
  ]);

  it("is the same in whatever order the events come", () => {
    fc.assert(
      fc.property(events, (some) => {
        const registerFrom = (run: readonly EngineEvent[]) => registerOf(evidenceFrom(run), controls);
        expect(registerFrom([...some].reverse())).to.deep.equal(registerFrom(some));
      }),
    );
  });

  const finding = fc.record<Finding>({
    control: fc.constantFrom("shared-key", "own-nsg", "explicit-rules", "hardened", "unlisted"),
    serves: fc.constantFrom([], ["I-1"], ["D-2", "G2"]),
    subject: fc.constant("data"),
    resource: fc.constantFrom("", urn("data")),
    verdict: fc.constantFrom("pass", "waived", "undetermined", "fail", "error"),
    level: fc.constantFrom("advisory", "mandatory"),
    statement: fc.constant(""),
    source: fc.constant("event"),
  });

  it("never makes a status better by a failure", () => {
    const failing = finding.filter(({ verdict }) => verdict !== "pass");
    fc.assert(
      fc.property(fc.array(finding), failing, fc.boolean(), (findings, failure, complete) => {
        const ranksOf = (all: readonly Finding[]) => {
          const evidence = evidenceFrom(PASSES);
          const register = registerOf({ ...evidence, run: { ...evidence.run, complete }, findings: all }, controls);
          return register.threats.map(({ status }) => FROM_BEST_TO_WORST.indexOf(status));
        };
        const before = ranksOf(findings);
        ranksOf([...findings, failure]).forEach((rank, index) => expect(rank).to.be.at.least(before[index]!));
      }),
    );
  });

  it("leaves every other threat as it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...failures.slice(0, 4)), (failure) => {
        expect(statusOf("D-2", [...PASSES, failure])).to.equal("mitigated");
      }),
    );
  });
});

describe("what ends a run", () => {
  const ends = (level: string, message: string) => evidenceFrom([violation(level, message)]).findings.some(isBlocking);

  it("is a mandatory failure, or a mandatory control that throws", () => {
    expect(ends("mandatory", FAIL)).to.equal(true);
    expect(ends("mandatory", ERROR)).to.equal(true);
  });

  it("is nothing that is advisory, waived or undecided", () => {
    for (const message of [FAIL, ERROR, WAIVED, AWAITS]) expect(ends("advisory", message), message).to.equal(false);
  });
});

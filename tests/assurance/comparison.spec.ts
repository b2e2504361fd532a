import { expect } from "chai";
import fc from "fast-check";
import { assessmentOf } from "../../assurance/assessment";
import type { Comparison } from "../../assurance/comparison";
import type { Evidence, Finding } from "../../assurance/evidence";
import { catalogue } from "../../policies/catalogue";
import { CONTROLS, evidenceOf, finding } from "./assessed";

const passes = CONTROLS.map((control) => finding(control, "pass"));
const key = finding("mek-outside-configmap", "fail", { level: "mandatory", subject: "mek" });

function compare(earlier: Evidence, now: Evidence): Comparison {
  const { comparison } = assessmentOf(now, catalogue, { earlier, today: "2026-11-25" });
  if (!comparison) throw new Error("Nothing was compared.");
  return comparison;
}

describe("the comparison with an earlier run", () => {
  it("finds nothing different in the same evidence", () => {
    expect(compare(evidenceOf([...passes, key]), evidenceOf([...passes, key]))).to.deep.include({
      reservations: [],
      better: [],
      worse: [],
      findings: { new: [], worse: [], better: [] },
    });
  });

  it("tells a new failure, and what it makes worse", () => {
    const { worse, better, findings } = compare(evidenceOf(passes), evidenceOf([...passes, key]));
    expect(worse).to.deep.equal([{ id: "T-1", before: "mitigated", after: "open" }]);
    expect(better).to.deep.equal([]);
    expect(findings.new.map(({ control, subject, after }) => [control, subject, after])).to.deep.equal([
      ["mek-outside-configmap", "mek", "fail"],
    ]);
  });

  it("tells a failure that was mended, and what it makes better", () => {
    const { better, findings } = compare(evidenceOf([...passes, key]), evidenceOf(passes));
    expect(better).to.deep.equal([{ id: "T-1", before: "open", after: "mitigated" }]);
    expect(findings.better.map(({ subject, before, after }) => [subject, before, after])).to.deep.equal([
      ["mek", "fail", undefined],
    ]);
  });

  it("tells a finding that is worse than before", () => {
    const waived = { ...key, verdict: "waived" as const, level: "advisory" as const };
    expect(compare(evidenceOf([waived]), evidenceOf([key])).findings.worse).to.have.length(1);
  });

  it("counts nothing as better where this run did not come to its end", () => {
    const partial = evidenceOf([], { complete: false, shortfall: "it was canceled" });
    const { better, findings, reservations } = compare(evidenceOf([...passes, key]), partial);
    expect(findings.better).to.deep.equal([]);
    expect(better.filter(({ after }) => after === "mitigated")).to.deep.equal([]);
    expect(reservations).to.deep.equal(["this run did not come to its end: nothing of it counts as better"]);
  });

  it("says what makes the two differ beside the findings", () => {
    const other = evidenceOf(passes, { stack: "prod", operation: "update", packs: [{ name: "p", version: "2" }] });
    expect(compare(other, evidenceOf(passes)).reservations).to.deep.equal([
      "they are of different stacks: p/prod and p/dev",
      "other packs judged: p 2, now physical-ai-stride",
      "of another operation: update, now preview",
    ]);
  });

  it("calls better one way what it calls worse the other", () => {
    const some = fc.subarray([...passes.slice(0, 20), key, { ...key, verdict: "waived" as const }]);
    fc.assert(
      fc.property(some, some, (one: readonly Finding[], other: readonly Finding[]) => {
        const [there, back] = [
          compare(evidenceOf(one), evidenceOf(other)),
          compare(evidenceOf(other), evidenceOf(one)),
        ];
        expect(there.better.map(({ id }) => id)).to.deep.equal(back.worse.map(({ id }) => id));
      }),
    );
  });
});

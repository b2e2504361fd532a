import { expect } from "chai";
import { judgeFixture } from "../../../policies/framework/fixtures";
import type { Fixture, Fixtures } from "../../../policies/framework/fixtures";
import { controlFiles } from "./fixture-files";

/** Each verdict of fixtures, with what the findings of such an example have to be. */
const PROMISES: Readonly<Record<"pass" | "fail" | "unknown" | "notApplicable", (verdicts: readonly string[]) => void>> =
  {
    pass: (verdicts) => expect([...new Set(verdicts)]).to.deep.equal(["pass"]),
    fail: (verdicts) => {
      expect(verdicts).to.include("fail");
      expect(verdicts).not.to.include("error");
    },
    unknown: (verdicts) => {
      expect(verdicts).to.include("undetermined");
      expect(verdicts).not.to.include.members(["fail"]);
      expect(verdicts).not.to.include("error");
    },
    notApplicable: (verdicts) => expect(verdicts).to.deep.equal([]),
  };

describe("fixtures of controls", () => {
  for (const { name, fixtures } of controlFiles()) {
    if (!fixtures) continue;
    describe(name, () => {
      for (const [kind, promise] of entriesOf(PROMISES)) {
        it(`has examples of ${kind}`, () => expect(fixtures[kind]).not.to.deep.equal([]));
        for (const fixture of fixtures[kind]) {
          it(`${kind}: ${fixture.title}`, () => promise(verdictsOf(fixtures, fixture)));
        }
      }

      it("gives each finding of an example an id of its own", () => {
        for (const fixture of examplesOf(fixtures)) {
          const ids = judgeFixture(fixtures.control, fixture).map(({ subject, urn }) => `${subject} ${urn}`);
          expect(ids).to.deep.equal([...new Set(ids)]);
        }
      });

      it("says of each failure what is wrong and what to set", () => {
        for (const fixture of fixtures.fail) {
          for (const finding of judgeFixture(fixtures.control, fixture)) {
            if (finding.verdict !== "fail") continue;
            expect(finding.statement).to.match(/^[a-z].*[^.]$/);
            expect(finding.set).to.be.a("string").that.is.not.empty;
          }
        }
      });

      it("titles its examples differently", () => {
        for (const kind of ["pass", "fail", "unknown", "notApplicable"] as const) {
          const titles = fixtures[kind].map(({ title }) => title);
          expect(titles).to.deep.equal([...new Set(titles)]);
        }
      });
    });
  }
});

function verdictsOf({ control }: Fixtures, fixture: Fixture): readonly string[] {
  return judgeFixture(control, fixture).map(({ verdict }) => verdict);
}

function examplesOf({ pass, fail, unknown, notApplicable }: Fixtures): readonly Fixture[] {
  return [...pass, ...fail, ...unknown, ...notApplicable];
}

function entriesOf<Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
): readonly (readonly [Key, Value])[] {
  return Object.entries(record) as [Key, Value][];
}

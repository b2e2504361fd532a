import { gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { assessmentOf } from "../../../assurance/assessment";
import type { Finding } from "../../../assurance/evidence";
import { sarifReport } from "../../../assurance/formats/sarif";
import { worstOf } from "../../../assurance/formats/sarif-limits";
import { isNotable } from "../../../assurance/formats/sarif-results";
import { evidenceOf, finding } from "../assessed";
import { urn } from "../runs";
import { sarifViolations } from "../schemas/validate";
import { CATALOGUE, reported, reportText, WAIVER } from "./machine-readable";

/** What these tests read of a log. */
interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly unknown[] } };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolExecutionNotifications: readonly {
            readonly level: string;
            readonly descriptor: { readonly id: string; readonly index: number };
            readonly message: { readonly text: string };
          }[];
        },
      ];
      readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    },
  ];
}

const { controls } = assessmentOf(evidenceOf([]), CATALOGUE, { today: "2026-11-25" });

/** As many findings as are told, each of a resource of its own. */
const many = (count: number, control: string, verdict: Finding["verdict"], rest: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, (_, index) =>
    finding(control, verdict, { resource: urn(`data-${index}`), subject: `data-${index}`, ...rest }),
  );
const runOf = (findings: readonly Finding[]) => reported<Log>(sarifReport, findings).runs[0];

/** What stays of these, where `most` may; each by its statement. */
const stay = (most: number, ...findings: readonly Finding[]) =>
  worstOf(findings.filter(isNotable), controls, most).shown.map(({ statement }) => statement);

describe("the worst findings", () => {
  // Of the catalogue of these tests, hardened is critical, shared-key-disabled high, explicit-rules medium, own-nsg low.
  const ranked = [
    finding("own-nsg", "error", { level: "mandatory", statement: "a low one that blocks" }),
    finding("newer-control", "fail", { statement: "one of unknown severity" }),
    finding("hardened", "fail", { statement: "a critical one" }),
    finding("shared-key-disabled", "fail", { statement: "a high one" }),
    finding("explicit-rules", "error", { statement: "a medium one" }),
    finding("own-nsg", "fail", { statement: "a low one" }),
    finding("hardened", "undetermined", { level: "mandatory", statement: "an undecided one" }),
    finding("hardened", "waived", { waiver: WAIVER, statement: "an accepted one" }),
  ];
  const statements = ranked.map(({ statement }) => statement);

  for (const most of [1, 2, 3, 4, 5, 6, 7]) {
    it(`are without ${statements[most]} where ${most} may stay`, () => {
      expect(stay(most, ...ranked)).to.have.members(statements.slice(0, most));
    });
  }

  it("stay in the order in which they came", () => {
    expect(stay(2, ranked[4]!, ranked[5]!, ranked[2]!)).to.deep.equal(["a medium one", "a critical one"]);
  });

  it("are the first of those that are as bad", () => {
    const alike = ["one", "two", "three"].map((statement) => finding("own-nsg", "fail", { statement }));
    expect(stay(2, ...alike)).to.deep.equal(["one", "two"]);
  });

  it("are all where there are not too many, and whatever there is, as many as may be", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ranked)), fc.nat(12), (findings, most) => {
        const { shown, leftOut } = worstOf(findings.filter(isNotable), controls, most);
        expect(shown.length).to.equal(Math.min(findings.length, most));
        expect(shown.length + leftOut).to.equal(findings.length);
      }),
    );
  });
});

describe("the SARIF report of more findings than GitHub takes", () => {
  const findings = [
    ...many(2_000, "own-nsg", "waived", { waiver: WAIVER }),
    ...many(24_999, "explicit-rules", "fail"),
    ...many(1, "shared-key-disabled", "fail", { level: "mandatory" }),
    ...many(9_000, "own-nsg", "pass"),
  ];
  let text: string;
  let run: Log["runs"][0];
  before(() => {
    text = reportText(sarifReport, findings);
    [run] = (JSON.parse(text) as Log).runs;
  });

  it("has 25,000 results, the worst", () => {
    expect(run.results).to.have.length(25_000);
    const rules = new Map<string, number>();
    for (const { ruleId } of run.results) rules.set(ruleId, (rules.get(ruleId) ?? 0) + 1);
    expect([...rules]).to.deep.equal([
      ["explicit-rules", 24_999],
      ["shared-key-disabled", 1],
    ]);
  });

  it("says how many it leaves out, and is a successful execution all the same", () => {
    const [{ executionSuccessful, toolExecutionNotifications }] = run.invocations;
    expect(
      toolExecutionNotifications.map(({ level, descriptor, message }) => [level, descriptor.id, message.text]),
    ).to.deep.equal([
      [
        "warning",
        "results-left-out",
        "Of 27,000 results, the 2,000 least severe are left out: code scanning takes 25,000 of a run. evidence.json has all.",
      ],
    ]);
    expect(executionSuccessful).to.equal(true);
  });

  it("is valid by the published schema", () => expect(sarifViolations(JSON.parse(text))).to.deep.equal([]));

  it("packs into the 10 MB that GitHub takes", () => {
    expect(gzipSync(text).length).to.be.lessThan(10_000_000);
  });

  it("says nothing where the results are just as many as GitHub takes", () => {
    const { results, invocations } = runOf(many(25_000, "own-nsg", "fail"));
    expect(results).to.have.length(25_000);
    expect(invocations[0].toolExecutionNotifications).to.deep.equal([]);
  });

  it("has at most the 25,000 rules that GitHub takes, and no result points past them", () => {
    const unlisted = Array.from({ length: 25_000 }, (_, index) => finding(`newer-${index}`, "fail", { serves: [] }));
    const { tool, results } = runOf(unlisted);
    expect(tool.driver.rules).to.have.length(25_000);
    expect(results.filter(({ ruleIndex }) => ruleIndex === -1)).to.have.length(4);
    expect(Math.max(...results.map(({ ruleIndex }) => ruleIndex))).to.equal(24_999);
  });
});

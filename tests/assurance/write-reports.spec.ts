import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evidenceFrom } from "../../assurance/evidence";
import { assessmentOf } from "../../assurance/assessment";
import { REPORT_FILES, writeReports } from "../../assurance/write-reports";
import { controls, PASSES, violation } from "./runs";

describe("the report's files", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "reports-test-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // As the pack escapes it, and as a name that never went through it.
  const hostile = violation("mandatory", "I-1 shared-key[a%1B%5B2J%C2%9Bb] fail: x\n", "c\u009b\u202e\u{e0041}");
  const evidence = evidenceFrom([...PASSES, hostile]);
  const assessment = assessmentOf(evidence, controls, { today: "2026-11-25" });
  const read = (name: string) => readFileSync(join(folder, name), "utf8");

  it("are evidence, assessment and a report in each format, in a folder that is made for them", () => {
    writeReports(join(folder, "new", "out"), evidence, assessment);
    expect(readdirSync(join(folder, "new", "out")).sort()).to.deep.equal([...REPORT_FILES].sort());
  });

  it("keep all that the evidence has", () => {
    writeReports(folder, evidence, assessment);
    expect(JSON.parse(read("evidence.json"))).to.deep.equal(evidence);
    expect(JSON.parse(read("assessment.json"))).to.deep.equal(assessment);
  });

  it("have no character that steers a terminal", () => {
    writeReports(folder, evidence, assessment);
    for (const name of readdirSync(folder))
      expect(read(name).replaceAll("\n", ""), name).not.to.match(/[\p{Cc}\p{Cf}]/u);
  });

  it("leave nothing unfinished where one can't be written", () => {
    mkdirSync(join(folder, "evidence.json", "in the way"), { recursive: true });
    expect(() => writeReports(folder, evidence, assessment)).to.throw(/evidence\.json/);
    expect(readdirSync(folder)).to.deep.equal(["evidence.json"]);
  });
});

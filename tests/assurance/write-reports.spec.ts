import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { evidenceFrom } from "../../assurance/evidence";
import { registerOf } from "../../assurance/register";
import { writeReports } from "../../assurance/write-reports";
import { controls, PASSES, violation } from "./runs";

describe("the report's files", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "reports-test-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // As the pack escapes it, and as a name that never went through it.
  const hostile = violation("mandatory", "I-1 shared-key[a%1B%5B2J%C2%9Bb] fail: x\n", "c\u009b\u202e\u{e0041}");
  const evidence = evidenceFrom([...PASSES, hostile]);
  const register = registerOf(evidence, controls);
  const read = (name: string) => readFileSync(join(folder, name), "utf8");

  it("are evidence, register and report, in a folder that is made for them", () => {
    writeReports(join(folder, "new", "out"), evidence, register);
    expect(readdirSync(join(folder, "new", "out")).sort()).to.deep.equal([
      "evidence.json",
      "register.json",
      "report.md",
    ]);
  });

  it("keep all that the evidence has", () => {
    writeReports(folder, evidence, register);
    expect(JSON.parse(read("evidence.json"))).to.deep.equal(evidence);
    expect(JSON.parse(read("register.json"))).to.deep.equal(register);
  });

  it("have no character that steers a terminal", () => {
    writeReports(folder, evidence, register);
    for (const name of readdirSync(folder))
      expect(read(name).replaceAll("\n", ""), name).not.to.match(/[\p{Cc}\p{Cf}]/u);
  });

  it("leave nothing unfinished where one can't be written", () => {
    mkdirSync(join(folder, "evidence.json", "in the way"), { recursive: true });
    expect(() => writeReports(folder, evidence, register)).to.throw(/evidence\.json/);
    expect(readdirSync(folder)).to.deep.equal(["evidence.json"]);
  });
});

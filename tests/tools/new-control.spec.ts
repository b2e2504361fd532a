import { expect } from "chai";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RepositoryCopy } from "./repository-copy";
import type { Outcome } from "./repository-copy";

const MOCHA = "node_modules/mocha/bin/mocha.js";
const TSC = "node_modules/typescript/lib/tsc.js";

describe("npm run new-control", function () {
  this.timeout(60_000);
  let copy: RepositoryCopy;
  before(() => {
    copy = new RepositoryCopy("tests/policies/controls");
  });
  after(() => copy.remove());

  const newControl = (...args: readonly string[]): Outcome =>
    copy.node("--import", "tsx", "tools/new-control.ts", ...args);
  const read = (path: string) => readFileSync(join(copy.folder, path), "utf8");
  const files = () =>
    readdirSync(join(copy.folder, "policies", "controls"), { recursive: true, encoding: "utf8" }).sort();

  describe("with a threat and a name", () => {
    let outcome: Outcome;
    before(() => {
      outcome = newControl("T-1", "mek-out-of-logs");
    });

    it("says which files it wrote", () => {
      expect(outcome).to.include({ code: 0, stderr: "" });
      expect(outcome.stdout.split("\n").slice(0, 3)).to.deep.equal([
        "wrote policies/controls/tampering/mek-out-of-logs.ts",
        "wrote policies/controls/tampering/mek-out-of-logs.fixtures.ts",
        "wrote policies/controls/index.ts",
      ]);
    });

    it("lists the control among those of its folder", () => {
      const lines = read("policies/controls/index.ts").split("\n");
      const at = lines.indexOf('import { mekOutOfLogs } from "./tampering/mek-out-of-logs";');
      expect(lines[at + 1]).to.equal('import { mekOutsideConfigMap } from "./tampering/mek-outside-configmap";');
      expect(lines).to.include("  mekOutOfLogs,");
    });

    it("says which threat it closes", () => {
      expect(read("policies/controls/tampering/mek-out-of-logs.ts")).to.include('threats: ["T-1"]');
    });

    it("leaves four fixtures that fail until the check is written", () => {
      const { stdout } = copy.node(
        MOCHA,
        "--node-option",
        "import=tsx",
        "--grep",
        "fixtures of controls mek-out-of-logs",
        "tests/policies/controls/fixtures.spec.ts",
      );
      expect(stdout).to.match(/^ {2}4 failing$/m);
    });
  });

  describe("with --stack", () => {
    before(() => {
      newControl("E-1", "automation-without-keys", "--stack");
      newControl("SI-2", "disk-wiping", "--stack");
    });

    it("writes a control of the whole stack", () => {
      expect(read("policies/controls/elevation-of-privilege/automation-without-keys.ts")).to.include(
        "export const automationWithoutKeys = stackControl({",
      );
    });

    it("puts what serves no threat into the baseline", () => {
      expect(read("policies/controls/baseline/disk-wiping.ts")).to.include('inherits: ["SI-2"]');
    });

    it("writes what compiles", () => {
      writeFileSync(
        join(copy.folder, "tsconfig.scaffold.json"),
        JSON.stringify({ extends: "./tsconfig.json", include: ["policies/**/*.ts"] }),
      );
      expect(copy.node(TSC, "--noEmit", "--project", "tsconfig.scaffold.json")).to.include({ code: 0, stdout: "" });
    });
  });

  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["an id that the model does not have", ["X-1", "some-name"], /^The model has no "X-1"\. Give a threat from S-1/],
    ["an id in lower case", ["t-1", "some-name"], /^The model has no "t-1"/],
    ["a name with capitals", ["T-1", "Some-Name"], /^"Some-Name" is no name for a control\. Give words/],
    ["a name that leads elsewhere", ["T-1", "../../some-name"], /is no name for a control/],
    ["a name of one word", ["T-1", "encrypted"], /is no name for a control/],
    ["an empty name", ["T-1", ""], /^"" is no name for a control/],
    ["a name that is too long", ["T-1", `a-${"b".repeat(99)}`], /is no name for a control/],
    [
      "a name that a control has",
      ["T-1", "subnet-own-nsg"],
      /^policies\/controls\/denial-of-service\/subnet-own-nsg\.ts exists already/,
    ],
    ["a name that differs from a control's by a hyphen", ["SI-1", "tls-12-minimum"], /called tls12Minimum already/],
    ["the name of a policy that is no control", ["T-1", "unused-waivers"], /is a policy of the pack itself/],
    ["a missing name", ["T-1"], /^Two words are needed: npm run new-control/],
    ["a word too many", ["T-1", "some-name", "more"], /^"more" is one word too many/],
    ["an unknown option", ["T-1", "some-name", "--resource"], /^Only --stack is an option/],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what} in one line, and writes nothing`, () => {
      const [before, list] = [files(), read("policies/controls/index.ts")];
      const { code, stdout, stderr } = newControl(...args);
      expect({ code, stdout, lines: stderr.split("\n").length }).to.deep.equal({ code: 2, stdout: "", lines: 2 });
      expect(stderr).to.match(message);
      expect([files(), read("policies/controls/index.ts")]).to.deep.equal([before, list]);
    });
  }

  it("takes back what it wrote when the list can't be written", () => {
    const draft = join(copy.folder, "policies", "controls", "index.ts.new");
    mkdirSync(draft);
    writeFileSync(join(draft, "in-the-way"), "");
    try {
      expect(newControl("T-3", "inference-without-names").code).to.equal(2);
      expect(existsSync(join(copy.folder, "policies/controls/tampering/inference-without-names.ts"))).to.equal(false);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { resourceControl } from "../../policies/framework/control";
import type { Control } from "../../policies/framework/control";
import { AZURE } from "../../policies/framework/resource-types";
import { baselines, changelogOf, changes, presentBaseline, writeBaseline } from "../../tools/baseline";
import type { Baseline, BaselineControl } from "../../tools/baseline";

const listed = (name: string, change: Partial<BaselineControl> = {}): BaselineControl => ({
  name,
  serves: ["D-2"],
  severity: "low",
  level: "advisory",
  ...change,
});
const release = (version: string, ...controls: readonly BaselineControl[]): Baseline => ({ version, controls });

describe("the baselines of the pack", () => {
  const all = baselines();

  it("have the present controls under the present version: npm run baseline", () => {
    expect(all.at(-1)).to.deep.equal(presentBaseline());
  });

  it("have a section each in the changelog", () => {
    for (const { version } of all) expect(() => changelogOf(version), version).not.to.throw();
  });

  it("are all released but the last", () => {
    for (const { version } of all.slice(0, -1)) expect(changelogOf(version).isReleased, version).to.equal(true);
  });

  it("differ from the one before in what the changelog names, and in nothing else", () => {
    for (const [index, newer] of all.entries()) {
      const older = all[index - 1];
      if (!older) continue;
      for (const line of changes(older, newer)) {
        expect(changelogOf(newer.version).text).to.contain(line.slice(0, line.indexOf(":")));
      }
    }
  });
});

describe("changes between two baselines", () => {
  it("are what came, what went, and what another severity, level or threat got", () => {
    const older = release("1.0.0", listed("a"), listed("b"), listed("c"), listed("d"), listed("same"));
    const newer = release(
      "1.1.0",
      listed("b", { severity: "high" }),
      listed("c", { level: "mandatory" }),
      listed("d", { serves: ["D-2", "D-3"] }),
      listed("new"),
      listed("same"),
    );
    expect(changes(older, newer)).to.deep.equal([
      "a: removed",
      "b: severity low, now high",
      "c: level advisory, now mandatory",
      "d: serves D-2, now D-2,D-3",
      "new: new, advisory",
    ]);
  });
});

describe("writing a baseline", () => {
  let pack: string;
  const control = (name: string): Control =>
    resourceControl({
      name,
      threats: ["D-2"],
      severity: "low",
      title: "",
      rationale: "",
      remediation: "",
      resources: [AZURE.subnet],
      check: () => [],
    });
  const packOf = (version: string, changelog: string) => {
    writeFileSync(join(pack, "package.json"), JSON.stringify({ version }));
    writeFileSync(join(pack, "CHANGELOG.md"), `# Changelog\n\n${changelog}`);
  };
  beforeEach(() => {
    pack = mkdtempSync(join(tmpdir(), "baseline-"));
  });
  afterEach(() => rmSync(pack, { recursive: true, force: true }));

  it("follows the controls as long as the version is not released", async () => {
    packOf("1.0.0", "## 1.0.0, not released\n");
    await writeBaseline(pack, [control("b")]);
    await writeBaseline(pack, [control("b"), control("a")]);
    expect(baselines(pack)).to.deep.equal([release("1.0.0", listed("a"), listed("b"))]);
  });

  it("refuses to change a version that is released, and says what to do", async () => {
    packOf("1.0.0", "## 1.0.0, not released\n");
    await writeBaseline(pack, [control("a")]);
    packOf("1.0.0", "## 1.0.0, 2026-12-01\n");
    const file = readFileSync(join(pack, "baselines", "1.0.0.json"), "utf8");
    const error = await writeBaseline(pack, [control("b")]).catch((refused: unknown) => refused);
    expect((error as Error).message)
      .to.contain("1.0.0 is released")
      .and.to.contain("a new version");
    expect(readFileSync(join(pack, "baselines", "1.0.0.json"), "utf8")).to.equal(file);
  });

  it("puts 1.10.0 after 1.9.0", async () => {
    for (const version of ["1.10.0", "1.9.0"]) {
      packOf(version, `## ${version}, not released\n`);
      await writeBaseline(pack, []);
    }
    expect(baselines(pack).map(({ version }) => version)).to.deep.equal(["1.9.0", "1.10.0"]);
  });

  it("asks for a section of the changelog where there is none", () => {
    packOf("2.0.0", "## 1.0.0, 2026-12-01\n");
    expect(() => changelogOf("2.0.0", pack)).to.throw('no section "## 2.0.0, not released"');
  });
});

import { expect } from "chai";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "prettier";
import * as ts from "typescript";
import { differences, generatePages, writePages } from "../../tools/docs";
import { RepositoryCopy } from "./repository-copy";

const SECTIONS = [
  "## Why",
  "## Remedy",
  "## Examples that fail",
  "## Examples that pass",
  "## Undetermined",
  "## Not applicable",
  "## Waiver",
  "## References",
];

describe("pages of controls", function () {
  this.timeout(60_000);
  let pages: ReadonlyMap<string, string>;
  const page = (name: string) => pages.get(`controls/${name}`) ?? "";
  const controlPages = () =>
    [...pages].filter(([name]) => name.startsWith("controls/") && name !== "controls/README.md");
  before(async () => {
    pages = await generatePages();
  });

  it("have the same sections in the same order", () => {
    for (const [name, text] of controlPages()) {
      // Settings only where a control has some.
      const sections = text.match(/^## .*$/gm) ?? [];
      expect(
        sections.filter((section) => section !== "## Settings"),
        name,
      ).to.deep.equal(SECTIONS);
    }
  });

  it("show programs that parse", () => {
    for (const [name, text] of controlPages()) {
      for (const [, program = ""] of text.matchAll(/^```ts\n(.*?)^```$/gms)) {
        const { diagnostics } = ts.transpileModule(program, { reportDiagnostics: true });
        expect(diagnostics, `${name}\n${program}`).to.deep.equal([]);
      }
    }
  });

  it("show a reference where the fixture takes a value from another resource", () => {
    expect(page("subnet-own-nsg.md")).to.include(
      'new network.Subnet("aks", { subnetName: "aks", networkSecurityGroup: { id: aksNsg.id } });',
    );
  });

  it("show evidence components by their class", () => {
    expect(page("state-backend-remote.md")).to.include(
      'import { StateBackend } from "./components/operations/state-backend";',
    );
  });

  it("show a waiver of the failure in the first example", () => {
    const [, json = ""] = /## Waiver.*?```json\n(.*?)```/s.exec(page("key-vault-hardened.md")) ?? [];
    expect(JSON.parse(json)).to.have.nested.include({
      "waivers.waivers[0].finding": "key-vault-hardened[vault/authorization]",
      "waivers.waivers[0].resource": "vault",
    });
  });

  it("are formatted as the repository is", async () => {
    for (const [name, text] of pages) {
      expect(await check(text, { printWidth: 120, filepath: name }), name).to.equal(true);
    }
  });

  it("list every threat of the model, those without a control too", () => {
    const rows = page("README.md").match(/^\| [STRIDE]-\d.*$/gm) ?? [];
    expect(rows.map((row) => row.split(" ")[1])).to.deep.equal([
      ...["S-1", "S-2", "T-1", "T-2", "T-3", "R-1", "I-1", "I-2", "I-3", "I-4", "I-5"],
      ...["D-1", "D-2", "D-3", "D-4", "E-1", "E-2", "E-3", "E-4"],
    ]);
    for (const row of rows) expect(row).to.match(/\[[a-z0-9-]+\]\([a-z0-9-]+\.md\)|no control yet/);
  });

  describe("in a folder", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "control-pages-"));
      writePages(folder, pages);
    });
    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    it("differ in nothing when they have just been written", () => {
      expect(differences(folder, pages)).to.deep.equal([]);
    });

    it("are stale once a word is changed", () => {
      writeFileSync(join(folder, "controls/subnet-own-nsg.md"), page("subnet-own-nsg.md").replace("group", "groups"));
      expect(differences(folder, pages)).to.deep.equal(["docs/controls/subnet-own-nsg.md is stale"]);
    });

    it("are named when they are missing", () => {
      rmSync(join(folder, "controls/README.md"));
      expect(differences(folder, pages)).to.deep.equal(["docs/controls/README.md is missing"]);
    });

    it("are named, and removed when written again, when their control is gone", () => {
      writeFileSync(join(folder, "controls/gone-control.md"), "");
      expect(differences(folder, pages)).to.deep.equal(["docs/controls/gone-control.md belongs to no control"]);
      writePages(folder, pages);
      expect(readdirSync(join(folder, "controls"))).not.to.include("gone-control.md");
    });
  });

  describe("from the command line", () => {
    let copy: RepositoryCopy;
    const docs = (...args: readonly string[]) => copy.node("--import", "tsx", "tools/docs.ts", ...args);
    before(() => {
      copy = new RepositoryCopy("components", "Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml");
    });
    after(() => copy.remove());

    it("--check names what is missing, says what to do and exits 1", () => {
      const { code, stderr } = docs("--check");
      expect(code).to.equal(1);
      expect(stderr).to.include("docs/controls/subnet-own-nsg.md is missing\n");
      expect(stderr).to.match(/Run "npm run docs" and commit what it writes\.\n$/);
    });

    it("are written, and then --check exits 0 without a word", () => {
      docs();
      expect(docs("--check")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
      expect(readFileSync(join(copy.folder, "docs/controls/README.md"), "utf8")).to.equal(page("README.md"));
    });

    it("refuses another argument with exit 2", () => {
      expect(docs("--chek").code).to.equal(2);
    });
  });
});

import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { RepositoryCopy } from "../tools/repository-copy";
import { BootedPack, PACK } from "./booted-pack";

/** What the pack printed when it was started and stopped, or why it did not start. */
async function started(folder: string): Promise<string> {
  try {
    const pack = await BootedPack.boot(folder);
    await pack.stop();
    return pack.firstLine;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("the policy pack as it is built and published", () => {
  let copy: RepositoryCopy;
  before(() => {
    copy = new RepositoryCopy();
    const { code, stderr } = copy.node("policies/build.mjs");
    expect(code, stderr).to.equal(0);
  });
  after(() => copy?.remove());
  const inCopy = (...path: readonly string[]) => join(copy.folder, "policies", ...path);

  describe("its tarball", () => {
    let folder: string;
    let files: readonly string[];
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "published-pack-"));
      const report = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
        cwd: inCopy(),
        stdio: ["ignore", "pipe", "ignore"],
        shell: process.platform === "win32",
      });
      const [packed] = JSON.parse(report.toString()) as { filename: string; files: { path: string }[] }[];
      files = packed?.files.map(({ path }) => path) ?? [];
      execFileSync("tar", ["-xzf", packed?.filename ?? ""], { cwd: folder });
      symlinkSync(join(PACK, "..", "node_modules"), join(folder, "package", "node_modules"), "junction");
    });
    after(() => folder && rmSync(folder, { recursive: true, force: true }));

    it("holds the compiled controls, the configuration and what names the pack", () => {
      expect(files).to.include.members([
        "PulumiPolicy.yaml",
        "package.json",
        "bin/index.js",
        "bin/build.json",
        "bin/controls/denial-of-service/subnet-own-nsg.js",
        "config/dev.json",
        "config/prod.json",
      ]);
    });

    it("holds no source, no fixture, no compiler settings and nothing hidden", () => {
      expect(files.filter((path) => /\.ts$|fixtures|tsconfig|\.map$|build\.mjs|(^|\/)\./.test(path))).to.deep.equal([]);
    });

    it("boots", async () => expect(await started(join(folder, "package"))).to.match(/^\d+\n$/));
  });

  describe("started from its sources", () => {
    it("boots when it was built from them", async () => expect(await started(inCopy())).to.match(/^\d+\n$/));

    it("refuses in one clear line when a source has changed since", async () => {
      appendFileSync(inCopy("controls", "index.ts"), "\n// changed\n");
      expect(await started(inCopy())).to.equal(
        `The pack did not come up: ${inCopy("bin")} was not built from the present sources. Run "npm run build" in the repository, then try again.\n`,
      );
    });

    it("refuses as clearly when the record of the build is gone", async () => {
      rmSync(inCopy("bin", "build.json"));
      expect(await started(inCopy())).to.contain("was not built from the present sources");
    });
  });

  describe("its build", () => {
    it("keeps the last pack and leaves nothing else behind, when the sources do not compile", () => {
      appendFileSync(inCopy("controls", "index.ts"), "\nconst broken: number = 'text';\n");
      const { code, stderr } = copy.node("policies/build.mjs");
      expect(code).to.equal(1);
      expect(stderr).to.contain("The policy pack does not compile");
      expect(existsSync(inCopy("bin", "index.js"))).to.equal(true);
      expect(readdirSync(inCopy()).filter((name) => name.startsWith(".build"))).to.deep.equal([]);
    });
  });
});

import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Baseline } from "../../tools/baseline";
import { RepositoryCopy } from "../tools/repository-copy";
import { BootedPack, PACK } from "./booted-pack";
import { InstalledPack, packInto } from "./installed-pack";
import type { Packed } from "./installed-pack";
import { problemsOf, strangersIn } from "./policy-configuration";

/** Policies that judge the run and no resource: waivers, unused ones, what awaits the update, what has passed. */
const RUN_POLICIES = 4;
const { version } = JSON.parse(readFileSync(join(PACK, "package.json"), "utf8")) as { version: string };

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
    let packed: Packed;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "published-pack-"));
      packed = packInto(folder, inCopy());
    });
    after(() => folder && rmSync(folder, { recursive: true, force: true }));

    it("holds the built pack, the configuration and what names the pack", () => {
      expect(packed.files).to.include.members([
        "PulumiPolicy.yaml",
        "package.json",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        `baselines/${version}.json`,
        "bin/index.js",
        "bin/build.json",
        "config/dev.json",
        "config/prod.json",
      ]);
    });

    it("holds no source, no fixture, no compiler settings and nothing hidden", () => {
      expect(
        packed.files.filter((path) => /\.ts$|fixtures|tsconfig|\.map$|build\.mjs|(^|\/)\./.test(path)),
      ).to.deep.equal([]);
    });

    it("weighs little: at most 400 kB, and 2 MB unpacked", () => {
      expect(packed.bytes.packed).to.be.below(400_000);
      expect(packed.bytes.unpacked).to.be.below(2_000_000);
    });

    describe("installed where nothing of the repository is", () => {
      let installed: InstalledPack;
      let pack: BootedPack;
      let info: Awaited<ReturnType<BootedPack["info"]>>;
      before(async () => {
        installed = new InstalledPack(packed);
        installed.install();
        pack = await BootedPack.boot(installed.folder);
        info = await pack.info();
      });
      after(async () => {
        await pack?.stop();
        installed?.remove();
      });

      it("comes up without TypeScript, at once and without a word", () => {
        expect(existsSync(join(installed.folder, "node_modules", "typescript"))).to.equal(false);
        expect(pack.firstLine).to.match(/^\d+\n$/);
        expect(pack.stderr()).to.equal("");
      });

      it("serves every control of its baseline, beside those that judge the run", () => {
        const baseline = JSON.parse(
          readFileSync(join(installed.folder, "baselines", `${version}.json`), "utf8"),
        ) as Baseline;
        const names = info.policiesList.map(({ name }) => name);
        expect(names).to.include.members(baseline.controls.map(({ name }) => name));
        expect(names).to.have.length(baseline.controls.length + RUN_POLICIES);
      });

      it("judges", async () => {
        const { violations } = await pack.analyze({
          type: "azure-native:keyvault:Vault",
          name: "vault",
          properties: { properties: { publicNetworkAccess: "Enabled" } },
        });
        expect(violations.map(({ policy }) => policy)).to.include("public-network-access-disabled");
      });

      it("says of itself what Pulumi Cloud shows", () => {
        expect(info).to.include({
          name: "physical-ai-stride",
          displayname: "Physical AI STRIDE",
          version,
          provider: "azure",
          supportsconfig: true,
        });
        expect(info.description).to.match(/^Each control of the .+ as a policy$/);
        expect(info.readme).to.match(/^# Physical AI STRIDE\n/);
        expect(info.tagsList).to.include.members(["stride", "azure", "kubernetes"]);
      });

      it("says of every policy what Pulumi Cloud shows", () => {
        for (const policy of info.policiesList) {
          expect(policy.name, "a name that Pulumi Cloud takes").to.match(/^[a-z0-9][a-z0-9-]{0,99}$/);
          expect(policy.description, policy.name).to.match(/\w/);
        }
        const controls = info.policiesList.filter(({ framework }) => framework !== undefined);
        expect(controls).to.have.length(info.policiesList.length - RUN_POLICIES);
        for (const { name, displayname, framework, severity, tagsList, remediationSteps, url } of controls) {
          expect(displayname, name).to.match(/\w/);
          expect(framework?.name, name).to.match(/\w/);
          expect(framework?.version, name).to.match(/\w/);
          expect(framework?.reference, name).to.match(/^([STRIDE]-\d|G\d|SI-\d)/);
          expect(framework?.specification, name).to.match(/\w/);
          expect(severity, name).not.to.equal(PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
          expect(tagsList, name).not.to.have.length(0);
          expect(remediationSteps, name).to.match(/\w/);
          expect(url, name).to.contain(`${name}.md`);
        }
      });

      for (const name of ["dev.json", "prod.json"]) {
        it(`takes its own configuration ${name}, as the engine and Pulumi Cloud hold it to the schema`, () => {
          const file = JSON.parse(readFileSync(join(installed.folder, "config", name), "utf8")) as object;
          expect(problemsOf(file, info)).to.deep.equal([]);
          expect(strangersIn(file, info)).to.deep.equal([]);
        });
      }
    });
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

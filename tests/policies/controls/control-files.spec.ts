import { expect } from "chai";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { controls } from "../../../policies/controls";
import { serves } from "../../../policies/framework/control";
import { AZURE } from "../../../policies/framework/resource-types";
import { controlFiles } from "./fixture-files";

const REPOSITORY = join(__dirname, "..", "..", "..");
/** Folder of the controls whose first served id begins so. */
const CATEGORIES: Readonly<Record<string, string>> = {
  S: "spoofing",
  T: "tampering",
  R: "repudiation",
  I: "information-disclosure",
  D: "denial-of-service",
  E: "elevation-of-privilege",
  G: "baseline",
  SI: "baseline",
};

describe("files of controls", () => {
  const files = controlFiles();

  it("are all listed, and nothing else is", () => {
    expect(controls.map(({ name }) => name).sort()).to.deep.equal(files.map(({ name }) => name).sort());
  });

  for (const { path, name, category, control, fixtures } of files) {
    describe(path, () => {
      it("exports the control of its name", () => {
        expect(control?.name).to.equal(name);
      });

      it("stands in the folder of what it serves first", () => {
        const [first = ""] = control ? serves(control) : [];
        expect(category).to.equal(CATEGORIES[/^[A-Z]+/.exec(first)?.[0] ?? ""]);
      });

      it("has fixtures of this control beside it", () => {
        expect(fixtures?.control).to.equal(control);
      });

      it("names no file in its remedy that the repository lacks", () => {
        const named = control?.remediation.match(/\b[\w.-]+(\/[\w.-]+)+\.\w+\b/g) ?? [];
        const lacking = named.filter((file) => /^(components|docs|policies)\//.test(file));
        expect(lacking.filter((file) => !existsSync(join(REPOSITORY, file)))).to.deep.equal([]);
      });

      it("says in its remedy which file of the repository does it", () => {
        expect(control?.remediation).to.match(/\bcomponents\/[\w/-]+\.ts\b/);
      });
    });
  }
});

describe("resource types of Azure", () => {
  for (const token of Object.values(AZURE)) {
    it(`the installed SDK has ${token}`, async () => {
      const [, module, name] = token.split(":");
      const path = `@pulumi/azure-native/${module}/${name?.charAt(0).toLowerCase()}${name?.slice(1)}.js`;
      const classes = (await import(path)) as Record<string, { __pulumiType?: string }>;
      expect(classes[name ?? ""]?.__pulumiType).to.equal(token);
    });
  }
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { RUNBOOKS, runbookContent } from "../../../components/operations/runbook-files";
import * as actions from "../../../components/operations/automation-actions";

const script = (name: string) =>
  readFileSync(join(__dirname, "..", "..", "..", "components", "operations", "runbooks", `${name}.ps1`), "utf8");

describe("runbooks", () => {
  for (const name of RUNBOOKS) {
    it(`of ${name} are fetched from the given folder and held to their hash`, () => {
      const { uri, contentHash } = runbookContent(name, "https://runbooks.example.com/v1/");
      expect(uri).to.equal(`https://runbooks.example.com/v1/${name}.ps1`);
      expect(contentHash.value).to.match(/^[0-9a-f]{64}$/);
    });

    it(`of ${name} sign in by the account's own identity, and stop at the first error`, () => {
      expect(script(name)).to.contain("Connect-AzAccount -Identity");
      expect(script(name)).to.contain("$ErrorActionPreference = 'Stop'");
    });

    it(`of ${name} call nothing but Azure Resource Manager, by the module that every account has`, () => {
      const cmdlets = [...script(name).matchAll(/\b[A-Z][a-z]+-Az[A-Za-z]+/g)].map(([cmdlet]) => cmdlet);
      expect([...new Set(cmdlets)].sort()).to.deep.equal([
        "Connect-AzAccount",
        "Disable-AzContextAutosave",
        "Invoke-AzRestMethod",
      ]);
    });
  }

  it("print no key", () => {
    expect(script("Update-RedisKey")).not.to.match(/(Write-\w+|throw) .*\$(value|keys|body|regenerated\.Content)\b/);
  });
});

describe("what the automation account may do", () => {
  it("is written out, without a wildcard (E-1)", () => {
    expect(
      Object.values(actions)
        .flat()
        .filter((action) => action.includes("*")),
    ).to.deep.equal([]);
  });

  it("lists no keys, and reads no secret's value", () => {
    expect(
      Object.values(actions)
        .flat()
        .filter((action) => /listKeys|getSecret/i.test(action)),
    ).to.deep.equal([]);
  });
});

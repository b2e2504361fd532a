import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { sourceDigest, staleness } from "../../../policies/framework/freshness";

describe("staleness of a compiled pack", () => {
  let pack: string;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(pack, path)), { recursive: true });
    writeFileSync(join(pack, path), text);
  };

  beforeEach(() => {
    pack = mkdtempSync(join(tmpdir(), "pack-"));
    write("index.ts", "start();");
    write("controls/tampering/one.ts", "one");
    write("tsconfig.build.json", "{}");
    write("build.mjs", "build();");
    write("bin/build.json", JSON.stringify({ sources: sourceDigest(pack) }));
  });
  afterEach(() => rmSync(pack, { recursive: true, force: true }));

  it("is none where it was built from these sources", () => expect(staleness(pack)).to.equal(undefined));

  for (const [what, path] of [
    ["a source", "controls/tampering/one.ts"],
    ["a new source", "controls/tampering/two.ts"],
    ["the compiler's settings", "tsconfig.build.json"],
    ["how it is built", "build.mjs"],
  ] as const) {
    it(`names the folder and the remedy after a change of ${what}`, () => {
      write(path, "changed");
      expect(staleness(pack)).to.equal(
        `${join(pack, "bin")} was not built from the present sources. Run "npm run build" in the repository, then try again.`,
      );
    });
  }

  it("follows a source that was moved", () => {
    rmSync(join(pack, "controls"), { recursive: true });
    write("controls/spoofing/one.ts", "one");
    expect(staleness(pack)).to.be.a("string");
  });

  for (const path of [
    "controls/tampering/one.fixtures.ts",
    "framework/fixtures.ts",
    "node_modules/x/index.ts",
    "bin/x.ts",
    ".build-1/x.ts",
    "config/dev.json",
    "README.md",
  ]) {
    it(`is none after a change of ${path}, which nothing is compiled of`, () => {
      write(path, "changed");
      expect(staleness(pack)).to.equal(undefined);
    });
  }

  for (const [what, record] of [
    ["is broken", "{"],
    ["is empty", ""],
    ["says nothing", "{}"],
    ["is no object", "null"],
  ] as const) {
    it(`is told, not thrown, where the record of the build ${what}`, () => {
      write("bin/build.json", record);
      expect(staleness(pack)).to.be.a("string");
    });
  }

  it("is told where there was no build at all", () => {
    rmSync(join(pack, "bin"), { recursive: true });
    expect(staleness(pack)).to.be.a("string");
  });

  it("is none of a published pack, which has no sources", () => {
    rmSync(join(pack, "index.ts"));
    rmSync(join(pack, "controls"), { recursive: true });
    expect(staleness(pack)).to.equal(undefined);
  });
});

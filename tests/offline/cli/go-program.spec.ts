import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { describeProgram, ProgramNotFoundError, resolveProgram } from "../../../offline/cli/go-program";
import type { GoProgram } from "../../../offline/cli/go-program";
import { failureOf, Workbench } from "./workbench";

describe("resolveProgram", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
    writeFileSync(
      join(bench.module, "go.mod"),
      "module example\n\ngo 1.25.11\n\nrequire example.com/server v1.36.3 // indirect\n",
    );
  });
  afterEach(() => bench.remove());

  const program = (): GoProgram => ({
    tool: {
      title: "example server",
      module: bench.module,
      package: "example.com/server/cmd/server",
      versionedBy: "example.com/server",
      binary: "server",
      duration: "some seconds",
    },
    variable: "SERVER",
    version: { args: ["--version"], pattern: /^Server (\S+)/, oldest: "1.36.0" },
  });
  const resolve = (env = {}) => {
    const { progress } = bench;
    return resolveProgram(program(), { env: { ...bench.env, ...env }, progress });
  };
  const server = (version: string, path = join(bench.bin, "server")) =>
    bench.script(path, `[ "$1" = --version ] && echo Server ${version}`);
  const go = (version = "v1.36.3") => bench.go({ answer: `Server ${version}` });

  it("takes the program that the variable names, before the one on PATH", async () => {
    server("v1.36.1");
    const own = server("v1.37.0", join(bench.folder, "own"));
    expect(await resolve({ SERVER: own })).to.deep.equal({
      title: "example server",
      binary: own,
      version: "v1.37.0",
      source: "SERVER",
      skipped: [],
    });
  });

  it("takes no other where the named one can't be used, and says what to do", async () => {
    server("v1.36.1");
    const error = await failureOf(resolve({ SERVER: "/nowhere/server" }));
    expect(error).to.be.instanceOf(ProgramNotFoundError);
    expect(error.message).to.equal(
      "SERVER: /nowhere/server does not run (ENOENT).\n" +
        "Set it to a server of version 1.36.0 or newer, or unset it to have one found.",
    );
  });

  it("takes the one on PATH", async () => {
    const onPath = server("v1.36.1");
    expect(await resolve()).to.include({ binary: onPath, version: "v1.36.1", source: "PATH" });
  });

  it("builds one where that on PATH is too old, and says why", async () => {
    const old = server("v1.35.9");
    go();
    const found = await resolve();
    expect(found).to.include({ version: "v1.36.3", source: "Go modules" });
    expect(describeProgram(found)).to.equal(
      `example server v1.36.3 from Go modules (${found.binary}); not from SERVER: not set; ` +
        `PATH: ${old} is v1.35.9; 1.36.0 or newer of version 1 is needed`,
    );
  });

  it("needs no Go for what an earlier run has built", async () => {
    go();
    const { binary } = await resolve();
    bench.script(join(bench.bin, "go"), "exit 1");
    expect((await resolve()).binary).to.equal(binary);
  });

  it("tells every way and its reason where there is none", async () => {
    const error = await failureOf(resolve());
    expect(error).to.be.instanceOf(ProgramNotFoundError);
    expect(error.message).to.equal(
      [
        "No example server can be had. Tried, in this order:",
        "  SERVER      not set",
        "  PATH        no server there",
        "  Go modules  there is no go on PATH; 1.25.11 or newer is needed",
        "Do one of these and run again:",
        "  install server 1.36.0 or newer, on PATH or named by SERVER",
        "  install Go 1.25.11 or newer (https://go.dev/dl/) and let it reach a module proxy (GOPROXY), for a build",
        `The cache is ${bench.cache}; PHYSICAL_AI_CACHE moves it.`,
      ].join("\n"),
    );
  });
});

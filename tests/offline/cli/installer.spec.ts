import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { installerFrom } from "../../../offline/cli/installer";
import type { InstallerSource } from "../../../offline/cli/installer";
import { failureOf, watch, Workbench } from "./workbench";

describe("the official installer", () => {
  let bench: Workbench;
  let root: string;
  let server: Server | undefined;
  beforeEach(() => {
    bench = new Workbench();
    root = join(bench.folder, "root");
    mkdirSync(root);
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
    bench.remove();
  });

  const serve = async (listener: RequestListener): Promise<string> => {
    const started = (server = createServer(listener));
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}/install.sh`;
  };
  const reachable = () => serve((_request, response) => response.end());
  /** A stand-in for the program that installs. */
  const program = (source: string): string => {
    const path = join(bench.folder, "installer.cjs");
    writeFileSync(path, `const fs = require("node:fs");\nconst [root, version] = process.argv.slice(2);\n${source}`);
    return path;
  };
  /** Runs with a child for ten minutes, both holding the pipe. */
  const hanging = (pipe: string) =>
    program(`const held = fs.openSync(${JSON.stringify(pipe)}, "w");
      fs.writeSync(held, "running");
      require("node:child_process").spawnSync("/bin/sleep", ["600"], { stdio: ["ignore", "inherit", "inherit", held] });`);
  const install = (source: Partial<InstallerSource>, signal?: AbortSignal) =>
    installerFrom(source)({ version: "v3.255.0", root, env: bench.env, progress: bench.progress, signal });

  it("installs the version asked for into the folder given", async () => {
    const writes = program(`fs.writeFileSync(root + "/told", version)`);
    await install({ address: await reachable(), program: writes });
    expect(readFileSync(join(root, "told"), "utf8")).to.equal("3.255.0");
  });

  it("gives the script a place for temporary files and takes it away again", async () => {
    const litters = program(`fs.writeFileSync(process.env.TMPDIR + "/a", ""); fs.writeFileSync("b", "");`);
    await install({ address: await reachable(), program: litters });
    expect(readdirSync(root)).to.deep.equal([]);
  });

  it("is not started when its address refuses the connection", async () => {
    const address = await reachable();
    server?.close();
    const writes = program(`fs.writeFileSync(root + "/started", "")`);
    const { message } = await failureOf(install({ address, program: writes }));
    expect(message).to.match(/^127\.0\.0\.1:\d+ can't be reached \(ECONNREFUSED\)$/);
    expect(existsSync(join(root, "started"))).to.equal(false);
  });

  it("gives up soon when its address does not answer", async () => {
    const address = await serve(() => undefined);
    expect((await failureOf(install({ address, reachableWithin: 50 }))).message).to.match(
      /can't be reached \(no answer within 0\.05 s\)$/,
    );
  });

  it("is not started when its address answers with an error", async () => {
    const address = await serve((_request, response) => response.writeHead(403).end());
    expect((await failureOf(install({ address }))).message).to.match(/answers with status 403$/);
  });

  it("shows nothing of installing before its address has answered", async () => {
    const address = await serve((_request, response) => response.writeHead(403).end());
    await failureOf(install({ address }));
    expect(bench.shown).to.equal("");
  });

  it("passes on why the program failed", async () => {
    const fails = program(`console.error("noise\\ncurl: (28) timed out"); process.exitCode = 1;`);
    const address = await reachable();
    expect((await failureOf(install({ address, program: fails }))).message).to.equal("failed: curl: (28) timed out");
  });

  it("ends the program and all it started when it takes too long", async () => {
    const pipe = bench.pipe("alive");
    const { gone } = watch(pipe);
    // Long enough for the program to start, or the pipe never opens; it would run for ten minutes.
    const limited = { address: await reachable(), program: hanging(pipe), installedWithin: 1_500 };
    expect((await failureOf(install(limited))).message).to.equal("did not finish within 1.5 s");
    await gone;
  });

  it("ends the program and all it started when it is interrupted", async () => {
    const pipe = bench.pipe("alive");
    const { running, gone } = watch(pipe);
    const controller = new AbortController();
    const failure = failureOf(install({ address: await reachable(), program: hanging(pipe) }, controller.signal));
    await running;
    controller.abort();
    expect(await failure).to.have.property("name", "AbortError");
    await gone;
  });
});

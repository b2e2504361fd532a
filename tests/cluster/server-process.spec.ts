import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { runForever, watch, Workbench } from "../offline/cli/workbench";
import { ServerProcess } from "./server-process";
import { waitFor } from "./wait-for";

describe("ServerProcess", () => {
  let bench: Workbench;
  let folder: string;
  beforeEach(() => {
    bench = new Workbench();
    folder = join(bench.folder, "data");
    mkdirSync(folder);
  });
  afterEach(() => bench.remove());

  const start = (body: string) =>
    ServerProcess.start(bench.script(join(bench.bin, "server"), body), [], join(bench.folder, "log"), folder);

  it("ends the server when it is stopped", async () => {
    const pipe = bench.pipe("alive");
    const { running, gone } = watch(pipe);
    const server = start(`exec 3> '${pipe}'; echo running >&3; exec /bin/sleep 600`);
    await running;
    await server.stop();
    await gone;
    expect(server.isRunning).to.equal(false);
  });

  it("tells the last lines of a server that has ended", async () => {
    const server = start("echo starting; echo no such flag >&2; exit 1");
    await server.ended;
    expect(server.failure.message).to.match(/server has ended:\nstarting\nno such flag$/);
  });

  it("tells that a server can't be started", async () => {
    const server = ServerProcess.start("/nowhere/server", [], join(bench.folder, "log"), folder);
    await server.ended;
    expect(server.failure.message).to.equal("/nowhere/server has ended:");
  });

  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    it(`ends the server, all it started and its folder when the tests are ended by ${signal}`, async () => {
      const pipe = bench.pipe("alive");
      const { running, gone } = watch(pipe);
      const server = bench.script(join(bench.bin, "server"), runForever(pipe));
      const program = `
        const { ServerProcess } = require(${JSON.stringify(join(__dirname, "server-process.ts"))});
        ServerProcess.start(${JSON.stringify(server)}, [], ${JSON.stringify(join(bench.folder, "log"))}, ${JSON.stringify(folder)});
        setInterval(() => undefined, 1000);
        console.log("started");`;
      const tests = spawn(process.execPath, ["--import", "tsx", "--eval", program], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await Promise.all([running, once(tests.stdout, "data")]);
      tests.kill(signal);
      await gone;
      await waitFor(() => Promise.resolve(!existsSync(folder)), { what: "the end of the folder" });
    });
  }
});

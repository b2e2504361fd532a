import { appendFileSync, existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { buildGoTool, GoBuildError, readGoTool } from "../../../offline/cli/go-build";
import { PULUMI_MODULE, pulumiCli } from "../../../offline/cli/pulumi-cli";
import { failureOf, runForever, watch, Workbench } from "./workbench";

describe("buildGoTool", () => {
  let bench: Workbench;
  beforeEach(() => (bench = new Workbench()));
  afterEach(() => bench.remove());

  const tool = () => pulumiCli(bench.module, bench.env);
  const build = (signal?: AbortSignal) => {
    const { cache, env, progress } = bench;
    return buildGoTool(tool(), { cache, env, progress, signal });
  };
  const directory = async () => (await readGoTool(tool(), bench.cache)).directory;

  it("builds the program into the cache", async () => {
    bench.go();
    expect(existsSync(join((await build()).directory, "bin", "pulumi"))).to.equal(true);
  });

  it("builds as go.mod says, whatever flags, platform or toolchain the user has set", async () => {
    Object.assign(bench.env, { GOFLAGS: "-mod=mod -tags=odd", GOTOOLCHAIN: "auto", GOOS: "plan9" });
    bench.go();
    await build();
    const [run] = bench.builds;
    expect(run).to.match(/^-mod=readonly local {2}build -trimpath -mod=readonly -buildvcs=false -ldflags /);
    expect(run).to.contain("-ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.255.0 -o ");
    expect(run).to.match(/ github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/);
  });

  it("says that it builds, and that it takes minutes once", async () => {
    bench.go();
    await build();
    expect(bench.shown).to.equal("Building the Pulumi CLI v3.255.0 with Go (once, about 3 minutes on two cores) ...\n");
  });

  it("leaves nothing in the cache but the program", async () => {
    bench.go();
    const pin = await build();
    expect(bench.cached.map((name) => join(bench.cache, "pulumi", name))).to.deep.equal([pin.directory]);
    expect(existsSync(join(pin.directory, "go-tmp"))).to.equal(false);
  });

  it("builds once", async () => {
    bench.go();
    await build();
    await build();
    expect(bench.builds).to.have.length(1);
  });

  it("builds anew when go.sum has changed", async () => {
    bench.go();
    await build();
    appendFileSync(join(bench.module, "go.sum"), "example.com/other v1.0.0 h1:abc=\n");
    await build();
    expect(bench.builds).to.have.length(2);
  });

  it("builds anew when the program in the cache does not run", async () => {
    bench.go();
    bench.script(join(await directory(), "bin", "pulumi"), "exit 1");
    await build();
    expect(bench.builds).to.have.length(1);
  });

  it("runs go once for two runs at the same time, and tells the one that waits", async () => {
    const gate = bench.pipe("gate");
    bench.go({ before: `read _ < '${gate}'` });
    const waiting = new Promise<void>((resolve) => {
      bench.onShown = (text) => {
        if (text.startsWith("Waiting for another run that is getting the Pulumi CLI v3.255.0")) resolve();
      };
    });
    const both = Promise.all([build(), build()]);
    await waiting;
    await writeFile(gate, "go on\n");
    const [one, other] = await both;
    expect(one.directory).to.equal(other.directory);
    expect(bench.builds).to.have.length(1);
  });

  it("takes over the lock of a run that was killed, and clears up after it", async () => {
    bench.go();
    const built = await directory();
    const longAgo = new Date("2020-01-01");
    mkdirSync(`${built}.lock`, { recursive: true });
    mkdirSync(`${built}.partial-abc123`);
    utimesSync(`${built}.lock`, longAgo, longAgo);
    await build();
    expect(bench.shown).not.to.contain("Waiting");
    expect(bench.cached.map((name) => join(bench.cache, "pulumi", name))).to.deep.equal([built]);
  });

  it("ends go and all it started when it is interrupted, and leaves nothing behind", async () => {
    const pipe = bench.pipe("alive");
    bench.go({ before: runForever(pipe) });
    const { running, gone } = watch(pipe);
    const controller = new AbortController();
    const failure = failureOf(build(controller.signal));
    await running;
    controller.abort();
    expect(await failure).to.have.property("name", "AbortError");
    await gone;
    expect(bench.cached).to.deep.equal([]);
  });

  it("stops waiting for another run when it is interrupted", async () => {
    bench.go();
    mkdirSync(`${await directory()}.lock`, { recursive: true });
    const controller = new AbortController();
    bench.onShown = () => controller.abort();
    expect(await failureOf(build(controller.signal))).to.have.property("name", "AbortError");
  });

  it("shows the last lines of a failing build, without the password of a proxy", async () => {
    bench.go({
      before:
        "for n in 1 2 3 4 5 6 7 8 9; do echo downloading $n; done; echo fetch https://me:secret@proxy/x: 403 >&2; exit 1",
    });
    const error = await failureOf(build());
    expect(error).to.be.instanceOf(GoBuildError);
    expect(error.message).to.match(/^go build failed:\n(.*\n)*downloading 9\nfetch https:\/\/\*\*\*@proxy\/x: 403$/);
  });

  it("leaves nothing behind when the build fails", async () => {
    bench.go({ before: "exit 1" });
    await failureOf(build());
    expect(bench.cached).to.deep.equal([]);
  });

  it("refuses what it built when that does not do", async () => {
    bench.go({ answer: "v3.1.0" });
    expect((await failureOf(build())).message).to.match(/^was built, but .* is v3\.1\.0; 3\.249\.0 or newer/);
    expect(bench.cached).to.deep.equal([]);
  });

  it("refuses a Go older than go.mod asks for, naming both", async () => {
    bench.go({ version: "go1.25.10" });
    expect((await failureOf(build())).message).to.equal(
      `the go on PATH is go1.25.10; ${bench.module}/go.mod asks for 1.25.11 or newer`,
    );
  });

  it("says that there is no Go", async () => {
    expect((await failureOf(build())).message).to.equal("there is no go on PATH; 1.25.11 or newer is needed");
  });

  it("names the go.mod that lacks the tool's version", async () => {
    writeFileSync(join(bench.module, "go.mod"), "module example\n\ngo 1.25\n");
    expect((await failureOf(build())).message).to.equal(
      `${bench.module}/go.mod lacks a requirement of github.com/pulumi/pulumi/pkg/v3`,
    );
  });
});

describe("tools/pulumi", () => {
  it("pins a version of the CLI that the offline engine takes", async () => {
    const pin = await readGoTool(pulumiCli(PULUMI_MODULE, {}), "/cache");
    expect(pin).to.include({ version: "v3.255.0", go: "1.25.11" });
  });
});

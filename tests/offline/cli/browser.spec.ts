import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { resolveChromium } from "../../../offline/cli/browser";
import { describeProgram, ProgramNotFoundError } from "../../../offline/cli/go-program";
import { failureOf, Workbench } from "./workbench";

describe("resolveChromium", () => {
  let bench: Workbench;
  beforeEach(() => {
    bench = new Workbench();
    playwright(
      "console.error('Error: Failed to download Chrome, caused by\\nError: code=1\\n  at x'); process.exit(1);",
    );
  });
  afterEach(() => bench.remove());

  const inCache = () => join(bench.folder, "playwright", "chrome");
  const resolve = ({ root = false, env = {} }: { root?: boolean; env?: NodeJS.ProcessEnv } = {}) => {
    const sources = { executable: inCache(), cli: join(bench.folder, "cli.js") };
    return resolveChromium({ playwright: sources, root, env: { ...bench.env, ...env }, progress: bench.progress });
  };
  const browser = (version: string, path = join(bench.bin, "chromium")) =>
    bench.script(path, `[ "$1" = --version ] && echo 'Chromium ${version} built on Debian GNU/Linux 12 (bookworm)'`);
  /** What Playwright's command line does. */
  const playwright = (code: string) => writeFileSync(join(bench.folder, "cli.js"), code);
  const copies = (from: string, to: string) => `require("node:fs").cpSync("${from}", "${to}");`;
  /** An apt-get that notes how it is called, and does what is given for `update` and `install`. */
  const apt = (does: { update?: string; install: string }) =>
    bench.script(
      join(bench.bin, "apt-get"),
      `echo "$DEBIAN_FRONTEND $*" >> '${bench.folder}/apt'
case "$*" in
  *update) ${does.update ?? ":"};;
  *) ${does.install};;
esac`,
    );
  const aptCalls = () => {
    const file = join(bench.folder, "apt");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  };
  const APT = "noninteractive -q -o DPkg::Lock::Timeout=300";

  it("takes the one that CHROMIUM names, before that on PATH", async () => {
    browser("150.0.1.2");
    const own = browser("140.0.1.2", join(bench.folder, "own"));
    expect(await resolve({ env: { CHROMIUM: own } })).to.deep.equal({
      title: "Chromium",
      binary: own,
      version: "140.0.1.2",
      source: "CHROMIUM",
      skipped: [],
    });
  });

  it("takes no other where the named one can't be used, and says what to do", async () => {
    browser("150.0.1.2");
    const error = await failureOf(resolve({ env: { CHROMIUM: "/nowhere/chrome" } }));
    expect(error).to.be.instanceOf(ProgramNotFoundError);
    expect(error.message).to.equal(
      "CHROMIUM: /nowhere/chrome does not run (ENOENT).\n" +
        "Set it to a Chromium or Chrome of version 123 or newer, or unset it to have one found.",
    );
  });

  for (const name of ["chromium", "chromium-browser", "google-chrome", "chrome-headless-shell"]) {
    it(`takes ${name} on PATH`, async () => {
      const onPath = browser("123.0.0.1", join(bench.bin, name));
      expect(await resolve()).to.include({ binary: onPath, version: "123.0.0.1", source: "PATH" });
    });
  }

  it("passes over one on PATH that only points to a snap", async () => {
    bench.script(join(bench.bin, "chromium-browser"), "echo 'Run: snap install chromium' >&2; exit 1");
    const chrome = browser("150.0.1.2", join(bench.bin, "google-chrome"));
    expect(await resolve()).to.include({ binary: chrome, source: "PATH" });
  });

  it("takes the one that Playwright has, without its installer, where that on PATH is too old", async () => {
    const old = browser("122.0.9.9");
    browser("156.0.8078.4", inCache());
    const found = await resolve();
    expect(describeProgram(found)).to.equal(
      `Chromium 156.0.8078.4 from Playwright (${inCache()}); not from CHROMIUM: not set; ` +
        `PATH: ${old} is 122.0.9.9; 123 or newer is needed`,
    );
    expect(bench.shown).to.equal("");
  });

  it("has Playwright install one, saying so first", async () => {
    playwright(copies(browser("156.0.8078.4", join(bench.folder, "download")), inCache()));
    expect(await resolve()).to.include({ binary: inCache(), source: "Playwright" });
    expect(bench.shown).to.equal("Installing Chromium with Playwright (once, a download into the user's cache) ...\n");
  });

  it("has apt install one where it may, saying so first", async () => {
    const download = browser("156.0.8078.108", join(bench.folder, "download"));
    apt({ install: `/bin/cp '${download}' '${bench.bin}/chromium'` });
    expect(await resolve({ root: true })).to.include({ binary: join(bench.bin, "chromium"), source: "apt" });
    expect(bench.shown).to.match(
      /\nInstalling Chromium with apt \(once, as root and for the whole machine: apt-get install -y --no-install-recommends chromium\) \.\.\.\n$/,
    );
    expect(aptCalls()).to.deep.equal([`${APT} install -y --no-install-recommends chromium`]);
  });

  it("brings apt's lists up to date where they lack the package", async () => {
    const download = browser("156.0.8078.108", join(bench.folder, "download"));
    apt({
      update: `: > '${bench.folder}/updated'`,
      install: `[ -e '${bench.folder}/updated' ] || exit 100; /bin/cp '${download}' '${bench.bin}/chromium'`,
    });
    expect((await resolve({ root: true })).source).to.equal("apt");
    expect(aptCalls()).to.deep.equal([
      `${APT} install -y --no-install-recommends chromium`,
      `${APT} update`,
      `${APT} install -y --no-install-recommends chromium`,
    ]);
  });

  it("leaves the packages of the machine alone without root rights", async () => {
    apt({ install: "exit 0" });
    expect((await failureOf(resolve())).message).to.match(/\n {2}apt +takes root\n/);
    expect(aptCalls()).to.deep.equal([]);
  });

  it("tells every way and its reason where there is none", async () => {
    apt({ install: "echo 'E: Unable to locate package chromium' >&2; exit 100" });
    const error = await failureOf(resolve({ root: true }));
    expect(error).to.be.instanceOf(ProgramNotFoundError);
    expect(error.message).to.equal(
      [
        "No Chromium can be had. Tried, in this order:",
        "  CHROMIUM    not set",
        "  PATH        no chromium or chrome there",
        "  Playwright  failed: Failed to download Chrome",
        "  apt         failed: Unable to locate package chromium",
        "Do one of these and run again:",
        "  install Chromium or Chrome 123 or newer, on PATH or named by CHROMIUM",
        "  let this machine reach cdn.playwright.dev, for Playwright's own",
        "  run as root on Debian, for its package",
      ].join("\n"),
    );
  });
});

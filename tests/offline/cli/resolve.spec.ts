import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Installer } from "../../../offline/cli/installer";
import { CliNotFoundError, describeCli, resolveCli } from "../../../offline/cli/resolve";
import type { ResolvedCli } from "../../../offline/cli/resolve";
import { failureOf, Workbench } from "./workbench";

describe("resolveCli", () => {
  let bench: Workbench;
  beforeEach(() => (bench = new Workbench()));
  afterEach(() => bench.remove());

  const unreachable: Installer = () => Promise.reject(new Error("get.pulumi.com can't be reached (ENOTFOUND)"));
  const installing: Installer = ({ root, version }) => {
    bench.pulumi(version, join(root, "bin", "pulumi"));
    return Promise.resolve();
  };
  const resolve = (installer: Installer = unreachable): Promise<ResolvedCli> => {
    const { env, progress, module } = bench;
    return resolveCli({ env, progress, module, installer });
  };

  describe("PULUMI_CLI", () => {
    it("wins over the one on PATH", async () => {
      bench.pulumi("v3.250.0");
      bench.env.PULUMI_CLI = bench.pulumi("v3.260.0", join(bench.folder, "own", "bin", "pulumi"));
      expect(await resolve()).to.deep.equal({
        root: join(bench.folder, "own"),
        version: "v3.260.0",
        source: "PULUMI_CLI",
        skipped: [],
      });
    });

    it("may name the folder with bin/pulumi", async () => {
      bench.pulumi("v3.260.0", join(bench.folder, "own", "bin", "pulumi"));
      bench.env.PULUMI_CLI = join(bench.folder, "own");
      expect((await resolve()).root).to.equal(join(bench.folder, "own"));
    });

    it("may name a program that lies in no bin folder", async () => {
      bench.env.PULUMI_CLI = bench.pulumi("v3.260.0", join(bench.folder, "odd name", "pulumi-dev"));
      const { root } = await resolve();
      bench.env.PULUMI_CLI = root;
      expect((await resolve()).version).to.equal("v3.260.0");
    });

    it("counts as not set when it is empty", async () => {
      bench.pulumi("v3.250.0");
      bench.env.PULUMI_CLI = "";
      expect((await resolve()).source).to.equal("PATH");
    });

    const broken: Record<string, { make: () => string; says: RegExp }> = {
      "does not exist": {
        make: () => "/nowhere/pulumi",
        says: /^PULUMI_CLI: \/nowhere\/pulumi does not exist\.\nSet it /,
      },
      "is a folder without bin/pulumi": { make: () => bench.module, says: /module is a folder without bin\/pulumi/ },
      "is too old": {
        make: () => bench.pulumi("v3.248.9", join(bench.folder, "old")),
        says: /old is v3\.248\.9; 3\.249\.0 or newer of version 3 is needed/,
      },
      "is of another major version": {
        make: () => bench.pulumi("v4.0.0", join(bench.folder, "four")),
        says: /four is v4\.0\.0; 3\.249\.0 or newer of version 3 is needed/,
      },
      "tells no version": {
        make: () => bench.pulumi("hello", join(bench.folder, "mute")),
        says: /mute does not tell its version/,
      },
      "exits with an error": {
        make: () => bench.script(join(bench.folder, "bad"), "echo no such library >&2; exit 127"),
        says: /bad does not run \(`version` exits with 127: no such library\)/,
      },
      "is not executable": {
        make: () => {
          writeFileSync(join(bench.folder, "text"), "text");
          return join(bench.folder, "text");
        },
        says: /text does not run \(EACCES\)/,
      },
    };
    for (const [fault, { make, says }] of Object.entries(broken)) {
      it(`is an error when what it names ${fault}, whatever is on PATH`, async () => {
        bench.pulumi("v3.260.0");
        bench.env.PULUMI_CLI = make();
        const error = await failureOf(resolve());
        expect(error).to.be.instanceOf(CliNotFoundError);
        expect(error.message).to.match(says);
      });
    }
  });

  describe("PATH", () => {
    it("serves without the installer or Go", async () => {
      bench.pulumi("v3.249.0");
      bench.go();
      expect(await resolve(installing)).to.deep.equal({
        root: bench.folder,
        version: "v3.249.0",
        source: "PATH",
        skipped: [{ way: "PULUMI_CLI", why: "not set" }],
      });
    });

    it("is skipped with the reason when its CLI is too old", async () => {
      const old = bench.pulumi("v3.200.0");
      bench.go();
      const { source, skipped } = await resolve();
      expect(source).to.equal("Go modules");
      expect(skipped[1]).to.deep.equal({
        way: "PATH",
        why: `${old} is v3.200.0; 3.249.0 or newer of version 3 is needed`,
      });
    });

    it("passes over a folder of that name", async () => {
      mkdirSync(join(bench.bin, "pulumi"));
      bench.go();
      expect((await resolve()).skipped[1]).to.deep.equal({ way: "PATH", why: "no pulumi there" });
    });
  });

  describe("the official installer", () => {
    it("serves before Go, from the cache", async () => {
      bench.go();
      const cli = await resolve(installing);
      expect(cli).to.include({ source: "official installer", version: "v3.255.0" });
      expect(cli.root).to.match(new RegExp(`^${bench.cache}/pulumi/v3\\.255\\.0-.*-installed$`));
    });

    it("is asked once", async () => {
      await resolve(installing);
      expect((await resolve()).source).to.equal("official installer");
    });

    it("leaves nothing behind when it installs a CLI that does not do", async () => {
      await failureOf(resolve(({ root }) => Promise.resolve(void bench.pulumi("v3.1.0", join(root, "bin", "pulumi")))));
      expect(bench.cached).to.deep.equal([]);
    });
  });

  describe("Go modules", () => {
    it("serve when nothing else does", async () => {
      bench.go();
      expect(await resolve()).to.deep.include({
        source: "Go modules",
        version: "v3.255.0",
        skipped: [
          { way: "PULUMI_CLI", why: "not set" },
          { way: "PATH", why: "no pulumi there" },
          { way: "official installer", why: "get.pulumi.com can't be reached (ENOTFOUND)" },
        ],
      });
    });

    it("serve from the cache without asking the installer again", async () => {
      bench.go();
      await resolve();
      const { source, skipped } = await resolve(installing);
      expect(source).to.equal("Go modules");
      expect(skipped[2]).to.deep.equal({
        way: "official installer",
        why: "not asked, an earlier build is in the cache",
      });
    });
  });

  it("lists every way with its reason when none serves, and what to do", async () => {
    expect((await failureOf(resolve())).message).to.equal(
      `No Pulumi CLI can be had. Tried, in this order:
  PULUMI_CLI          not set
  PATH                no pulumi there
  official installer  get.pulumi.com can't be reached (ENOTFOUND)
  Go modules          there is no go on PATH; 1.25.11 or newer is needed
Do one of these and run again:
  install Pulumi 3.249.0 or newer (https://www.pulumi.com/docs/install/), on PATH or named by PULUMI_CLI
  let this machine reach get.pulumi.com, for the official installer
  install Go 1.25.11 or newer (https://go.dev/dl/) and let it reach a module proxy (GOPROXY), for a build
The cache is ${bench.cache}; PHYSICAL_AI_CACHE moves it.`,
    );
  });

  it("says where the cache can't be written", async () => {
    bench.go();
    writeFileSync(bench.cache, "a file in the way");
    expect((await failureOf(resolve())).message).to.match(
      /Go modules +ENOTDIR.*\n(.*\n)+The cache is .*PHYSICAL_AI_CACHE moves it/,
    );
  });
});

describe("describeCli", () => {
  it("says in one line which CLI serves and why the others did not", () => {
    const line = describeCli({
      root: "/cache/pulumi/v3.255.0",
      version: "v3.255.0",
      source: "Go modules",
      skipped: [
        { way: "PULUMI_CLI", why: "not set" },
        { way: "official installer", why: "failed:\n  curl: (28) timed out" },
      ],
    });
    expect(line).to.equal(
      "Pulumi CLI v3.255.0 from Go modules (/cache/pulumi/v3.255.0); not from PULUMI_CLI: not set; official installer: failed: curl: (28) timed out",
    );
  });
});

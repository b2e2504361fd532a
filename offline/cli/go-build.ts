import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeOnce } from "./cache";
import type { Workshop } from "./cache";
import { runGroup } from "./process-group";
import { showProgress } from "./progress";
import { isAtLeast, parseVersion } from "./version";

/** A program built from Go modules, pinned by a go.mod and go.sum of its own. */
export interface GoTool {
  /** What it is to a user: "Pulumi CLI". */
  readonly title: string;
  /** Folder with the go.mod and go.sum. */
  readonly module: string;
  /** Import path of the main package. */
  readonly package: string;
  /** The module among the requirements of go.mod whose version is the tool's version. */
  readonly versionedBy: string;
  /** File name of the program; also the name of its folder in the cache. */
  readonly binary: string;
  /** Linker flags, given the version as in go.mod (`v3.255.0`). Default: none but `-s -w`. */
  readonly ldflags?: (version: string) => string;
  /** How long a first build takes, for the user: "about 3 minutes". */
  readonly duration: string;
  /** Runs the fresh program, and throws where it does not do. One that does not do never reaches the cache. */
  readonly verify: (binary: string) => Promise<unknown>;
}

/** The tool could not be built. The message says why. */
export class GoBuildError extends Error {
  override readonly name = "GoBuildError";
}

/** What go.mod says of the tool. */
export interface GoToolPin {
  /** Version of the tool: `v3.255.0`. */
  readonly version: string;
  /** Oldest Go that builds it: `1.25.11`. */
  readonly go: string;
  /** Folder of the built tool in the cache; it holds `bin/<binary>`. Keyed by version, platform and everything that shapes the build. */
  readonly directory: string;
}

/** @throws GoBuildError where go.mod or go.sum can't be read or lack what is needed */
export async function readGoTool(tool: GoTool, cache: string): Promise<GoToolPin> {
  const [goMod, goSum] = await Promise.all([readModuleFile(tool, "go.mod"), readModuleFile(tool, "go.sum")]);
  const go = /^go (\S+)/m.exec(goMod)?.[1];
  const requirement = goMod
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^require /, "")
        .split(/\s+/),
    )
    .find(([path, version]) => path === tool.versionedBy && version?.startsWith("v"));
  const version = requirement?.[1];
  if (go === undefined || version === undefined) {
    throw new GoBuildError(
      `${join(tool.module, "go.mod")} lacks ${go ? `a requirement of ${tool.versionedBy}` : "its go line"}`,
    );
  }
  const recipe = [goMod, goSum, tool.package, linkerFlags(tool, version)].join("\0");
  const digest = createHash("sha256").update(recipe).digest("hex").slice(0, 12);
  const directory = join(cache, tool.binary, `${version}-${process.platform}-${process.arch}-${digest}`);
  return { version, go, directory };
}

/** Whether the tool is in the cache, built as go.mod says, and runs. */
async function isBuilt(tool: GoTool, { directory }: GoToolPin, signal?: AbortSignal): Promise<boolean> {
  try {
    await tool.verify(join(directory, "bin", tool.binary));
    return true;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

/**
 * Builds the tool into the cache unless it is there. Needs Go at least as new as go.mod asks, and its modules from the module
 * proxy or the module cache.
 *
 * @returns the folder with `bin/<binary>`
 * @throws GoBuildError where it can't be built, with the last lines that `go` wrote; the reason of an aborted signal
 */
export async function buildGoTool(tool: GoTool, workshop: Workshop): Promise<GoToolPin> {
  const pin = await readGoTool(tool, workshop.cache);
  await requireGo(tool, pin, workshop);
  await makeOnce(
    {
      title: `${tool.title} ${pin.version}`,
      directory: pin.directory,
      usable: () => isBuilt(tool, pin, workshop.signal),
      make: (directory) => build(tool, pin, directory, workshop),
    },
    workshop,
  );
  return pin;
}

async function build(tool: GoTool, { version }: GoToolPin, directory: string, workshop: Workshop): Promise<void> {
  const { env, signal, progress } = workshop;
  const binary = join(directory, "bin", tool.binary);
  const scratch = join(directory, "go-tmp");
  await mkdir(scratch);
  const done = showProgress(progress, `Building the ${tool.title} ${version} with Go`, `once, ${tool.duration}`);
  try {
    const flags = ["-trimpath", "-mod=readonly", "-buildvcs=false", "-ldflags", linkerFlags(tool, version)];
    const result = await runGroup("go", ["build", ...flags, "-o", binary, tool.package], {
      cwd: tool.module,
      env: { ...goEnvironment(env), GOTMPDIR: scratch },
      signal,
    });
    if (result.code !== 0) {
      throw new GoBuildError(["go build failed:", ...result.lastLines].join("\n"));
    }
  } finally {
    done();
  }
  await rm(scratch, { recursive: true, force: true });
  try {
    await tool.verify(binary);
  } catch (error) {
    signal?.throwIfAborted();
    throw new GoBuildError(`was built, but ${(error as Error).message}`);
  }
}

async function requireGo(tool: GoTool, pin: GoToolPin, { env, signal }: Workshop): Promise<void> {
  const found = await goVersion(env, signal);
  if (found === undefined) throw new GoBuildError(`there is no go on PATH; ${pin.go} or newer is needed`);
  const version = parseVersion(found);
  const needed = parseVersion(pin.go);
  if (version === undefined || needed === undefined || !isAtLeast(version, needed)) {
    throw new GoBuildError(
      `the go on PATH is ${found || "of no version it can tell"}; ${join(tool.module, "go.mod")} asks for ${pin.go} or newer`,
    );
  }
}

async function goVersion(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string | undefined> {
  try {
    // Away from any go.mod, which could keep an older Go from answering.
    const args = ["env", "GOVERSION"];
    const result = await runGroup("go", args, { cwd: tmpdir(), env: goEnvironment(env), signal, timeout: 30_000 });
    return result.stdout.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The build is to depend on go.mod alone: no cross-compiling, no workspace around it, no toolchain download, none of the user's
 * flags. Empty values would leave what `go env -w` stored in force, so each has one;
 * undefined takes a variable away.
 */
function goEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    GOOS: undefined,
    GOARCH: undefined,
    CGO_ENABLED: "0",
    GO111MODULE: "on",
    GOFLAGS: "-mod=readonly",
    GOTOOLCHAIN: "local",
    GOWORK: "off",
  };
}

function linkerFlags(tool: GoTool, version: string): string {
  return ["-s -w", tool.ldflags?.(version) ?? ""].join(" ").trim();
}

async function readModuleFile(tool: GoTool, name: string): Promise<string> {
  try {
    return await readFile(join(tool.module, name), "utf8");
  } catch (error) {
    throw new GoBuildError(`${join(tool.module, name)} can't be read (${(error as Error).message})`);
  }
}

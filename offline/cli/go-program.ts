/**
 * Finds a program that the tests run and a user may have installed, or builds it. In this order:
 *
 * 1. The program that an environment variable names, if set: that one or none.
 * 2. The first of its name on PATH.
 * 3. A build from Go modules, in the cache.
 */
import { join } from "node:path";
import { cacheDirectory } from "./cache";
import type { Workshop } from "./cache";
import { buildGoTool, readGoTool } from "./go-build";
import type { GoTool } from "./go-build";
import { firstOnPath } from "./on-path";
import { checkVersion } from "./program-version";
import type { VersionQuestion } from "./program-version";
import type { ProgressStream } from "./progress";

/** A program built from Go modules where no installed one serves. */
export interface GoProgram {
  readonly tool: Omit<GoTool, "verify">;
  /** Environment variable that names an installed one: KUBE_APISERVER. */
  readonly variable: string;
  readonly version: VersionQuestion;
}

export interface FoundProgram {
  readonly title: string;
  readonly binary: string;
  /** What it answers when asked, as in `v1.36.3`. */
  readonly version: string;
  /** The way that serves: the variable's name, `PATH` or `Go modules`. */
  readonly source: string;
  /** The ways before it, each with the reason why it did not serve. */
  readonly skipped: readonly SkippedSource[];
}

export interface SkippedSource {
  readonly source: string;
  /** Why it did not serve, without a full stop. */
  readonly why: string;
}

/** The program can't be had. The message is for the user as it stands: every way with its reason, and what to do. */
export class ProgramNotFoundError extends Error {
  override readonly name = "ProgramNotFoundError";
}

export interface ProgramOptions {
  /** Environment to search, and of everything started. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends a build; nothing half made stays behind. */
  readonly signal?: AbortSignal;
  /** Where progress is shown. Default: standard error. */
  readonly progress?: ProgressStream;
}

/**
 * @throws ProgramNotFoundError where the variable is set and what it names can't be used, or no way serves; GoBuildError where
 * go.mod can't be read; the signal's reason once it is aborted and what was under way is gone
 */
export async function resolveProgram(program: GoProgram, options: ProgramOptions = {}): Promise<FoundProgram> {
  const { env = process.env, signal, progress = process.stderr } = options;
  const { tool, variable } = program;
  const workshop: Workshop = { cache: cacheDirectory(env), env, progress, signal };
  const check = (binary: string) => checkVersion(binary, program.version, env, signal);
  const skipped: SkippedSource[] = [];
  const attempt = async (source: string, find: () => Promise<string>): Promise<FoundProgram | undefined> => {
    try {
      const binary = await find();
      return { title: tool.title, binary, version: await check(binary), source, skipped };
    } catch (error) {
      signal?.throwIfAborted();
      skipped.push({ source, why: (error as Error).message });
      return undefined;
    }
  };

  const named = env[variable];
  if (named) {
    const given = await attempt(variable, () => Promise.resolve(named));
    if (given) return given;
    const remedy = `Set it to a ${tool.binary} of version ${program.version.oldest} or newer, or unset it to have one found.`;
    throw new ProgramNotFoundError(`${variable}: ${skipped[0]?.why}.\n${remedy}`);
  }
  skipped.push({ source: variable, why: "not set" });

  const pin = await readGoTool({ ...tool, verify: check }, workshop.cache);
  const found =
    (await attempt("PATH", async () => {
      const file = await firstOnPath(tool.binary, env.PATH);
      if (file === undefined) throw new Error(`no ${tool.binary} there`);
      return file;
    })) ??
    // What an earlier run built needs no Go any more.
    (await attempt("Go modules", async () => {
      const binary = join(pin.directory, "bin", tool.binary);
      const built = await check(binary).catch(() => signal?.throwIfAborted());
      if (built === undefined) await buildGoTool({ ...tool, verify: check }, workshop);
      return binary;
    }));
  if (found) return found;
  throw new ProgramNotFoundError(notFound(program, skipped, { go: pin.go, cache: workshop.cache }));
}

/** One line that says which program serves and why the ways before it did not. */
export function describeProgram({ title, version, source, binary, skipped }: FoundProgram): string {
  const serving = `${title} ${version} from ${source} (${binary})`;
  if (skipped.length === 0) return serving;
  const others = skipped.map((each) => `${each.source}: ${each.why.replace(/\s*\n\s*/g, " ")}`);
  return `${serving}; not from ${others.join("; ")}`;
}

function notFound(
  { tool, variable, version }: GoProgram,
  skipped: readonly SkippedSource[],
  needed: { readonly go: string; readonly cache: string },
): string {
  const width = Math.max(...skipped.map(({ source }) => source.length)) + 2;
  const margin = `\n${" ".repeat(width + 2)}`;
  return [
    `No ${tool.title} can be had. Tried, in this order:`,
    ...skipped.map(({ source, why }) => `  ${source.padEnd(width)}${why.replace(/\n/g, margin)}`),
    "Do one of these and run again:",
    `  install ${tool.binary} ${version.oldest} or newer, on PATH or named by ${variable}`,
    `  install Go ${needed.go} or newer (https://go.dev/dl/) and let it reach a module proxy (GOPROXY), for a build`,
    `The cache is ${needed.cache}; PHYSICAL_AI_CACHE moves it.`,
  ].join("\n");
}

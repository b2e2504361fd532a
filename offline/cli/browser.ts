/**
 * Finds a browser of the Chromium family that the tests run and a user may have installed, or has one installed. In this order:
 *
 * 1. The program that CHROMIUM names, if set: that one or none.
 * 2. The first on PATH, by the names that the family goes by.
 * 3. The one that Playwright has, or installs, in its own cache.
 * 4. The package of Debian, installed with apt-get where this process is root.
 */
import { isFile, firstOnPath } from "./on-path";
import { chromiumFromApt, chromiumFromPlaywright } from "./browser-installers";
import type { PlaywrightBrowser } from "./browser-installers";
import { ProgramNotFoundError } from "./go-program";
import type { FoundProgram, SkippedSource } from "./go-program";
import { runGroup } from "./process-group";
import type { ProgressStream } from "./progress";

export type { PlaywrightBrowser } from "./browser-installers";

/** The oldest that the page is made for: the first with `light-dark()`, of March 2024. */
export const OLDEST_BROWSER = 123;

/** Debian's name first, then Ubuntu's, Google's packages', and those of the archives that Chrome for Testing comes in. */
const NAMES = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "chrome-headless-shell",
] as const;

/** A cold start from a slow disk takes some seconds. */
const ANSWER_MILLISECONDS = 30_000;

export interface BrowserOptions {
  readonly playwright: PlaywrightBrowser;
  /** Environment to search, and of everything started. Default: this process's. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether this process may install packages of the system. Default: whether it is root's. */
  readonly root?: boolean;
  /** Ends an installation. */
  readonly signal?: AbortSignal;
  /** Where progress is shown. Default: standard error. */
  readonly progress?: ProgressStream;
}

/**
 * @throws ProgramNotFoundError where CHROMIUM is set and what it names can't be used, or no way serves; the signal's reason
 * once it is aborted and what was under way is gone
 */
export async function resolveChromium(options: BrowserOptions): Promise<FoundProgram> {
  const { playwright, env = process.env, root = process.getuid?.() === 0, signal, progress = process.stderr } = options;
  const workshop = { env, signal, progress };
  const skipped: SkippedSource[] = [];
  const attempt = async (source: string, find: () => Promise<string>): Promise<FoundProgram | undefined> => {
    try {
      const binary = await find();
      const version = await browserVersion(binary, env, signal);
      return { title: "Chromium", binary, version, source, skipped };
    } catch (error) {
      signal?.throwIfAborted();
      skipped.push({ source, why: (error as Error).message });
      return undefined;
    }
  };

  const named = env.CHROMIUM;
  if (named) {
    const given = await attempt("CHROMIUM", () => Promise.resolve(named));
    if (given) return given;
    const remedy = `Set it to a Chromium or Chrome of version ${OLDEST_BROWSER} or newer, or unset it to have one found.`;
    throw new ProgramNotFoundError(`CHROMIUM: ${skipped[0]?.why}.\n${remedy}`);
  }
  skipped.push({ source: "CHROMIUM", why: "not set" });

  const found =
    (await attempt("PATH", () => browserOnPath(env, signal))) ??
    (await attempt("Playwright", async () => {
      if (!(await isFile(playwright.executable))) await chromiumFromPlaywright(playwright, workshop);
      return playwright.executable;
    })) ??
    (await attempt("apt", async () => {
      await chromiumFromApt(root, workshop);
      return browserOnPath(env, signal);
    }));
  if (found) return found;
  throw new ProgramNotFoundError(notFound(skipped));
}

/** The first that runs; where none does, why the first that is there does not. */
async function browserOnPath(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  let failure: Error | undefined;
  for (const name of NAMES) {
    const file = await firstOnPath(name, env.PATH);
    if (file === undefined) continue;
    try {
      await browserVersion(file, env, signal);
      return file;
    } catch (error) {
      // Ubuntu's chromium-browser, for one, does nothing but point to a snap.
      failure ??= error as Error;
    }
  }
  throw failure ?? new Error("no chromium or chrome there");
}

/**
 * @returns the version, as in `156.0.8078.108`
 * @throws an error whose message begins with the program: that it does not run, gives no version, or is too old
 */
async function browserVersion(binary: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  const options = { env, signal, timeout: ANSWER_MILLISECONDS };
  const result = await runGroup(binary, ["--version"], options).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new Error(`${binary} does not run (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  });
  if (result.timedOut) throw new Error(`${binary} does not answer within ${ANSWER_MILLISECONDS / 1_000} s`);
  if (result.code !== 0) throw new Error(`${binary} does not run (${result.lastLines.at(-1) ?? "it says nothing"})`);
  const [version, major] = /\b(\d+)\.\d+\.\d+\.\d+\b/.exec(result.stdout) ?? [];
  if (version === undefined) throw new Error(`${binary} does not tell its version`);
  if (Number(major) < OLDEST_BROWSER) throw new Error(`${binary} is ${version}; ${OLDEST_BROWSER} or newer is needed`);
  return version;
}

function notFound(skipped: readonly SkippedSource[]): string {
  const width = Math.max(...skipped.map(({ source }) => source.length)) + 2;
  return [
    "No Chromium can be had. Tried, in this order:",
    ...skipped.map(({ source, why }) => `  ${source.padEnd(width)}${why.replace(/\n/g, `\n${" ".repeat(width + 2)}`)}`),
    "Do one of these and run again:",
    `  install Chromium or Chrome ${OLDEST_BROWSER} or newer, on PATH or named by CHROMIUM`,
    "  let this machine reach cdn.playwright.dev, for Playwright's own",
    "  run as root on Debian, for its package",
  ].join("\n");
}

import { firstOnPath } from "./on-path";
import { runGroup } from "./process-group";
import type { GroupResult } from "./process-group";
import { showProgress } from "./progress";
import type { ProgressStream } from "./progress";

/** What Playwright knows of the browser that it was made for. */
export interface PlaywrightBrowser {
  /** Where it is once it is installed. */
  readonly executable: string;
  /** Playwright's command line, a script for Node. */
  readonly cli: string;
}

export interface Installation {
  readonly env: NodeJS.ProcessEnv;
  readonly progress: ProgressStream;
  readonly signal?: AbortSignal;
}

/** Mostly a download of 170 MB, or of 100 MB of packages. */
const INSTALLED_WITHIN_MILLISECONDS = 600_000;

/** Playwright tries each address several times, half a minute each, where a firewall drops packets. */
const CONNECTED_WITHIN_MILLISECONDS = "5000";

/** How long another apt-get may hold the packages, in seconds. */
const LOCKED_SECONDS = 300;

/**
 * Has Playwright install its browser, in the user's cache and without root rights.
 *
 * @throws an error whose message says why it is not there now
 */
export async function chromiumFromPlaywright({ cli }: PlaywrightBrowser, installation: Installation): Promise<void> {
  const { env, progress, signal } = installation;
  const done = showProgress(progress, "Installing Chromium with Playwright", "once, a download into the user's cache");
  const result = await runGroup(process.execPath, [cli, "install", "--no-shell", "chromium"], {
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: CONNECTED_WITHIN_MILLISECONDS, ...env },
    signal,
    timeout: INSTALLED_WITHIN_MILLISECONDS,
  }).finally(done);
  requireSuccess(result, /^Error: (.*?)(?:, caused by)?$/);
}

/**
 * Installs Debian's package, for the whole machine, and says so first.
 *
 * @throws an error whose message says why it is not there now: also where that takes rights that `root` is not there for
 */
export async function chromiumFromApt(root: boolean, { env, progress, signal }: Installation): Promise<void> {
  const aptGet = await firstOnPath("apt-get", env.PATH);
  if (aptGet === undefined) throw new Error("no apt-get on PATH");
  if (!root) throw new Error("takes root");
  const command = ["install", "-y", "--no-install-recommends", "chromium"];
  const hint = `once, as root and for the whole machine: apt-get ${command.join(" ")}`;
  const done = showProgress(progress, "Installing Chromium with apt", hint);
  const run = (args: readonly string[]) =>
    runGroup(aptGet, ["-q", "-o", `DPkg::Lock::Timeout=${LOCKED_SECONDS}`, ...args], {
      env: { ...env, DEBIAN_FRONTEND: "noninteractive" },
      signal,
      timeout: INSTALLED_WITHIN_MILLISECONDS,
    });
  try {
    let result = await run(command);
    // An image without lists of packages, or with ones whose packages have been replaced since.
    if (result.code !== 0 && !result.timedOut) {
      await run(["update"]);
      result = await run(command);
    }
    requireSuccess(result, /^E: (.*)$/);
  } finally {
    done();
  }
}

/** @param reason finds in a line what went wrong, as first group; the first line that has it counts */
function requireSuccess({ code, timedOut, lastLines }: GroupResult, reason: RegExp): void {
  if (timedOut) throw new Error(`did not finish within ${INSTALLED_WITHIN_MILLISECONDS / 60_000} min`);
  if (code === 0) return;
  const told = lastLines.flatMap((line) => reason.exec(line)?.[1] ?? []);
  throw new Error(`failed: ${told[0] ?? lastLines.at(-1) ?? "it says nothing"}`);
}

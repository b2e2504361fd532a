import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { runGroup } from "./process-group";
import { showProgress } from "./progress";
import type { ProgressStream } from "./progress";

export interface Installation {
  /** Version to install, as in `v3.255.0`. */
  readonly version: string;
  /** Empty folder that gets `bin/pulumi`; nothing is written elsewhere. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: ProgressStream;
  readonly signal?: AbortSignal;
}

/** Puts the Pulumi CLI into `root`, or throws an error whose message says why not. */
export type Installer = (installation: Installation) => Promise<void>;

export interface InstallerSource {
  /** Address that has to answer before the installer is started. */
  readonly address: string;
  /** Program that installs, given the folder and the version. */
  readonly program: string;
  /** Milliseconds that the address has to answer in. */
  readonly reachableWithin: number;
  /** Milliseconds that the installation, mostly a download, may take. */
  readonly installedWithin: number;
}

const OFFICIAL: InstallerSource = {
  address: "https://get.pulumi.com/install.sh",
  program: join(__dirname, "installer-process.mjs"),
  reachableWithin: 5_000,
  installedWithin: 300_000,
};

/**
 * The official installer of the full distribution. It fetches a script (with Node's fetch, two minutes' patience) and runs it
 * (curl, no limit at all), so that behind a firewall that drops packets it would hang: the address is asked first, by the same
 * fetch, and the whole runs in a process group with a time limit.
 */
export function installerFrom(source: Partial<InstallerSource> = {}): Installer {
  const { address, program, reachableWithin, installedWithin } = { ...OFFICIAL, ...source };
  return async ({ version, root, env, progress, signal }) => {
    await requireReachable(address, reachableWithin, signal);
    const scratch = join(root, "install-tmp");
    await mkdir(scratch);
    const done = showProgress(progress, `Installing the Pulumi CLI ${version}`, "once, a download");
    const result = await runGroup(process.execPath, [program, root, version.replace(/^v/, "")], {
      // The script unpacks in the working directory or TMPDIR: both are inside the folder that goes when the run ends.
      cwd: scratch,
      env: { ...env, TMPDIR: scratch },
      signal,
      timeout: installedWithin,
    }).finally(done);
    await rm(scratch, { recursive: true, force: true });
    if (result.timedOut) throw new Error(`did not finish within ${installedWithin / 1_000} s`);
    if (result.code !== 0) throw new Error(`failed: ${result.lastLines.at(-1) ?? "it says nothing"}`);
  };
}

async function requireReachable(address: string, within: number, signal?: AbortSignal): Promise<void> {
  const { host } = new URL(address);
  const timeout = AbortSignal.timeout(within);
  let status: number;
  try {
    const limit = signal ? AbortSignal.any([signal, timeout]) : timeout;
    status = (await fetch(address, { method: "HEAD", signal: limit })).status;
  } catch (error) {
    signal?.throwIfAborted();
    const reason = timeout.aborted ? `no answer within ${within / 1_000} s` : causeOf(error);
    throw new Error(`${host} can't be reached (${reason})`, { cause: error });
  }
  if (status >= 400) throw new Error(`${host} answers with status ${status}`);
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}

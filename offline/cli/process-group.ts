import { spawn } from "node:child_process";

export interface GroupOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Working directory. Default: this process's. */
  readonly cwd?: string;
  /** Ends the command and everything that it started. */
  readonly signal?: AbortSignal;
  /** Ends the command likewise. Milliseconds; default: no limit. */
  readonly timeout?: number;
}

export interface GroupResult {
  /** The exit code; undefined where a signal ended the command. */
  readonly code?: number;
  readonly stdout: string;
  /** The last lines of what the command wrote, both streams in the order of arrival, without passwords of URLs. */
  readonly lastLines: readonly string[];
  readonly timedOut: boolean;
}

/** How long a command has to end by itself after SIGTERM. Compilers and curl need no time at all. */
const GRACE_MILLISECONDS = 2_000;
const LAST_LINES = 12;
/** Enough for the last lines, however long; what a build downloads can be thousands of lines. */
const TAIL_CHARACTERS = 8_192;

/**
 * Runs a command in a process group of its own, so that it can be ended together with what it started (a compiler, a
 * download). Resolves when all of them have closed their output, whatever the exit code.
 *
 * @throws the signal's reason once it is aborted and the group is gone; the operating system's error where the command
 * can't be started (ENOENT, EACCES)
 */
export function runGroup(command: string, args: readonly string[], options: GroupOptions): Promise<GroupResult> {
  const { env, cwd, signal, timeout } = options;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let tail = "";
    let timedOut = false;
    let graceTimer: NodeJS.Timeout | undefined;

    const keepTail = (text: string) => (tail = (tail + text).slice(-TAIL_CHARACTERS));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      keepTail(text);
    });
    child.stderr.setEncoding("utf8").on("data", keepTail);

    const send = (name: NodeJS.Signals) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, name);
      } catch {
        // The group is gone already.
      }
    };
    const end = () => {
      send("SIGTERM");
      graceTimer ??= setTimeout(() => {
        send("SIGKILL");
        // A process that left the group may hold the pipes; it must not hold us.
        child.stdout.destroy();
        child.stderr.destroy();
      }, GRACE_MILLISECONDS);
    };
    const kill = () => send("SIGKILL");
    const limit =
      timeout === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            end();
          }, timeout);
    signal?.addEventListener("abort", end, { once: true });
    process.once("exit", kill);

    const settle = (finish: () => void) => {
      clearTimeout(limit);
      clearTimeout(graceTimer);
      signal?.removeEventListener("abort", end);
      process.off("exit", kill);
      finish();
    };
    child.once("error", (error) => settle(() => reject(error)));
    child.once("close", (code) =>
      settle(() =>
        signal?.aborted
          ? reject(signal.reason as Error)
          : resolve({ code: code ?? undefined, stdout, lastLines: lastLinesOf(tail), timedOut }),
      ),
    );
  });
}

function lastLinesOf(text: string): string[] {
  const lines = text.replace(/\/\/[^/@\s]+@/g, "//***@").split(/[\r\n]+/);
  return lines.filter((line) => line.trim() !== "").slice(-LAST_LINES);
}

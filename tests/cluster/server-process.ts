import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

/** How long a server has to end by itself. Both need a tenth of it. */
const GRACE_MILLISECONDS = 5_000;
const LAST_LINES = 12;

/**
 * Ends the process group and removes the folder when the pipe to its standard input closes, which the operating system does
 * however the tests end, also by SIGKILL.
 */
const GUARD = 'read -r _; kill -KILL "-$0" 2>/dev/null; rm -rf "$1"';

/** A server that runs until it is stopped, or until this process ends in whatever way. */
export class ServerProcess {
  /** Resolves when the server has ended. */
  readonly ended: Promise<void>;
  private running = true;

  private constructor(
    private readonly child: ChildProcess,
    private readonly name: string,
    private readonly logFile: string,
    guard: ChildProcess,
  ) {
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.running = false;
        guard.kill("SIGKILL");
        resolve();
      };
      child.once("exit", end);
      child.once("error", end);
    });
    // Neither keeps the tests' process alive.
    child.unref();
    guard.unref();
    (guard.stdin as { unref?: () => void } | null)?.unref?.();
  }

  /** Starts `binary`, which writes into `logFile`. `folder` is removed when this process ends before the server does. */
  static start(binary: string, args: readonly string[], logFile: string, folder: string): ServerProcess {
    const log = openSync(logFile, "a");
    try {
      const child = spawn(binary, args, { cwd: folder, detached: true, stdio: ["ignore", log, log] });
      const guard = spawn("/bin/sh", ["-c", GUARD, String(child.pid ?? 0), folder], {
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
      });
      return new ServerProcess(child, binary, logFile, guard);
    } finally {
      closeSync(log);
    }
  }

  get isRunning(): boolean {
    return this.running;
  }

  get log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** That the server has ended, with the last it wrote. */
  get failure(): Error {
    const lines = this.log.split("\n").filter((line) => line.trim() !== "");
    return new Error([`${this.name} has ended:`, ...lines.slice(-LAST_LINES)].join("\n"));
  }

  /** Resolves when the server has ended. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.kill("SIGTERM");
    const hard = setTimeout(() => this.child.kill("SIGKILL"), GRACE_MILLISECONDS);
    await this.ended;
    clearTimeout(hard);
  }
}

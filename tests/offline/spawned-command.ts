import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "..", "..");

/** What a test starts does not outlast it, whatever is wrong with it. */
const LIMIT = { timeout: 15_000, killSignal: "SIGKILL" } as const;

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of the repository with these arguments, as npm starts it. */
export function startCommand(main: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", join(REPOSITORY, main), ...args], { cwd: REPOSITORY, ...LIMIT });
}

/** A command made for a test: its main is `body`, its own code 7, its hint "Ask for help." */
export function startMain(body: string, { stdout = "pipe" }: { stdout?: "pipe" | number } = {}): ChildProcess {
  const script = `
    const { runCommand } = require("./offline/command");
    const { interruptible } = require("./offline/interrupt");
    const { UsageError } = require("./offline/usage");
    runCommand(async () => { ${body} }, { failure: 7, hint: "Ask for help." });
  `;
  return spawn(process.execPath, ["--import", "tsx", "--eval", script], {
    cwd: REPOSITORY,
    stdio: ["ignore", stdout, "pipe"],
    ...LIMIT,
  });
}

/** Waits for the end of the process, of which nobody reads what is `unread`. */
export function ended(
  child: ChildProcess,
  { unread = [] }: { unread?: readonly ("stdout" | "stderr")[] } = {},
): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.setEncoding("utf8").on("data", (chunk: string) => (said[stream] += chunk));
    if (unread.includes(stream)) child[stream]?.destroy();
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...said }));
  });
}

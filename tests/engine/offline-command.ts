import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveCli } from "../../offline/cli/resolve";

export const REPOSITORY = join(__dirname, "..", "..");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A place of a test's own for the offline command: its cache, its temporary files and what it writes. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), "engine-test-"));
  readonly out = join(this.folder, "out");
  readonly temporary = join(this.folder, "tmp");
  private readonly cache = join(this.folder, "cache");
  private cli = "";

  async open(): Promise<void> {
    for (const folder of [this.temporary, this.cache]) mkdirSync(folder, { recursive: true });
    this.cli = (await resolveCli({})).root;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs `npm run offline -- ...args`, without npm. */
  async offline(...args: readonly string[]): Promise<Ended> {
    return ended(this.start(args));
  }

  start(args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ["--import", "tsx", join(REPOSITORY, "offline", "main.ts"), ...args], {
      cwd: REPOSITORY,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, PULUMI_CLI: this.cli, PHYSICAL_AI_CACHE: this.cache, TMPDIR: this.temporary },
    });
  }

  /** Temporary folders of runs that are still there. What tsx and ts-node cache beside them is theirs. */
  leftovers(): string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith("physical-ai-"));
  }

  /** Process ids of everything started in this place that still runs. */
  processes(): string[] {
    const mark = `TMPDIR=${this.temporary}\0`;
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        try {
          return `${readFileSync(`/proc/${pid}/environ`, "latin1")}\0`.includes(mark);
        } catch {
          return false; // ended meanwhile, or another user's
        }
      });
  }

  read(name: string): string {
    return readFileSync(join(this.out, name), "utf8");
  }

  json<T>(name: string): T {
    return JSON.parse(this.read(name)) as T;
  }
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const REPOSITORY = join(__dirname, "..", "..");
const COPIED = ["policies", "assurance", "tools", "package.json", "tsconfig.json", ".prettierrc.json"];
const LEFT_OUT = new Set(["node_modules", "bin", "pulumi"]);

/** What a command printed, and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pack and tools in a temporary folder, where a tool may write what it likes. */
export class RepositoryCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "physical-ai-copy-"));

  constructor(...more: readonly string[]) {
    for (const path of [...COPIED, ...more]) {
      const filter = (source: string) => !LEFT_OUT.has(basename(source));
      cpSync(join(REPOSITORY, path), join(this.folder, path), { recursive: true, filter });
    }
    symlinkSync(join(REPOSITORY, "node_modules"), join(this.folder, "node_modules"), "junction");
  }

  /** Runs Node.js in the copy. */
  node(...args: readonly string[]): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, encoding: "utf8" });
    return { code: status, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

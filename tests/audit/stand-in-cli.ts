import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, urnOf } from "./states";

/** A line of what the CLI prints of an analysis. */
export function line(sequence: number, event: object): string {
  return JSON.stringify({ sequence, timestamp: 1795491725, ...event });
}

/** What has passed: one control, on the storage account `data`. */
export const PASSES = line(0, {
  policyEvent: {
    resourceUrn: urnOf(ROOT),
    message: `<{%reset%}>1 finding passed.\n  T-1 account-closed[data] pass: holds @ ${urnOf({ type: "azure-native:storage:StorageAccount" })}\n<{%reset%}>`,
    policyName: "passed-findings",
    policyPackName: "physical-ai-stride",
    policyPackVersion: "0.1.0",
    enforcementLevel: "advisory",
  },
});
export const END = line(1, { summaryEvent: { isPreview: false, result: "succeeded" } });

/** The shell's words for printing these lines. */
export function says(...lines: readonly string[]): string {
  return `cat <<'END'\n${lines.join("\n")}\nEND`;
}

/** A shell script in the place of the Pulumi CLI, with a folder of its own. */
export class StandInCli {
  /** Has bin/pulumi. */
  readonly root = mkdtempSync(join(tmpdir(), "stand-in-cli-"));
  readonly temporary = join(this.root, "tmp");

  constructor() {
    for (const name of ["bin", "tmp", "seen"]) mkdirSync(join(this.root, name));
  }

  /** Has the CLI run `script`; `$state` and `$config` are the files it was given, `$seen` a folder to keep things in. */
  does(script: string): void {
    const file = join(this.root, "bin", "pulumi");
    writeFileSync(file, `#!/bin/sh\nstate=$4 config=$8 seen='${join(this.root, "seen")}'\n${script}\n`);
    chmodSync(file, 0o755);
  }

  /** What the script kept under this name. */
  seen(name: string): string {
    return readFileSync(join(this.root, "seen", name), "utf8");
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Scripts that the automation account runs, by name; the files stand in `runbooks/`. */
export const RUNBOOKS = ["Start-Platform", "Stop-Platform", "Update-RedisKey"] as const;
export type RunbookName = (typeof RUNBOOKS)[number];

/** Where Azure fetches a script, and what it has to be. */
export interface RunbookContent {
  readonly uri: string;
  readonly contentHash: { readonly algorithm: "SHA256"; readonly value: string };
}

/**
 * Azure fetches a runbook from an address and cannot be handed it. The hash is that of the file in this repository: a file
 * that was changed on its way is refused.
 *
 * @param source address of the folder that serves the files, as in `https://example.com/runbooks`
 */
export function runbookContent(name: RunbookName, source: string): RunbookContent {
  const file = `${name}.ps1`;
  const content = readFileSync(join(__dirname, "runbooks", file));
  return {
    uri: `${source.replace(/\/$/, "")}/${file}`,
    contentHash: { algorithm: "SHA256", value: createHash("sha256").update(content).digest("hex") },
  };
}

import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Files that containers of training need for the redaction; they stand in `python/`. Python runs `sitecustomize` of the first
 * folder of PYTHONPATH before any program; shells read `umask.sh` by BASH_ENV and ENV.
 */
export const REDACTION_SOURCES = [
  "sitecustomize.py",
  "_redaction_secrets.py",
  "_redaction_streams.py",
  "_redaction_logging.py",
  "umask.sh",
] as const;

/** Their contents by name. All together are far below the 1 MiB that a ConfigMap holds. */
export function redactionSources(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    REDACTION_SOURCES.map((file) => [file, readFileSync(join(__dirname, "python", file), "utf8")]),
  );
}

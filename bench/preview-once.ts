import { join } from "node:path";
import { cacheDirectory, resolveCli } from "../offline/cli/resolve";
import { readProject } from "../offline/project";
import { runOnEngine, stateFileOf } from "../offline/session";

/* One preview of the dev stack, as a process of its own: node --import tsx bench/preview-once.ts pack|none */

const REPOSITORY = join(__dirname, "..");

async function main(): Promise<void> {
  const folder = join(REPOSITORY, "policies");
  const pack = process.argv[2] === "pack" ? { folder, config: join(folder, "config", "dev.json") } : undefined;
  await runOnEngine({
    operation: "preview",
    project: readProject(REPOSITORY, "dev"),
    stack: "dev",
    cli: (await resolveCli()).root,
    pack,
    stateFile: stateFileOf(cacheDirectory(), join(REPOSITORY, "bench"), "dev"),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onProgramError: () => undefined,
  });
}

void main();

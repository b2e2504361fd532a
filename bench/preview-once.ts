import { join } from "node:path";
import { cacheDirectory, resolveCli } from "../offline/cli/resolve";
import { readProject } from "../offline/project";
import { runOnEngine, stateFileOf } from "../offline/session";

/* One preview of a stack, as a process of its own: node --import tsx bench/preview-once.ts STACK pack|none */

const REPOSITORY = join(__dirname, "..");

async function main(): Promise<void> {
  const folder = join(REPOSITORY, "policies");
  const [stack = "prod", withPack] = process.argv.slice(2);
  const pack = withPack === "pack" ? { folder, config: join(folder, "config", `${stack}.json`) } : undefined;
  await runOnEngine({
    operation: "preview",
    project: readProject(REPOSITORY, stack),
    stack,
    cli: (await resolveCli()).root,
    pack,
    stateFile: stateFileOf(cacheDirectory(), join(REPOSITORY, "bench"), stack),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onProgramError: () => undefined,
  });
}

void main();

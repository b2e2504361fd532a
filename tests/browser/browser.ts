import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import type { Browser } from "playwright-core";
import { resolveChromium } from "../../offline/cli/browser";
import { describeProgram, ProgramNotFoundError } from "../../offline/cli/go-program";
import type { FoundProgram } from "../../offline/cli/go-program";

/** So that what is recorded is the page's doing alone. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const playwright = {
  executable: chromium.executablePath(),
  cli: join(dirname(createRequire(__filename).resolve("playwright-core/package.json")), "cli.js"),
};

/** The browser of this machine, found or installed. Throws ProgramNotFoundError where none can be had. */
export function resolveBrowser(): Promise<FoundProgram> {
  return resolveChromium({ playwright });
}

/** Why the tier can't run on this machine, or undefined; says which browser serves. */
export async function browserObstacle(): Promise<string | undefined> {
  try {
    process.stdout.write(`${describeProgram(await resolveBrowser())}\n`);
    return undefined;
  } catch (error) {
    if (error instanceof ProgramNotFoundError) return error.message;
    throw error;
  }
}

/** A browser of its own, with a folder of its own for what it writes, which goes when the browser is closed. */
export async function launch(): Promise<Browser> {
  const { binary } = await resolveBrowser();
  // Chromium's sandbox refuses root.
  return chromium.launch({ executablePath: binary, args: QUIET, chromiumSandbox: process.getuid?.() !== 0 });
}

// Installs the packages when they are missing or not those of package-lock.json, and compiles the policy pack when its
// sources have changed, so that `npm run preview` and `npm test` work from a fresh clone and never on stale output. Plain
// JavaScript without dependencies: it runs before there are any.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { installedAsLocked, root } from "./install-stamp.mjs";

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (!error && status === 0) return;
  process.stderr.write(`${failure}${error ? ` (${error.message})` : ""}\n`);
  process.exit(3);
}

function packIsFresh() {
  try {
    const { staleness } = createRequire(import.meta.url)("../policies/bin/freshness.js");
    return staleness(`${root}policies`) === undefined;
  } catch {
    return false; // not built yet
  }
}

if (!installedAsLocked()) {
  process.stderr.write("Installing the npm packages of package-lock.json (once, about a minute) ...\n");
  run(
    "npm",
    ["ci", "--no-audit", "--no-fund"],
    `npm ci failed. Run it by hand in ${root} to see why; it needs the npm registry.`,
  );
}
if (!packIsFresh()) {
  process.stderr.write("Compiling the policy pack: its sources have changed ...\n");
  run(process.execPath, [`${root}policies/build.mjs`], "The policy pack was not compiled.");
}

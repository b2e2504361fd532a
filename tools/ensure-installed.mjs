// Installs the packages when they are missing or not those of package-lock.json, so that `npm run preview` and
// `npm test` work from a fresh clone. Plain JavaScript without dependencies: it runs before there are any.
import { spawnSync } from "node:child_process";
import { installedAsLocked, root } from "./install-stamp.mjs";

if (!installedAsLocked()) {
  process.stderr.write("Installing the npm packages of package-lock.json (once, about a minute) ...\n");
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: root, stdio: ["ignore", 2, 2] });
  if (error || status !== 0) {
    process.stderr.write(
      `npm ci failed${error ? `: ${error.message}` : ""}. Run it by hand in ${root} to see why; the npm registry has to be reachable.\n`,
    );
    process.exit(3);
  }
}

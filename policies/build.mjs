// Builds the pack into bin/: first beside it, then swapped in whole, so that an interrupted build leaves the old one.
// bin/index.js is all of the pack in one file, which starts twice as fast as its 150 modules do. bin/freshness.js is what others ask
// whether it is stale, and bin/build.json holds the digest of the sources, which the pack compares when it starts.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const pack = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const fresh = mkdtempSync(`${pack}.build-`);
try {
  const compiler = require.resolve("typescript/lib/tsc.js");
  const args = [compiler, "--project", `${pack}tsconfig.build.json`];
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    process.stderr.write("The policy pack does not compile: mend the errors above, then run npm run build.\n");
    process.exitCode = 1;
  } else {
    buildSync({
      absWorkingDir: pack,
      entryPoints: { index: "index.ts", freshness: "framework/freshness.ts" },
      outdir: fresh,
      bundle: true,
      packages: "external",
      platform: "node",
      target: "node20",
      tsconfig: "tsconfig.build.json",
    });
    const { sourceDigest } = require(`${fresh}/freshness.js`);
    writeFileSync(`${fresh}/build.json`, `${JSON.stringify({ sources: sourceDigest(pack) })}\n`);
    const bin = `${pack}bin`;
    const old = `${fresh}-old`;
    if (existsSync(bin)) renameSync(bin, old);
    renameSync(fresh, bin);
    rmSync(old, { recursive: true, force: true });
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}

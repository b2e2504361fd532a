// Compiles the pack into bin/: first beside it, then swapped in whole, so that an interrupted build leaves the old one.
// bin/build.json holds the digest of the sources; the pack compares it when it starts (framework/freshness.ts).
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const pack = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);
const fresh = mkdtempSync(`${pack}.build-`);
try {
  const compiler = require.resolve("typescript/lib/tsc.js");
  const args = [compiler, "--project", `${pack}tsconfig.build.json`, "--outDir", fresh];
  const { status } = spawnSync(process.execPath, args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    process.stderr.write("The policy pack does not compile: mend the errors above, then run npm run build.\n");
    process.exitCode = 1;
  } else {
    const { sourceDigest } = require(`${fresh}/framework/freshness.js`);
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

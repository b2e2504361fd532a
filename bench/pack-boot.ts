import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BootedPack, PACK } from "../tests/pack/booted-pack";
import { median } from "./median";

/** A pack with one policy that looks at nothing: what any pack costs. */
export function emptyPack(): string {
  const folder = mkdtempSync(join(tmpdir(), "empty-pack-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", version: "1.0.0", main: "index.js" }));
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(
    join(folder, "index.js"),
    `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("empty", { policies: [{ name: "nothing", description: "nothing", validateResource: () => {} }] });\n`,
  );
  symlinkSync(join(PACK, "..", "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Milliseconds from starting the pack's process until it answers with its port. */
async function bootTime(folder: string): Promise<number> {
  const start = performance.now();
  const pack = await BootedPack.boot(folder);
  const time = performance.now() - start;
  await pack.stop();
  return time;
}

/** Medians of `runs` starts of our pack and of an empty one, in turn, after one of each that does not count. */
export async function measurePackBoot(runs: number): Promise<{ ours: number; empty: number }> {
  const folder = emptyPack();
  try {
    const times = { ours: [] as number[], empty: [] as number[] };
    for (let run = -1; run < runs; run += 1) {
      const [ours, empty] = [await bootTime(PACK), await bootTime(folder)];
      if (run < 0) continue;
      times.ours.push(ours);
      times.empty.push(empty);
    }
    return { ours: median(times.ours), empty: median(times.empty) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

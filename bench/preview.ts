import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { median } from "./median";

/** Milliseconds that a preview of the stack takes as a process of its own, with the pack or without. */
function previewTime(stack: string, pack: "pack" | "none"): number {
  const start = performance.now();
  const args = ["--import", "tsx", join(__dirname, "preview-once.ts"), stack, pack];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`The preview failed: ${stderr}`);
  return performance.now() - start;
}

/** Medians of `runs` previews with the pack and without, in turn, after one of each that does not count. */
export function measurePreview(stack: string, runs: number): { withPack: number; without: number } {
  const times = { withPack: [] as number[], without: [] as number[] };
  for (let run = -1; run < runs; run += 1) {
    const [withPack, without] = [previewTime(stack, "pack"), previewTime(stack, "none")];
    if (run < 0) continue;
    times.withPack.push(withPack);
    times.without.push(without);
  }
  return { withPack: median(times.withPack), without: median(times.without) };
}

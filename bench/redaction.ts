import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redactionSources } from "../components/kubernetes/redaction/sources";
import { median } from "./median";

/** Lines of a training run, none with a secret. */
const LINE = `f"[{i:06d}] Learning iteration {i}/100000, reward={i * 0.37:.4f}, loss={i * 0.0013:.6f}, steps/s=18342"`;

const TIMED = (statements: string, statement: string) => `
import time
${statements}
start = time.perf_counter()
for i in range(100000):
    ${statement}
sys.stdout.flush()
elapsed = time.perf_counter() - start
open(3, "w").write(str(elapsed * 1000))`;

/** What is measured: a program that tells its own milliseconds on descriptor 3, or nothing to time the whole process. */
export const REDACTED_PROGRAMS = {
  start: "pass",
  log: TIMED(
    `import logging, sys\nlogging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")`,
    `logging.info(${LINE})`,
  ),
  print: TIMED("import sys", `print(${LINE})`),
  unbuffered: TIMED("import sys\nsys.stdout.reconfigure(write_through=True)", `print(${LINE}, flush=True)`),
} as const;

/** The environment of a training pod, with the secrets that every line is held against. */
const SECRETS = {
  AZURE_CLIENT_SECRET: "Qx8~Vw-4nTz.kLm2pR7s",
  MLFLOW_TRACKING_TOKEN: "tracking-5f2b9c7e1a4d8830",
  HF_TOKEN: "hf_aBcDeFgHiJkLmNoPqRsTuVwXyZ012345",
  WANDB_API_KEY: "0123abcd4567ef890123abcd4567ef8901234567",
};

function milliseconds(program: string, pythonPath: string | undefined): number {
  const start = performance.now();
  const { status, stderr, output, error } = spawnSync("python3", ["-c", program], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PYTHONDONTWRITEBYTECODE: "1",
      ...SECRETS,
      ...(pythonPath !== undefined && { PYTHONPATH: pythonPath }),
    },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error || status !== 0) throw new Error(`python3 failed: ${error?.message ?? stderr}`);
  const told = output[3];
  return told ? Number(told) : performance.now() - start;
}

/** Medians of `runs` of each program with the redaction and without, in turn, after one of each that does not count. */
export function measureRedaction(
  program: keyof typeof REDACTED_PROGRAMS,
  runs: number,
): { withRedaction: number; without: number } {
  const folder = mkdtempSync(join(tmpdir(), "redaction-"));
  try {
    for (const [file, content] of Object.entries(redactionSources())) writeFileSync(join(folder, file), content);
    const times = { withRedaction: [] as number[], without: [] as number[] };
    for (let run = -1; run < runs; run += 1) {
      const pair = [folder, undefined].map((path) => milliseconds(REDACTED_PROGRAMS[program], path));
      if (run < 0) continue;
      times.withRedaction.push(pair[0]!);
      times.without.push(pair[1]!);
    }
    return { withRedaction: median(times.withRedaction), without: median(times.without) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { resolveCli } from "../offline/cli/resolve";
import { readProject } from "../offline/project";
import { runOnEngine } from "../offline/session";
import { PACK } from "../tests/pack/booted-pack";
import { median } from "./median";
import { emptyPack } from "./pack-boot";
import { repeatedState, repeatedWaivers } from "./repeated-state";

const REPOSITORY = join(__dirname, "..");

/** The state that an `up` of the stack leaves, on the stand-ins and without policies. */
async function stateOf(stack: string, cli: string, folder: string): Promise<Deployment> {
  const state = await runOnEngine({
    operation: "up",
    project: readProject(REPOSITORY, stack),
    stack,
    cli,
    stateFile: join(folder, "kept.json"),
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onProgramError: () => undefined,
  });
  if (state === undefined) throw new Error(`The up of ${stack} left no state.`);
  return state;
}

/** The pack's configuration for the stack, its waivers written for each copy. */
function configurationFor(stack: string, copies: number): object {
  const written = JSON.parse(readFileSync(join(PACK, "config", `${stack}.json`), "utf8")) as {
    waivers?: { waivers?: readonly { finding: string; resource: string }[] };
  };
  const waivers = repeatedWaivers(written.waivers?.waivers ?? [], copies);
  return { ...written, waivers: { ...written.waivers, waivers } };
}

/** Milliseconds of `pulumi policy analyze` as a process of its own. That controls fail is no failure here. */
function analyzeTime(cli: string, folder: string, pack: readonly string[]): number {
  const args = ["policy", "analyze", "--file", join(folder, "state.json"), "--policy-pack", ...pack, "--json"];
  const env = {
    PATH: [dirname(process.execPath), process.env.PATH ?? "", join(REPOSITORY, "offline", "shim")].join(delimiter),
    HOME: process.env.HOME,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "offline",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const start = performance.now();
  const { stdout, stderr, error } = spawnSync(join(cli, "bin", "pulumi"), args, {
    cwd: folder,
    env,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
  });
  const time = performance.now() - start;
  if (error || !stdout.includes('"summaryEvent"')) throw new Error(`Nothing was analysed: ${error?.message ?? stderr}`);
  return time;
}

/**
 * Medians of `runs` analyses of the stack's state, repeated whole until it has `atLeast` resources, with our pack as it is configured
 * for the stack and with an empty one, in turn, after one of each that does not count. `resources` is how many there were.
 */
export async function measurePolicyAnalyze(
  stack: string,
  atLeast: number,
  runs: number,
): Promise<{ ours: number; empty: number; resources: number }> {
  const { root: cli } = await resolveCli();
  const folder = mkdtempSync(join(tmpdir(), "policy-analyze-"));
  const nothing = emptyPack();
  try {
    for (const name of ["home", "backend"]) mkdirSync(join(folder, name));
    const { state, copies, resources } = repeatedState(await stateOf(stack, cli, folder), atLeast);
    writeFileSync(join(folder, "state.json"), JSON.stringify(state));
    const configuration = join(folder, "configuration.json");
    writeFileSync(configuration, JSON.stringify(configurationFor(stack, copies)));
    const ours = [PACK, "--policy-pack-config", configuration];
    const times = { ours: [] as number[], empty: [] as number[] };
    for (let run = -1; run < runs; run += 1) {
      const [withOurs, withEmpty] = [analyzeTime(cli, folder, ours), analyzeTime(cli, folder, [nothing])];
      if (run < 0) continue;
      times.ours.push(withOurs);
      times.empty.push(withEmpty);
    }
    return { ours: median(times.ours), empty: median(times.empty), resources };
  } finally {
    for (const each of [folder, nothing]) rmSync(each, { recursive: true, force: true });
  }
}

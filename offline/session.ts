import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { promisify } from "node:util";
import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import type { Deployment, EngineEvent, PulumiFn, Stack } from "@pulumi/pulumi/automation";
import { writeWhole } from "../assurance/whole-file";
import type { Operation } from "./command-line";
import { entryOf } from "./project";
import type { Project } from "./project";
import { startStandIns } from "./providers";

export interface Run {
  /** A rehearsal is an update of which nothing is kept. */
  readonly operation: Operation | "rehearsal";
  readonly project: Project;
  readonly stack: string;
  /** Folder with bin/pulumi. */
  readonly cli: string;
  /** The policy pack's folder and its configuration. No pack, no policies. */
  readonly pack?: { readonly folder: string; readonly config?: string };
  /** Where the stack's state is kept from run to run. */
  readonly stateFile: string;
  readonly onEvent: (event: EngineEvent) => void;
  /** Takes what the program throws; the engine then ends the run. */
  readonly onProgramError: (error: unknown) => void;
  /** Ends the run early: the engine stops what it does, and what it made is removed. */
  readonly signal: AbortSignal;
}

/**
 * Runs the program on the engine, with stand-ins for the providers. Everything that the engine writes goes to a folder of
 * this run's own, which is removed at the end; only the state is kept, and only of a run that ended.
 *
 * @returns the stack's state after `up`; nothing of a preview or a rehearsal
 * @throws what the engine ended with
 */
export async function runOnEngine(run: Run): Promise<Deployment | undefined> {
  const entry = entryOf(run.project);
  // Loading the module runs the program; what it exports are the stack's outputs.
  const program: PulumiFn = () => {
    try {
      const load = createRequire(__filename);
      forget(load.cache[entry]);
      return Promise.resolve(load(entry) as Record<string, unknown>);
    } catch (error) {
      run.onProgramError(error);
      throw error;
    }
  };
  const folder = mkdtempSync(join(tmpdir(), "physical-ai-"));
  try {
    const standIns = await startStandIns();
    try {
      const stack = await openStack(run, folder, standIns.debugProviders, program);
      return await operate(run, stack);
    } finally {
      standIns.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A program runs as it is loaded: loaded before, it and what it is made of have to be loaded anew. Packages stay. */
function forget(module: NodeJS.Module | undefined): void {
  if (module === undefined || module.filename.includes(`${sep}node_modules${sep}`)) return;
  if (!Object.hasOwn(require.cache, module.filename)) return;
  Reflect.deleteProperty(require.cache, module.filename);
  module.children.forEach(forget);
}

/** Where the state of `stack` of the program in `folder` is kept, below the cache directory. */
export function stateFileOf(cache: string, folder: string, stack: string): string {
  return join(cache, "offline", createHash("sha256").update(folder).digest("hex").slice(0, 16), `${stack}.json`);
}

async function openStack(run: Run, folder: string, debugProviders: string, program: PulumiFn): Promise<Stack> {
  const { project, stack: stackName } = run;
  const workDir = join(folder, "project");
  const home = join(folder, "home");
  const backend = join(folder, "state");
  for (const each of [workDir, home, backend]) mkdirSync(each);
  const shim = join(__dirname, "shim");
  const stack = await LocalWorkspace.createStack(
    { stackName, projectName: project.settings.name, program },
    {
      workDir,
      pulumiHome: home,
      pulumiCommand: await PulumiCommand.get({ root: run.cli, skipVersionCheck: true }),
      projectSettings: { ...project.settings, runtime: "nodejs" },
      stackSettings: { [stackName]: { config: project.config } },
      secretsProvider: "passphrase",
      envVars: {
        PATH: [dirname(process.execPath), process.env.PATH ?? "", shim].join(delimiter),
        PULUMI_BACKEND_URL: `file://${backend}`,
        // Guards nothing: the state holds what the stand-ins made up, and has to be readable in the next run.
        PULUMI_CONFIG_PASSPHRASE: "offline",
        PULUMI_DEBUG_PROVIDERS: debugProviders,
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        // The state of a run that ended is all that is kept: without these the engine writes it whole after every step.
        PULUMI_EXPERIMENTAL: "true",
        PULUMI_SKIP_CHECKPOINTS: "true",
      },
    },
  );
  if (Object.keys(project.encrypted).length > 0) await stack.setAllConfig(project.encrypted);
  const kept = readKeptState(run.stateFile);
  if (kept) await stack.importStack(kept);
  return stack;
}

async function operate(run: Run, stack: Stack): Promise<Deployment | undefined> {
  const options = {
    onEvent: run.onEvent,
    signal: run.signal,
    color: "never" as const,
    suppressProgress: true,
  };
  const policies = run.pack && {
    policyPacks: [run.pack.folder],
    ...(run.pack.config && { policyPackConfigs: [run.pack.config] }),
  };
  switch (run.operation) {
    case "preview":
      await stack.preview({ ...options, ...policies });
      return undefined;
    case "rehearsal":
      await stack.up({ ...options, ...policies });
      return undefined;
    case "up": {
      await stack.up({ ...options, ...policies });
      const state = await exportState(run, stack);
      writeWhole(run.stateFile, JSON.stringify(state));
      return state;
    }
    case "destroy":
      // Protection is against losing something real, and here is nothing real to lose.
      await runCli(run, stack, ["state", "unprotect", "--all", "--yes"]);
      await stack.destroy(options);
      rmSync(run.stateFile, { force: true });
      return undefined;
  }
}

/** The state as `pulumi stack export` prints it. The Automation API's own export decrypts the secrets in it. */
async function exportState(run: Run, stack: Stack): Promise<Deployment> {
  return JSON.parse(await runCli(run, stack, ["stack", "export"])) as Deployment;
}

/** What a command of the CLI prints that the Automation API does not offer. */
async function runCli(run: Run, { name, workspace }: Stack, args: readonly string[]): Promise<string> {
  const env = { ...process.env, ...workspace.envVars, PULUMI_HOME: workspace.pulumiHome };
  const options = { cwd: workspace.workDir, env, maxBuffer: Number.POSITIVE_INFINITY };
  const command = [...args, "--stack", name, "--non-interactive"];
  return (await promisify(execFile)(join(run.cli, "bin", "pulumi"), command, options)).stdout;
}

function readKeptState(file: string): Deployment | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Deployment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Error(
      `The state kept in ${file} can't be read (${(error as Error).message}). Delete the file to start afresh.`,
      { cause: error },
    );
  }
}

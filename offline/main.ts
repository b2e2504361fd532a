import { existsSync } from "node:fs";
import { join } from "node:path";
import { isatty } from "node:tty";
import type { Deployment, EngineEvent } from "@pulumi/pulumi/automation";
import { evidenceFrom, rehearsedEvidence, reportOn } from "../assurance";
import type { Evidence } from "../assurance";
import { cacheDirectory, describeCli, resolveCli } from "./cli/resolve";
import { EXIT, runCommand } from "./command";
import { readCommandLine, USAGE } from "./command-line";
import type { CommandLine } from "./command-line";
import { failureOf } from "./failure";
import { interruptible } from "./interrupt";
import type { Interrupt } from "./interrupt";
import { Plan } from "./plan";
import { readProject } from "./project";
import { writeRunFiles } from "./run-files";
import { runOnEngine, stateFileOf } from "./session";
import { UsageError } from "./usage";

const REPOSITORY = join(__dirname, "..");
const PACK = join(REPOSITORY, "policies");

/** How long the engine, which gets a terminal's interrupt itself, has to end by it before it is told to. */
const GRACE_MILLISECONDS = 2_000;

async function main(args: readonly string[]): Promise<number> {
  const commandLine = readCommandLine(args, REPOSITORY);
  if (commandLine === undefined) {
    process.stdout.write(USAGE);
    return EXIT.holds;
  }
  forgetPulumiEnvironment();
  return interruptible((interrupt) => run(commandLine, interrupt), { graceMilliseconds: GRACE_MILLISECONDS });
}

async function run(commandLine: CommandLine, interrupt: Interrupt): Promise<number> {
  const { operation, stack, out } = commandLine;
  const project = readProject(commandLine.program, stack);
  const pack = { folder: PACK, config: policyConfigOf(commandLine) };
  const cli = await resolveCli({ signal: interrupt.signal });
  process.stderr.write(`${describeCli(cli)}\n`);
  const stateFile = stateFileOf(cacheDirectory(), project.folder, stack);
  const settings = { project, stack, cli: cli.root, pack, stateFile, signal: interrupt.signal };

  const plan = new Plan((line) => process.stdout.write(`${line}\n`));
  const { events, state, failure } = await runToItsEnd({ ...settings, operation }, plan);
  interrupt.throwIfInterrupted();
  if (events.length > 0 && failure?.configuration !== true) process.stdout.write(`${plan.summary()}\n`);
  if (failure?.message !== undefined && !plan.hasSaid(failure.message)) process.stderr.write(`${failure.message}\n`);
  if (failure?.configuration) return EXIT.usage;
  if (operation === "destroy") {
    if (out !== undefined) writeRunFiles(out, { events });
    return failure ? EXIT.engine : EXIT.holds;
  }

  let evidence = evidenceFrom(events as Events, { standIns: true });
  let rehearsal: readonly EngineEvent[] | undefined;
  if (operation === "preview" && commandLine.rehearse && !failure && awaitsUpdate(evidence)) {
    process.stdout.write("Rehearsing the update on the stand-ins, which decides what the preview can't know.\n");
    ({ events: rehearsal } = await runToItsEnd({ ...settings, operation: "rehearsal" }, plan.silent()));
    interrupt.throwIfInterrupted();
    evidence = rehearsedEvidence(evidence, evidenceFrom(rehearsal as Events, { standIns: true }));
  }
  if (out !== undefined) writeRunFiles(out, { events, rehearsal, state });
  const report = reportOn(evidence);
  process.stdout.write(`\n${report.terminal({ color: isatty(1) })}`);
  if (out !== undefined) report.write(out);
  if (report.assessment.blocked) return EXIT.controlFails;
  return failure ? EXIT.engine : EXIT.holds;
}

type Events = Parameters<typeof evidenceFrom>[0];

interface EndedRun {
  readonly events: readonly EngineEvent[];
  readonly state?: Deployment;
  readonly failure?: ReturnType<typeof failureOf>;
}

/** Runs on the engine, shows what it does, and says how it ended. */
async function runToItsEnd(
  settings: Omit<Parameters<typeof runOnEngine>[0], "onEvent" | "onProgramError">,
  plan: Plan,
): Promise<EndedRun> {
  const events: EngineEvent[] = [];
  const programErrors: unknown[] = [];
  const onEvent = (event: EngineEvent) => {
    // The SDK's own tracing, which quotes what it sends; the types do not show this severity.
    if ((event.diagnosticEvent?.severity as string | undefined) === "debug") return;
    // The engine has numbered the left-out ones too; a log with a gap would not be whole.
    events.push({ ...event, sequence: events.length });
    if (!repeats(event, programErrors)) plan.add(event);
  };
  try {
    const state = await runOnEngine({
      ...settings,
      onEvent,
      onProgramError: (error) => programErrors.push(error),
    });
    return { events, ...(state && { state }) };
  } catch (error) {
    return { events, failure: failureOf(error, programErrors[0]) };
  }
}

function awaitsUpdate({ findings }: Evidence): boolean {
  return findings.some(({ verdict }) => verdict === "undetermined");
}

/** Whether the engine says again what the program ended with, which is printed once, at the end. */
function repeats({ diagnosticEvent }: EngineEvent, programErrors: readonly unknown[]): boolean {
  return programErrors.some((error) => error instanceof Error && diagnosticEvent?.message.includes(error.message));
}

/** The configuration asked for, or the one that the pack ships for a stack of this name. */
function policyConfigOf({ policyConfig, stack }: CommandLine): string | undefined {
  if (policyConfig !== undefined) {
    if (!existsSync(policyConfig)) throw new UsageError(`--policy-config ${policyConfig} does not exist.`);
    return policyConfig;
  }
  const shipped = join(PACK, "config", `${stack}.json`);
  return existsSync(shipped) ? shipped : undefined;
}

/** Nothing that the shell says to Pulumi, a backend or an access token, may reach a run that has everything of its own. */
function forgetPulumiEnvironment(): void {
  for (const name of Object.keys(process.env)) {
    if (name.startsWith("PULUMI_") && name !== "PULUMI_CLI") delete process.env[name];
  }
}

runCommand(main, { failure: EXIT.engine, hint: 'Run "npm run offline -- --help" for what there is.' });

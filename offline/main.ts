import { existsSync } from "node:fs";
import { join } from "node:path";
import { isatty } from "node:tty";
import type { Deployment, EngineEvent } from "@pulumi/pulumi/automation";
import { assess } from "../assurance";
import { cacheDirectory, describeCli, resolveCli } from "./cli/resolve";
import { readCommandLine, USAGE } from "./command-line";
import type { CommandLine } from "./command-line";
import { failureOf } from "./failure";
import { onInterrupt } from "./interrupt";
import { Plan } from "./plan";
import { readProject } from "./project";
import { writeRunFiles } from "./run-files";
import { runOnEngine, stateFileOf } from "./session";
import { UsageError } from "./usage";

const REPOSITORY = join(__dirname, "..");
const PACK = join(REPOSITORY, "policies");

const EXIT = { holds: 0, controlFails: 1, usage: 2, engine: 3, interrupted: 130 } as const;

async function main(): Promise<number> {
  const commandLine = readCommandLine(process.argv.slice(2), REPOSITORY);
  if (commandLine === undefined) {
    process.stdout.write(USAGE);
    return EXIT.holds;
  }
  forgetPulumiEnvironment();
  const interrupt = onInterrupt();
  try {
    return await run(commandLine, interrupt);
  } finally {
    interrupt.dispose();
  }
}

async function run(commandLine: CommandLine, interrupt: ReturnType<typeof onInterrupt>): Promise<number> {
  const { operation, stack, out } = commandLine;
  const project = readProject(commandLine.program, stack);
  const pack = { folder: PACK, config: policyConfigOf(commandLine) };
  const cache = cacheDirectory();
  const cli = await resolveCli({ signal: interrupt.signal });
  process.stderr.write(`${describeCli(cli)}\n`);

  const events: EngineEvent[] = [];
  const plan = new Plan((line) => process.stdout.write(`${line}\n`));
  const stateFile = stateFileOf(cache, project.folder, stack);
  let state: Deployment | undefined;
  let failure: ReturnType<typeof failureOf> | undefined;
  const programErrors: unknown[] = [];
  try {
    state = await runOnEngine({
      operation,
      project,
      stack,
      cli: cli.root,
      pack,
      stateFile,
      signal: interrupt.signal,
      onEvent: (event) => {
        // The SDK's own tracing, which quotes what it sends; the types do not show this severity.
        if ((event.diagnosticEvent?.severity as string | undefined) === "debug") return;
        events.push(event);
        if (!repeats(event, programErrors)) plan.add(event);
      },
      onProgramError: (error) => programErrors.push(error),
    });
  } catch (error) {
    failure = failureOf(error, programErrors[0]);
  }
  if (interrupt.interrupted()) {
    process.stderr.write("Interrupted: nothing of this run is kept.\n");
    return EXIT.interrupted;
  }
  if (events.length > 0 && failure?.configuration !== true) process.stdout.write(`${plan.summary()}\n`);
  if (failure?.message !== undefined && !plan.hasSaid(failure.message)) process.stderr.write(`${failure.message}\n`);
  if (failure?.configuration) return EXIT.usage;
  if (out !== undefined) writeRunFiles(out, events, state);
  if (operation === "destroy") return failure ? EXIT.engine : EXIT.holds;

  const assessment = assess(events as Parameters<typeof assess>[0]);
  process.stdout.write(`\n${assessment.terminal({ color: isatty(1) })}`);
  if (out !== undefined) assessment.write(out);
  if (assessment.blocked) return EXIT.controlFails;
  return failure ? EXIT.engine : EXIT.holds;
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

// A reader that has seen enough, such as `head`, closes the pipe; the run goes on to its end.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

void main()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof UsageError) process.stderr.write(`Run "npm run offline -- --help" for what there is.\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.engine;
  })
  .then((code) => {
    // What the program has left running, such as a timer, must not keep the command from ending.
    process.stdout.write("", () => process.exit(code));
  });

import { Interrupted } from "./interrupt";
import { UsageError } from "./usage";

/** Exit codes of a command that judges a stack; usage and interrupted are those of every command. */
export const EXIT = { holds: 0, controlFails: 1, usage: 2, engine: 3, interrupted: 130 } as const;

/** What is a command's own. */
export interface Command {
  /** Exit code of an error that is neither wrong usage nor an interrupt. */
  readonly failure: number;
  /** Told after wrong usage: what to run to learn what there is. */
  readonly hint: string;
}

/**
 * Runs `main` on the arguments after the script's name, and ends the process with the code that it returns.
 *
 * All commands end alike. What `main` throws is told by its message on stderr, never by a stack trace: a UsageError with the
 * hint, and with code 2; Interrupted with 130; everything else with the command's own code. The process ends once stdout has
 * taken what was written to it.
 */
export function runCommand(main: (args: readonly string[]) => Promise<number>, { failure, hint }: Command): void {
  let unwritten: Error | undefined;
  // A reader that has seen enough, such as `head`, closes the pipe; the run goes on to its end.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") unwritten = error;
  });
  // Who does not hear of an error can't be told of another; the exit code still says it.
  process.stderr.on("error", () => undefined);

  const codeOf = (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (error instanceof Interrupted) return EXIT.interrupted;
    if (!(error instanceof UsageError)) return failure;
    process.stderr.write(`${hint}\n`);
    return EXIT.usage;
  };
  void main(process.argv.slice(2))
    .catch(codeOf)
    .then((code) => {
      // What the program has left running, such as a timer, must not keep the command from ending. A file tells of an error
      // only a turn after it has told of its end.
      process.stdout.write("", () =>
        setImmediate(() => process.exit(unwritten === undefined ? code : codeOf(unwritten))),
      );
    });
}

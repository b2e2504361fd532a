import { pathGiven, readArguments } from "./arguments";
import { UsageError } from "./usage";

export const OPERATIONS = ["preview", "up", "destroy"] as const;
export type Operation = (typeof OPERATIONS)[number];

export interface CommandLine {
  readonly operation: Operation;
  /** Name of the stack, which Pulumi.<stack>.yaml configures. */
  readonly stack: string;
  /** Folder of the Pulumi program. */
  readonly program: string;
  /** Configuration of the policy pack; by default the one of the stack's name in policies/config, where there is one. */
  readonly policyConfig?: string;
  /** Whether a preview that leaves findings undetermined is followed by an update on stand-ins, of which nothing is kept. */
  readonly rehearse: boolean;
  /** Folder that receives events, resources, state and reports. */
  readonly out?: string;
}

export const USAGE = `Usage: npm run offline -- preview|up|destroy [options]

  --stack NAME            the stack, configured by Pulumi.NAME.yaml (default: dev)
  --program DIR           the folder of the Pulumi program (default: the platform of this repository)
  --policy-config FILE    configuration of the policy pack (default: policies/config/NAME.json, where it exists)
  --no-rehearsal          leave what only an update can know undetermined in a preview
  --out DIR               write the engine's events, the resources, the state (after up) and the reports there
  --help                  this text

Runs the program on the real Pulumi engine under the policy pack, with stand-ins for the cloud's providers.
Exit codes: 0 holds; 1 a mandatory control fails; 2 wrong usage or configuration; 3 the engine or a provider failed.
`;

/** Stack names as Pulumi takes them; as a part of file names they must not lead out of a folder. */
const STACK_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}$/;

/**
 * Reads the arguments after the script's name; undefined where help was asked for.
 *
 * @param here folder of the platform's program
 * @throws UsageError naming the argument
 */
export function readCommandLine(args: readonly string[], here: string): CommandLine | undefined {
  const { values, positionals } = readArguments(args, {
    stack: { type: "string" },
    program: { type: "string" },
    "policy-config": { type: "string" },
    "no-rehearsal": { type: "boolean" },
    out: { type: "string" },
  });
  if (values.help) return undefined;
  const [operation, ...surplus] = positionals;
  if (!isOperation(operation)) {
    throw new UsageError(
      `${operation === undefined ? "No operation given" : `"${operation}" is no operation`}: one of ${OPERATIONS.join(", ")}.`,
    );
  }
  if (surplus.length > 0) throw new UsageError(`"${surplus[0]}" is one argument too many.`);
  const stack = values.stack ?? "dev";
  if (!STACK_NAME.test(stack)) {
    throw new UsageError(
      `--stack "${stack.slice(0, 120)}" is no stack name: letters, digits, "-", "_" and ".", up to 100.`,
    );
  }
  return {
    operation,
    stack,
    program: pathGiven(values, "program") ?? here,
    policyConfig: pathGiven(values, "policy-config"),
    rehearse: values["no-rehearsal"] !== true,
    out: pathGiven(values, "out"),
  };
}

function isOperation(word: string | undefined): word is Operation {
  return (OPERATIONS as readonly (string | undefined)[]).includes(word);
}

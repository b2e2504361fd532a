import { RunError } from "@pulumi/pulumi";
import { CommandError } from "@pulumi/pulumi/automation";
import { UsageError } from "./usage";

/** What ended a run, in words for the user. */
export interface Failure {
  /** Whether the user's configuration is at fault, and not the engine or a provider. */
  readonly configuration: boolean;
  /** What to print; undefined where the engine has said it already. */
  readonly message?: string;
}

/** What the CLI itself says of configuration that Pulumi.yaml does not allow. */
const REFUSED_CONFIGURATION = /configuration key|missing required configuration/i;

/**
 * @param error what the run ended with
 * @param programError what the program threw, where it did
 */
export function failureOf(error: unknown, programError: unknown): Failure {
  if (RunError.isInstance(programError)) return { configuration: true, message: programError.message };
  if (programError instanceof Error)
    return { configuration: false, message: `The program failed: ${programError.message}` };
  if (error instanceof UsageError) return { configuration: true, message: error.message };
  if (error instanceof CommandError) {
    const refused = error.message.split("\n").filter((line) => REFUSED_CONFIGURATION.test(line));
    if (refused.length > 0) return { configuration: true, message: refused.join("\n") };
    return { configuration: false };
  }
  return { configuration: false, message: error instanceof Error ? error.message : String(error) };
}

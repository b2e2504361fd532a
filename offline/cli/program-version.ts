import { runGroup } from "./process-group";
import { isAtLeast, parseVersion } from "./version";

/** A cold start takes well under a second; a wrapper that asks or downloads something must not hold the run up. */
const ANSWER_MILLISECONDS = 30_000;

/** How a program is asked for its version, and which versions do. */
export interface VersionQuestion {
  /** Arguments that make it answer: `["version"]`. */
  readonly args: readonly string[];
  /** Finds the version in what it writes, as first group. Default: all of it. */
  readonly pattern?: RegExp;
  /** The oldest version that does; a version with another major number does not. */
  readonly oldest: string;
}

/**
 * Asks a program for its version.
 *
 * @returns what it answers, as in `v3.255.0`
 * @throws an error whose message begins with the program: that it does not run, gives no version, or is too old
 */
export async function checkVersion(
  binary: string,
  { args, pattern = /^(.*)$/s, oldest }: VersionQuestion,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string> {
  const options = { env, signal, timeout: ANSWER_MILLISECONDS };
  const result = await runGroup(binary, args, options).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new Error(`${binary} does not run (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  });
  if (result.timedOut) throw new Error(`${binary} does not answer within ${ANSWER_MILLISECONDS / 1_000} s`);
  if (result.code !== 0) {
    const ending = result.code === undefined ? "is ended by a signal" : `exits with ${result.code}`;
    const said = result.lastLines.at(-1) ?? "it says nothing";
    throw new Error(`${binary} does not run (\`${args.join(" ")}\` ${ending}: ${said})`);
  }
  const answer = (pattern.exec(result.stdout)?.[1] ?? "").trim();
  const version = parseVersion(answer);
  const minimum = parseVersion(oldest);
  if (version === undefined || minimum === undefined) throw new Error(`${binary} does not tell its version`);
  if (version[0] !== minimum[0] || !isAtLeast(version, minimum)) {
    throw new Error(`${binary} is ${answer}; ${oldest} or newer of version ${minimum[0]} is needed`);
  }
  return answer;
}

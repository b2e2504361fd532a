import { join } from "node:path";
import type { GoTool } from "./go-build";
import { runGroup } from "./process-group";
import { isAtLeast, parseVersion } from "./version";

/** The oldest CLI whose engine the offline runs are made for (design: at least 3.249), and the major version they speak. */
export const OLDEST_CLI = "3.249.0";

/** A cold start takes well under a second; a wrapper that asks or downloads something must not hold the run up. */
const ANSWER_MILLISECONDS = 30_000;

/**
 * Runs `pulumi version`.
 *
 * @returns what it answers, as in `v3.255.0`
 * @throws an error whose message continues "this CLI ...": that it does not run, gives no version, or is too old
 */
export async function checkCli(binary: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  const result = await runGroup(binary, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    signal,
    timeout: ANSWER_MILLISECONDS,
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw new Error(`${binary} does not run (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  });
  if (result.timedOut) throw new Error(`${binary} does not answer within ${ANSWER_MILLISECONDS / 1_000} s`);
  if (result.code !== 0) {
    const ending = result.code === undefined ? "is ended by a signal" : `exits with ${result.code}`;
    throw new Error(`${binary} does not run (\`version\` ${ending}: ${result.lastLines.at(-1) ?? "it says nothing"})`);
  }
  const answer = result.stdout.trim();
  const version = parseVersion(answer);
  const oldest = parseVersion(OLDEST_CLI);
  if (version === undefined || oldest === undefined) throw new Error(`${binary} does not tell its version`);
  if (version[0] !== oldest[0] || !isAtLeast(version, oldest)) {
    throw new Error(`${binary} is ${answer}; ${OLDEST_CLI} or newer of version ${oldest[0]} is needed`);
  }
  return answer;
}

/** The CLI as a build from Go modules; `module` holds the one place where its version is set. */
export function pulumiCli(module: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): GoTool {
  return {
    title: "Pulumi CLI",
    module,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    versionedBy: "github.com/pulumi/pulumi/pkg/v3",
    binary: "pulumi",
    ldflags: (version) => `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`,
    duration: "about 3 minutes on two cores",
    verify: (binary) => checkCli(binary, env, signal),
  };
}

/** `tools/pulumi` of this repository. */
export const PULUMI_MODULE = join(__dirname, "../../tools/pulumi");

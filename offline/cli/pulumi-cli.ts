import { join } from "node:path";
import type { GoTool } from "./go-build";
import { checkVersion } from "./program-version";

/** The oldest CLI whose engine the offline runs are made for (design: at least 3.249), and the major version they speak. */
export const OLDEST_CLI = "3.249.0";

/**
 * Runs `pulumi version`.
 *
 * @returns what it answers, as in `v3.255.0`
 * @throws an error whose message continues "this CLI ...": that it does not run, gives no version, or is too old
 */
export function checkCli(binary: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<string> {
  const question = { args: ["version"], oldest: OLDEST_CLI };
  return checkVersion(binary, question, { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" }, signal);
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

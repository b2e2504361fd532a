import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import type { Deployment } from "@pulumi/pulumi/automation";
import { EventsError, readEvents } from "../assurance";
import type { EngineEvent } from "../assurance";
import { PACK } from "../assurance/evidence";
import { runGroup } from "../offline/cli/process-group";
import { UsageError } from "../offline/usage";
import { contentOf, SECRET, SIGNATURE } from "./exported-state";

export interface AnalysisOptions {
  readonly state: Deployment;
  /** Folder with bin/pulumi. */
  readonly cli: string;
  readonly packFolder: string;
  /** Configuration of the policy pack, a file. Default: the pack's own levels. */
  readonly policyConfig?: string;
  /** Ends the analysis and everything that it started. */
  readonly signal?: AbortSignal;
  /** What the user's key of the state's secrets is taken from. Default: this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

/** What the pack finds in a state. */
export interface Analysis {
  readonly events: readonly EngineEvent[];
  /** What a reader has to know of how they came about. */
  readonly caveats: readonly string[];
}

/** The CLI can't analyse the state; the message has its own words. */
export class AnalysisError extends Error {
  override readonly name = "AnalysisError";
}

/** Starts the pack where Pulumi's language host for Node.js is not installed. */
const SHIM = join(__dirname, "..", "offline", "shim");

/** Of all that the user sets for Pulumi only what decrypts the state. */
const PASSPHRASE = ["PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE"] as const;

/** A text that the engine does not know (computedValuePlaceholder of the engine). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNDECRYPTED = /could not decrypt secrets/;
const VIOLATIONS = /one or more mandatory policy violations were found/;
/** How the CLI begins what it has against a policy configuration. */
const CONFIGURATION = /^loading policy packs: (?=parsing |validating policy config|json: )/;

/**
 * Has the pack judge a state, by `pulumi policy analyze`. Works in a temporary folder with a home and a backend of its own, which is
 * removed; needs no program, no provider and no login.
 *
 * Where the secrets in the state can't be decrypted, the CLI shows `[secret]` in their place, whatever they are, and a control
 * could pass or fail by that. The state is then analysed again with these values unknown: what hangs on them is
 * undetermined, everything else is decided.
 *
 * @throws UsageError for a policy configuration that can't be read or that the CLI refuses
 * @throws AnalysisError where the CLI or the pack fails
 */
export async function analyzeState(options: AnalysisOptions): Promise<Analysis> {
  const folder = mkdtempSync(join(tmpdir(), "physical-ai-"));
  try {
    for (const name of ["home", "backend"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "policies.json"), configurationOf(options.policyConfig));
    const whole = await analyze(options.state, folder, options);
    if (!UNDECRYPTED.test(whole.errors)) return { events: restored(whole.events, options.state), caveats: [] };
    const { events } = await analyze(withUnknownSecrets(options.state), folder, options);
    return {
      events: restored(events, options.state),
      caveats: [
        "The secrets in the state could not be decrypted: what hangs on them is undetermined. Set PULUMI_CONFIG_PASSPHRASE, or sign in to the service that has their key.",
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The configuration for this analysis: the user's, and the policy on that tells what has passed. */
function configurationOf(file: string | undefined): string {
  let configured: unknown = {};
  if (file !== undefined) {
    try {
      configured = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UsageError(`--policy-config ${file} ${code ? `can't be read (${code})` : "is no JSON"}.`);
    }
    if (typeof configured !== "object" || configured === null || Array.isArray(configured))
      throw new UsageError(`--policy-config ${file} is no JSON object with a policy's name for each key.`);
  }
  return JSON.stringify({ ...(configured as object), "passed-findings": "advisory" });
}

async function analyze(
  state: Deployment,
  folder: string,
  { cli, packFolder, policyConfig, signal, env = process.env }: AnalysisOptions,
): Promise<{ events: readonly EngineEvent[]; errors: string }> {
  const file = join(folder, "state.json");
  writeFileSync(file, JSON.stringify(state), { mode: 0o600 });
  const errorFile = join(folder, "errors");
  const command = [join(cli, "bin", "pulumi"), "policy", "analyze", "--file", file, "--policy-pack", packFolder];
  command.push(
    "--policy-pack-config",
    join(folder, "policies.json"),
    "--json",
    "--non-interactive",
    "--color",
    "never",
  );
  // A shell keeps the two streams apart: on one are the events, on the other what the CLI has to say of them.
  const { code, stdout } = await runGroup("/bin/sh", ["-c", 'exec "$@" 2> "$0"', errorFile, ...command], {
    cwd: folder,
    env: environmentOf(env, folder),
    signal,
  });
  const errors = readFileSync(errorFile, "utf8");
  if (code !== 0 && !VIOLATIONS.test(errors)) throw failureOf(errors, policyConfig);
  const events = eventsIn(stdout);
  if (!events.some(({ summaryEvent }) => summaryEvent)) throw failureOf("the CLI ended before its analysis did");
  return { events, errors };
}

function eventsIn(stdout: string): readonly EngineEvent[] {
  try {
    return readEvents(stdout);
  } catch (error) {
    throw error instanceof EventsError ? failureOf(error.message) : error;
  }
}

function environmentOf(env: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const [passphrase, file] = PASSPHRASE.map((name) => env[name]);
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("PULUMI_"))),
    ...(passphrase !== undefined && { [PASSPHRASE[0]]: passphrase }),
    ...(file !== undefined && { [PASSPHRASE[1]]: resolve(file) }),
    PATH: [dirname(process.execPath), env.PATH ?? "", SHIM].join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

function failureOf(errors: string, policyConfig?: string): Error {
  const said = errors
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("warning:"))
    .map((line) => line.replace(/^error: /, ""));
  const refused = said.find((line) => CONFIGURATION.test(line));
  if (refused !== undefined && policyConfig !== undefined)
    return new UsageError(`--policy-config ${policyConfig}: ${refused.replace(CONFIGURATION, "")}`);
  return new AnalysisError(`The state can't be analysed: ${said.join("\n") || "the CLI does not say why"}`);
}

function withUnknownSecrets(state: Deployment): Deployment {
  // Without its key, of which nothing is asked then.
  const deployment = { ...contentOf(state), secrets_providers: undefined };
  return JSON.parse(JSON.stringify({ ...state, deployment }), (_key, value: unknown) => {
    const { [SIGNATURE]: signature, ciphertext } = (value ?? {}) as Record<string, unknown>;
    return signature === SECRET && typeof ciphertext === "string" ? UNKNOWN : value;
  }) as Deployment;
}

/**
 * The events, with what the CLI leaves out of an analysis that came to its end: which resources there were, and that the stack was
 * judged as a whole.
 */
function restored(events: readonly EngineEvent[], state: Deployment): readonly EngineEvent[] {
  const version = events.find(({ policyEvent }) => policyEvent?.policyPackName === PACK)?.policyEvent
    ?.policyPackVersion;
  const resources = (contentOf(state).resources ?? []).filter((resource) => resource.delete !== true);
  return [
    ...resources.map(({ urn, type, inputs }): EngineEvent => ({
      resourcePreEvent: { metadata: { urn, type, new: { inputs: inputs ?? {} } } },
    })),
    ...events,
    {
      policyAnalyzeStackSummaryEvent: {
        policyPackName: PACK,
        ...(version !== undefined && { policyPackVersion: version }),
        passed: [],
        failed: [],
      },
    },
  ];
}

import type { Deployment } from "@pulumi/pulumi/automation";
import { z } from "zod";
import { UsageError } from "../offline/usage";

/** Versions of the form that a CLI of this time reads (apitype.DeploymentSchemaVersionLatest of Pulumi 3.255). */
const VERSIONS = { oldest: 1, latest: 4 };

/** What an audit reads of a state; everything else that the engine keeps is let pass (apitype.DeploymentV3). */
const contentSchema = z.looseObject({
  manifest: z.looseObject({ time: z.string().optional() }).optional(),
  secrets_providers: z
    .looseObject({ type: z.string(), state: z.looseObject({ url: z.string().optional() }).nullish() })
    .nullish(),
  resources: z
    .array(
      z.looseObject({
        urn: z.string().startsWith("urn:pulumi:"),
        type: z.string(),
        inputs: z.record(z.string(), z.unknown()).nullish(),
        outputs: z.record(z.string(), z.unknown()).nullish(),
        additionalSecretOutputs: z.array(z.string()).nullish(),
        delete: z.boolean().optional(),
      }),
    )
    .nullish(),
  pending_operations: z.array(z.looseObject({ type: z.string() })).nullish(),
});

/** What a stack's state says, beside whatever else the engine keeps. */
export type StateContent = z.infer<typeof contentSchema>;

/** A resource as a state holds it. */
export type StateResource = NonNullable<StateContent["resources"]>[number];

/** Marks an object that is no plain value, and what it is then (resource.SigKey and SecretSig of the engine). */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Content of a state that `readState` has read. */
export function contentOf(state: Deployment): StateContent {
  return state.deployment as StateContent;
}

/**
 * Reads a state as `pulumi stack export` prints it.
 *
 * @param file what the user calls it
 * @throws UsageError naming the file, for what is no whole state, a state of a version that this program does not know, and one
 *   without resources
 */
export function readState(text: string, file: string): Deployment {
  const wrong = (problem: string, remedy: string) => new UsageError(`${file} ${problem}. ${remedy}`);
  const exportIt = "Export it with: pulumi stack export --file state.json";
  if (isEventLog(text)) throw wrong("is an event log, and no state", "Give it with --events.");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong("is no JSON: it is cut off, or no state", exportIt);
  }
  const { version, deployment, checkpoint } = (typeof value === "object" && value !== null ? value : {}) as {
    [key: string]: unknown;
  };
  if (checkpoint !== undefined) throw wrong("is a backend's own checkpoint, and no exported state", exportIt);
  if (typeof version !== "number" || typeof deployment !== "object" || deployment === null)
    throw wrong('is no exported state: it lacks "version" and "deployment"', exportIt);
  if (!Number.isInteger(version) || version < VERSIONS.oldest || version > VERSIONS.latest)
    throw wrong(
      `has version ${version} of a state's form; known are ${VERSIONS.oldest} to ${VERSIONS.latest}`,
      "Take a newer release of this program, or export it with an older CLI.",
    );
  const content = contentSchema.safeParse(deployment);
  if (!content.success) {
    const [issue] = content.error.issues;
    throw wrong(`is a broken state: deployment.${issue?.path.join(".")}: ${issue?.message}`, exportIt);
  }
  if ((content.data.resources ?? []).length === 0)
    throw wrong("holds no resource: there is nothing to audit", "Give the state of a stack that is deployed.");
  return value as Deployment;
}

/** Whether the first line is an event of the engine, as an event log has one on each. */
function isEventLog(text: string): boolean {
  try {
    const event: unknown = JSON.parse(text.slice(0, text.indexOf("\n") + 1 || undefined));
    return typeof event === "object" && event !== null && "timestamp" in event && !("deployment" in event);
  } catch {
    return false;
  }
}

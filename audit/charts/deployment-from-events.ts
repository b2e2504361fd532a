import type { Deployment } from "@pulumi/pulumi/automation";
import { z } from "zod";
import { SECRET, SIGNATURE } from "../exported-state";
import { isObject, REDACTED, UNKNOWN } from "./placeholders";

const properties = z.record(z.string(), z.unknown()).nullish();

/** A step of the engine, as far as a deployment is made of it (apitype.StepEventMetadata and StepEventStateMetadata). */
const metadata = z.object({
  op: z.string(),
  new: z
    .object({
      urn: z.string().startsWith("urn:pulumi:"),
      type: z.string(),
      custom: z.boolean().optional(),
      id: z.string().optional(),
      parent: z.string().optional(),
      provider: z.string().optional(),
      inputs: properties,
      outputs: properties,
    })
    .nullish(),
});
const stepEvent = z.object({
  resourcePreEvent: z.object({ metadata }).optional(),
  resOutputsEvent: z.object({ metadata }).optional(),
});

type Step = z.infer<typeof metadata>;
type StepState = NonNullable<Step["new"]>;

/** Steps that leave nothing behind. */
const ENDS: ReadonlySet<string> = new Set([
  "delete",
  "delete-replaced",
  "discard-replaced",
  "read-discard",
  "remove-pending-replace",
]);

/**
 * The deployment that the run of an event log makes or would make, in the form of `pulumi stack export`, for
 * `pulumi policy analyze --file`. Values are as the log has them: what a preview does not know stays unknown, and secrets are
 * `[secret]`. What depends on what is not in a log; controls that follow unknown ids find nothing in such a deployment.
 *
 * @param log an event log that `readEvents` takes, one JSON object to a line
 */
export function deploymentFrom(log: string): Deployment {
  const states = new Map<string, StepState>();
  for (const line of log.split("\n")) {
    if (line.trim() === "") continue;
    const read = stepEvent.safeParse(JSON.parse(line));
    const step = read.data?.resourcePreEvent?.metadata ?? read.data?.resOutputsEvent?.metadata;
    if (!step?.new || ENDS.has(step.op)) continue;
    const before = states.get(step.new.urn);
    // After a step the log tells what it made; a preview that can't know it tells nothing.
    states.set(step.new.urn, before === undefined ? step.new : { ...before, ...known(step.new) });
  }
  return {
    version: 3,
    deployment: {
      manifest: { time: new Date(0).toISOString(), magic: "", version: "" },
      resources: [...states.values()].map(resourceOf),
    },
  };
}

/** Without what is empty. */
function known(state: StepState): Partial<StepState> {
  const { inputs, outputs, id, ...rest } = state;
  return {
    ...rest,
    ...(hasAny(inputs) && { inputs }),
    ...(hasAny(outputs) && { outputs }),
    ...(id && { id }),
  };
}

function resourceOf({ urn, type, custom = false, id, parent, provider, inputs, outputs }: StepState) {
  return {
    urn,
    type,
    custom,
    // Whatever is made has an id; providers are told apart by theirs, which a log names as it names it here.
    ...(custom && { id: id || UNKNOWN }),
    inputs: withoutSecrets(inputs ?? {}),
    outputs: withoutSecrets(hasAny(outputs) ? outputs : (inputs ?? {})),
    ...(parent && { parent }),
    ...(provider && { provider }),
  };
}

/** A log has no ciphertext: an analysis could not even try to decrypt its secrets. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isObject(value)) return value;
  if (value[SIGNATURE] === SECRET) return REDACTED;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

function hasAny(map: Record<string, unknown> | null | undefined): map is Record<string, unknown> {
  return Object.keys(map ?? {}).length > 0;
}

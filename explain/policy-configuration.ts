import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UsageError } from "../offline/usage";

/** The stacks of this repository, whose configurations the pack ships. */
const STACKS = ["dev", "prod"] as const;

const level = z.enum(["advisory", "mandatory", "remediate", "disabled"]);
const waiver = z.strictObject({
  finding: z.string(),
  resource: z.string(),
  owner: z.string(),
  reason: z.string(),
  expires: z.iso.date(),
  compensatingControl: z.string(),
});
const policy = z.union([
  level.transform((enforcementLevel) => ({ enforcementLevel, waivers: [] })),
  z.looseObject({ enforcementLevel: level.optional(), waivers: z.array(waiver).default([]) }),
]);
const configuration = z.record(z.string(), policy);

export type Level = z.infer<typeof level>;
export type Waiver = z.infer<typeof waiver>;

/** How strict the pack is for one stack, and what it accepts there. */
export interface PolicyConfiguration {
  /** Name of the stack. */
  readonly stack: string;
  /** The level of a policy whose own is `ownLevel`. */
  readonly levelOf: (policy: string, ownLevel: Level) => Level;
  /** What the file lists, expired ones too; none where the policy that reads them is off. */
  readonly waivers: readonly Waiver[];
}

/** Where the configuration of a stack is, from the root of the repository. */
export function configurationFile(stack: string): string {
  return `policies/config/${stack}.json`;
}

/**
 * The configurations that the pack ships for the stacks of `repository`.
 *
 * @throws UsageError naming the file and the key where one cannot be read
 */
export function readPolicyConfigurations(repository: string): readonly PolicyConfiguration[] {
  return STACKS.map((stack) =>
    policyConfiguration(stack, readFileSync(join(repository, configurationFile(stack)), "utf8")),
  );
}

/**
 * @param text of the file
 * @throws UsageError naming the file and the key where it is none
 */
export function policyConfiguration(stack: string, text: string): PolicyConfiguration {
  const read = configuration.safeParse(parse(stack, text));
  if (!read.success) {
    const [issue] = read.error.issues;
    const where = (issue?.path ?? []).join(".");
    throw new UsageError(
      `${configurationFile(stack)}: ${where} is no level, settings or list of waivers: docs/waivers.md, policies/README.md.`,
    );
  }
  const policies = new Map(Object.entries(read.data));
  const levelOf = (name: string, ownLevel: Level) =>
    policies.get(name)?.enforcementLevel ?? policies.get("all")?.enforcementLevel ?? ownLevel;
  const areRead = levelOf("waivers", "mandatory") !== "disabled";
  return { stack, levelOf, waivers: areRead ? (policies.get("waivers")?.waivers ?? []) : [] };
}

function parse(stack: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${configurationFile(stack)} is no JSON.`);
  }
}

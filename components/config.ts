import { Address4 } from "ip-address";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { NameParts } from "./conventions/names";
import { REDUNDANCIES } from "./data/object-storage";
import { AddressPlanError, LONGEST_SUBNET_PREFIX, overlap, planAddresses } from "./network/address-plan";
import { subnetRequests } from "./network/subnets";

/** The configuration's namespace: the project's name in Pulumi.yaml, which also describes each key and has its default. */
const NAMESPACE = "physical-ai";

/** Configuration of the platform, checked. */
export type PlatformConfig = z.infer<typeof platformConfig>;

/** Every problem of the configuration in one message, each with its key, what is wrong and what to do. */
export class ConfigurationError extends pulumi.RunError {
  constructor(file: string, problems: readonly string[]) {
    super(
      `${file}: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}\n${problems.map((problem) => `  ${problem}`).join("\n")}`,
    );
  }
}

/** A value as Pulumi hands it over: a text; what it says is quoted in messages unless it is a secret. */
export interface RawValue {
  readonly text: string;
  readonly secret: boolean;
}

const word = (form: RegExp, remedy: string) => z.string().regex(form, { error: remedy });
const flag = z
  .enum(["true", "false"], { error: 'is neither true nor false. Give "true" or "false".' })
  .transform((text) => text === "true");
const oneOf = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `is none of the choices. Give one of ${values.join(", ")}.` });
const wholeNumber = (least: number, most: number) => {
  const error = `is no whole number from ${least} to ${most}.`;
  return z
    .string()
    .regex(/^\d{1,6}$/, { error })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error });
};
const range = z
  .string()
  .refine(isRange, { error: "is no IPv4 range. Give one such as 10.0.0.0/16, with zeros behind the prefix." });
const json = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is no valid structure. Write it as YAML in the stack's file." });
    return z.NEVER;
  }
};
const TAG =
  "holds a tag that Azure refuses. Give names of 1 to 512 characters without <>%&\\?/ and values of up to 256.";
const tags = z
  .string()
  .transform(json)
  .pipe(
    z.record(z.string().regex(/^[^<>%&\\?/\p{Cc}]{1,512}$/u), z.string().regex(/^\P{Cc}{0,256}$/u), { error: TAG }),
  );
const ranges = z
  .string()
  .transform(json)
  .pipe(z.array(range, { error: "is no list of ranges." }));

const platformConfig = z
  .strictObject({
    namePrefix: word(
      /^[a-z][a-z0-9]{1,9}$/,
      "is no prefix. Give 2 to 10 lower-case letters and digits, a letter first.",
    ),
    environment: word(/^[a-z0-9]{2,8}$/, "is no environment. Give 2 to 8 lower-case letters and digits, such as dev."),
    instance: word(/^[a-z0-9]{1,4}$/, "is no instance. Give 1 to 4 lower-case letters and digits, such as 001."),
    uniqueSuffix: word(/^[a-z0-9]{0,4}$/, "is no suffix. Give up to 4 lower-case letters and digits, or nothing."),
    location: word(/^[a-z][a-z0-9]{2,40}$/, "is no Azure region. Give its short name, such as westus3."),
    stage: oneOf(["foundation", "complete"]),
    owner: word(/^[^<>%&\\?/\p{Cc}]{1,256}$/u, "is no owner. Give the team or address that answers for the platform."),
    tags,
    protect: flag,
    adoptOldApiVersions: flag,
    addressSpace: range,
    reservedRanges: ranges,
    systemSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
    gpuSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
    privateEndpointSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
    logRetentionDays: wholeNumber(30, 730),
    storageRedundancy: oneOf(REDUNDANCIES),
    recoverableDays: wholeNumber(7, 365),
    vaultSku: oneOf(["standard", "premium"]),
    vaultRecoverableDays: wholeNumber(7, 90),
  })
  .check(({ value, issues }) => {
    for (const reserved of value.reservedRanges) {
      if (!overlap(value.addressSpace, reserved)) continue;
      issues.push({
        code: "custom",
        input: value.addressSpace,
        path: ["addressSpace"],
        message: `overlaps ${reserved} of reservedRanges. Give ranges that share no address.`,
      });
    }
    try {
      planAddresses(value.addressSpace, subnetRequests(subnetSizes(value)));
    } catch (error) {
      if (!(error instanceof AddressPlanError)) throw error;
      const message = `is too small: ${error.message}. Give a larger range, or longer prefixes to the subnets.`;
      issues.push({ code: "custom", input: value.addressSpace, path: ["addressSpace"], message });
    }
  });

/** What names and tags are made of. */
export function namePartsOf({ namePrefix, environment, instance, uniqueSuffix }: PlatformConfig): NameParts {
  return { prefix: namePrefix, environment, instance, uniqueSuffix };
}

/** Every key there is. */
export const CONFIG_KEYS: readonly string[] = Object.keys(platformConfig.shape);

/** The prefix length of each subnet. */
export function subnetSizes(
  config: Pick<PlatformConfig, "systemSubnetPrefix" | "gpuSubnetPrefix" | "privateEndpointSubnetPrefix">,
) {
  return {
    system: config.systemSubnetPrefix,
    gpu: config.gpuSubnetPrefix,
    "private-endpoints": config.privateEndpointSubnetPrefix,
  };
}

/**
 * Checks the values by their keys, without namespace.
 *
 * @param file what messages call the place where the values stand
 * @throws ConfigurationError with every problem there is
 */
export function checkConfig(raw: ReadonlyMap<string, RawValue>, file: string): PlatformConfig {
  const texts = Object.fromEntries([...raw].map(([key, { text }]) => [key, text]));
  const result = platformConfig.safeParse(texts);
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue): string[] => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => describeUnknown(key));
    const key = String(issue.path[0] ?? "");
    const value = raw.get(key);
    if (value === undefined) return [`${NAMESPACE}:${key}  is missing. Pulumi.yaml has its description and default.`];
    return [`${NAMESPACE}:${key}  ${quote(value)} ${issue.message}`];
  });
  throw new ConfigurationError(file, [...new Set(problems)].sort());
}

/**
 * Reads the stack's configuration.
 *
 * @throws ConfigurationError with every problem there is
 */
export function readConfig(): PlatformConfig {
  const prefix = `${NAMESPACE}:`;
  const values = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, text]): [string, RawValue] => [key.slice(prefix.length), { text, secret: isSecret(key) }]);
  return checkConfig(new Map(values), `Pulumi.${pulumi.getStack()}.yaml`);
}

/** Whether the value was set with --secret. The SDK has it, but keeps it out of its types. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

function isRange(text: string): boolean {
  if (!/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/.test(text) || !Address4.isValid(text)) return false;
  const address = new Address4(text);
  return address.correctForm() === address.startAddress().correctForm();
}

const LONGEST_QUOTE = 60;

function quote({ text, secret }: RawValue): string {
  if (secret) return "(a secret)";
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}

function describeUnknown(key: string): string {
  const nearest = [...CONFIG_KEYS].sort((a, b) => distance(key, a) - distance(key, b))[0] ?? "";
  const meant = distance(key, nearest) <= 3 ? `Did you mean ${nearest}?` : "Pulumi.yaml describes the keys there are.";
  return `${NAMESPACE}:${JSON.stringify(key.slice(0, LONGEST_QUOTE)).slice(1, -1)}  is no key of this project. ${meant}`;
}

/** Letters to add, drop or change to come from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from.slice(0, LONGEST_QUOTE)].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (to[j - 1] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

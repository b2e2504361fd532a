import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { ConfigurationError, describeUnknownKey, NAMESPACE, quote } from "./config-problems";
import type { ConfigProblem, RawValue } from "./config-problems";
import { flag, networkRange, oneOf, ranges, tags, wholeNumber, word } from "./config-values";
import { NameError, Names } from "./conventions/names";
import type { NameParts } from "./conventions/names";
import { REDUNDANCIES } from "./data/object-storage";
import { AddressPlanError, LONGEST_SUBNET_PREFIX, overlap, planAddresses } from "./network/address-plan";
import { subnetRequests } from "./network/subnets";
import type { SubnetSizes } from "./network/subnets";

export { ConfigurationError } from "./config-problems";
export type { RawValue } from "./config-problems";

/** What each key takes. Descriptions and defaults are Pulumi.yaml's. */
const FIELDS = {
  namePrefix: word(/^[a-z][a-z0-9]{1,9}$/, "is no prefix. Give 2 to 10 lower-case letters and digits, a letter first."),
  environment: word(/^[a-z0-9]{2,8}$/, "is no environment. Give 2 to 8 lower-case letters and digits, such as dev."),
  instance: word(/^[a-z0-9]{1,4}$/, "is no instance. Give 1 to 4 lower-case letters and digits, such as 001."),
  uniqueSuffix: word(/^[a-z0-9]{0,4}$/, "is no suffix. Give up to 4 lower-case letters and digits, or nothing."),
  location: word(/^[a-z][a-z0-9]{2,40}$/, "is no Azure region. Give its short name, such as westus3."),
  stage: oneOf(["foundation", "complete"]),
  owner: word(
    /^(?=.*\S)[^<>%&\\?/\p{Cc}]{1,256}$/u,
    "is no owner. Give the team or address that answers for the platform.",
  ),
  tags: tags(),
  protect: flag(),
  adoptOldApiVersions: flag(),
  addressSpace: networkRange(),
  reservedRanges: ranges(),
  systemSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
  gpuSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
  privateEndpointSubnetPrefix: wholeNumber(8, LONGEST_SUBNET_PREFIX),
  logRetentionDays: wholeNumber(30, 730),
  storageRedundancy: oneOf(REDUNDANCIES),
  recoverableDays: wholeNumber(7, 365),
  vaultSku: oneOf(["standard", "premium"]),
  vaultRecoverableDays: wholeNumber(7, 90),
};

type Key = keyof typeof FIELDS;

/** Configuration of the platform, checked. */
export type PlatformConfig = { readonly [K in Key]: z.output<(typeof FIELDS)[K]> };

/** Every key there is. */
export const CONFIG_KEYS = Object.keys(FIELDS) as readonly Key[];

/** What has to hold between keys; judged as soon as the keys it needs are right, whatever else is wrong. */
interface Relation {
  /** The key that the problem is told of, and the others. */
  readonly keys: readonly [Key, ...Key[]];
  /** What is wrong, without values: any of them may be a secret. */
  readonly problem: (config: PlatformConfig) => string | undefined;
}

const RELATIONS: readonly Relation[] = [
  {
    keys: ["namePrefix", "environment", "instance", "uniqueSuffix"],
    problem: (config) => nameProblem(namePartsOf(config)),
  },
  {
    keys: ["addressSpace", "reservedRanges"],
    problem: ({ addressSpace, reservedRanges }) => {
      const index = reservedRanges.findIndex((reserved) => overlap(addressSpace, reserved));
      if (index < 0) return undefined;
      return `overlaps entry ${index + 1} of ${NAMESPACE}:reservedRanges. Give ranges that share no address.`;
    },
  },
  {
    keys: ["addressSpace", "systemSubnetPrefix", "gpuSubnetPrefix", "privateEndpointSubnetPrefix"],
    problem: (config) => planProblem(config.addressSpace, subnetSizes(config)),
  },
];

function nameProblem(parts: NameParts): string | undefined {
  const names = new Names(parts);
  try {
    names.of("keyVault");
    names.of("storageAccount");
    return undefined;
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    return `makes too long a name with environment, instance and uniqueSuffix: that of the ${error.kind} has ${error.length} characters, Azure takes ${error.longest}. Shorten them.`;
  }
}

function planProblem(addressSpace: string, sizes: SubnetSizes): string | undefined {
  try {
    planAddresses(addressSpace, subnetRequests(sizes));
    return undefined;
  } catch (error) {
    if (!(error instanceof AddressPlanError)) throw error;
    return `has no room left for the subnet "${error.subnet}". Give a larger range, or longer prefixes to the subnets.`;
  }
}

/** What names and tags are made of. */
export function namePartsOf({ namePrefix, environment, instance, uniqueSuffix }: PlatformConfig): NameParts {
  return { prefix: namePrefix, environment, instance, uniqueSuffix };
}

/** The prefix length of each subnet. */
export function subnetSizes(config: PlatformConfig): SubnetSizes {
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
  const problems: ConfigProblem[] = [...raw.keys()]
    .filter((key) => !isKey(key))
    .map((key) => ({ key, statement: describeUnknownKey(key, CONFIG_KEYS) }));
  const values: Partial<Record<Key, unknown>> = {};
  for (const key of CONFIG_KEYS) {
    const value = raw.get(key);
    if (value === undefined) {
      problems.push({ key, statement: "is missing. Give it; Pulumi.yaml has its description and default." });
      continue;
    }
    const result = FIELDS[key].safeParse(value.text);
    if (result.success) values[key] = result.data;
    else problems.push({ key, statement: `${quote(value)} ${result.error.issues[0]!.message}` });
  }
  const config = values as PlatformConfig;
  for (const { keys, problem } of RELATIONS) {
    if (keys.some((key) => !(key in values))) continue;
    const statement = problem(config);
    if (statement !== undefined) problems.push({ key: keys[0], statement: `${quote(raw.get(keys[0])!)} ${statement}` });
  }
  if (problems.length > 0) throw new ConfigurationError(file, problems);
  return config;
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

function isKey(key: string): key is Key {
  return Object.hasOwn(FIELDS, key);
}

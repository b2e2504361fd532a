import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { CONFIG_KEYS, FIELDS, SECRET_KEYS } from "./config-fields";
import type { Key, PlatformConfig } from "./config-fields";
import { ConfigurationError, describeUnknownKey, NAMESPACE, quote } from "./config-problems";
import type { ConfigProblem, RawValue } from "./config-problems";
import { RELATIONS } from "./config-relations";
import { MISSING } from "./config-values";

export { CONFIG_KEYS } from "./config-fields";
export type { PlatformConfig } from "./config-fields";
export { ConfigurationError } from "./config-problems";
export type { RawValue } from "./config-problems";

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
    if (SECRET_KEYS.includes(key) && !value.secret && !isEmpty(value)) {
      problems.push({
        key,
        statement:
          "is no secret, and everybody who reads the stack's file knows it. Change it, and set it with --secret.",
      });
      continue;
    }
    const result = FIELDS[key].safeParse(value.text);
    if (result.success) values[key] = result.data;
    else problems.push(...result.error.issues.flatMap((issue) => issueProblems(key, value, issue)));
  }
  const config = values as PlatformConfig;
  for (const { keys, problems: judge } of RELATIONS) {
    if (keys.some((key) => !(key in values))) continue;
    for (const { key, statement } of judge(config)) problems.push({ key, statement: withValue(raw, key, statement) });
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

/** What is wrong with a value or one of its parts, which the key then names: `gpuPools.h100.zones[0]`. */
function issueProblems(key: Key, raw: RawValue, issue: z.core.$ZodIssue): ConfigProblem[] {
  const path = key + issue.path.map(asStep).join("");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((unknown) => ({
      key: path + asStep(unknown),
      statement: "is no setting of this key. docs/configuration.md has those that there are.",
    }));
  }
  if (issue.code === "invalid_key") {
    return [{ key: path, statement: "is no name that this key takes. docs/configuration.md says which are." }];
  }
  return [{ key: path, statement: withPart(raw, issue.path.map(String), issue.message) }];
}

/** A step into a value as a message writes it: `[0]`, `.zones`, or `['a b']` for a name that is no word. */
function asStep(step: PropertyKey): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[\w-]+$/.test(String(step)) ? `.${String(step)}` : `['${String(step)}']`;
}

/** The statement with the value in front that the key, or the part of it, has. */
function withValue(raw: ReadonlyMap<string, RawValue>, path: string, statement: string): string {
  const [key = "", ...steps] = path.split(/[.[\]]+/).filter((step) => step !== "");
  const value = raw.get(key);
  return value === undefined ? statement : withPart(value, steps, statement);
}

function withPart(value: RawValue, steps: readonly string[], statement: string): string {
  if (statement === MISSING) return statement;
  if (steps.length === 0) return `${quote(value)} ${statement}`;
  const inner = steps.reduce<unknown>(
    (outer, step) =>
      typeof outer === "object" && outer !== null ? (outer as Record<string, unknown>)[step] : undefined,
    JSON.parse(value.text),
  );
  if (inner === undefined) return statement;
  return `${quote({ text: typeof inner === "string" ? inner : JSON.stringify(inner), secret: value.secret })} ${statement}`;
}

/** Nothing that could be a secret. */
function isEmpty({ text }: RawValue): boolean {
  return text === "{}" || text === "";
}

/** Whether the value was set with --secret. The SDK has it, but keeps it out of its types. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(key);
}

function isKey(key: string): key is Key {
  return Object.hasOwn(FIELDS, key);
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, parse, parseDocument } from "yaml";
import type { Document } from "yaml";
import { z } from "zod";
import { FIELDS, SECRET_KEYS } from "../../components/config-fields";
import type { Key } from "../../components/config-fields";
import { code, table } from "./table";

interface Declared {
  readonly type: string;
  readonly description: string;
  readonly default: unknown;
}

/** What a stack sets of its own. */
interface Stack {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What of a JSON schema is shown. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** Every configuration key with its meaning, default, choices and parts, in the sections of Pulumi.yaml. */
export function configurationPage(repository: string): string {
  const text = readFileSync(join(repository, "Pulumi.yaml"), "utf8");
  const document = parseDocument(text);
  const { config } = document.toJS() as { config: Readonly<Record<Key, Declared>> };
  const stacks = ["dev", "prod"].map((name) => ({
    name,
    values: stackValues(join(repository, `Pulumi.${name}.yaml`)),
  }));
  const sections = sectionsOf(document).map(({ title, keys }) =>
    [`## ${title}`, ...keys.map((key) => keyText(key, config[key], stacks))].join("\n\n"),
  );
  return [
    "# Configuration",
    "Generated from Pulumi.yaml and components/config-fields.ts by `npm run docs`.",
    "Set a key of the selected stack with `pulumi config set KEY VALUE`, a part of one with `pulumi config set --path 'KEY.PART' VALUE`, or write it below `config:` in `Pulumi.<stack>.yaml` as `physical-ai:KEY`. What does not fit together is refused before anything is registered, all problems at once.",
    ...sections,
  ].join("\n\n");
}

function keyText(key: Key, declared: Declared, stacks: readonly Stack[]): string {
  const schema = z.toJSONSchema(FIELDS[key] as z.ZodType, { unrepresentable: "any" }) as Schema;
  const choices = schema.enum ?? schema.items?.enum;
  const facts = [
    `Default: ${shown(declared.default)}`,
    ...stacks.flatMap(({ name, values }) => (key in values ? [`${name}: ${shown(values[key])}`] : [])),
    ...(choices ? [`One of: ${choices.map(code).join(", ")}`] : []),
    ...(SECRET_KEYS.includes(key) ? ["A secret"] : []),
  ];
  const parts = partsOf(schema);
  return [
    `### ${key}`,
    `${declared.description}. ${facts.join(". ")}.`,
    ...(parts.length > 0 ? [table(["Part", "Meaning", "Default"], parts)] : []),
  ].join("\n\n");
}

/** What a list or map is made of, with the path to each part. */
function partsOf(schema: Schema, path = ""): string[][] {
  if (schema.items?.properties) return partsOf(schema.items, `${path}[]`);
  if (typeof schema.additionalProperties === "object" && schema.additionalProperties.properties) {
    return partsOf(schema.additionalProperties, `${path}.NAME`);
  }
  return Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const choices = (part.enum ?? part.items?.enum)?.map(code).join(", ");
    const meaning = [part.description ?? "", ...(choices ? [`One of ${choices}`] : [])].join(". ");
    const isNeeded = (schema.required ?? []).includes(name) && part.default === undefined;
    return [code(`${path}.${name}`), meaning, isNeeded ? "has to be given" : shown(part.default)];
  });
}

function shown(value: unknown): string {
  if (value === undefined || value === "") return "none";
  return code(typeof value === "string" ? value : JSON.stringify(value));
}

function stackValues(file: string): Readonly<Record<string, unknown>> {
  const { config } = parse(readFileSync(file, "utf8")) as { config: Readonly<Record<string, unknown>> };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace("physical-ai:", ""), value]));
}

/** The keys of Pulumi.yaml below the comments that head them. */
function sectionsOf(document: Document): { title: string; keys: Key[] }[] {
  const config = document.get("config");
  if (!isMap(config)) throw new Error("Pulumi.yaml has no config.");
  const sections: { title: string; keys: Key[] }[] = [];
  for (const { key } of config.items) {
    if (!isScalar(key)) continue;
    const title = key.commentBefore ?? (sections.length === 0 ? config.commentBefore : undefined);
    if (title) sections.push({ title: title.trim(), keys: [] });
    sections.at(-1)!.keys.push(key.value as Key);
  }
  return sections;
}

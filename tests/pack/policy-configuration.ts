import type { BootedPack, Level, PolicyConfiguration } from "./booted-pack";

/*
 * How the engine takes a configuration file of a pack: which it refuses, and what it tells the pack of the others. After
 * the CLI's pkg/resource/analyzer/config.go, v3.249.
 */

const LEVELS: readonly unknown[] = ["advisory", "mandatory", "remediate", "disabled"];
/** Keys of the file that name no policy. */
const RESERVED = ["all", "environments"];

type Info = Awaited<ReturnType<BootedPack["info"]>>;
type Schema = Readonly<Record<string, unknown>>;

/** Why the engine would refuse `file`, the parsed text of a configuration file; empty where it would not. */
export function problemsOf(file: unknown, info: Info): readonly string[] {
  if (!isObject(file)) return ["the file is no object"];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(file)) {
    if (name === "environments") continue;
    const level = isObject(value) ? value.enforcementLevel : value;
    if (!isObject(value) && typeof value !== "string") problems.push(`${name}: must be a string or object`);
    else if (level !== undefined && !LEVELS.includes(level)) problems.push(`${name}: no valid enforcement level`);
  }
  for (const { name, configschema } of info.policiesList) {
    const properties = info.schemas.get(name);
    if (properties === undefined) continue;
    const schema = { type: "object", properties, required: configschema?.requiredList ?? [] };
    problems.push(...violationsOf(propertiesOf(file[name]), schema, name));
  }
  return problems;
}

/** Names in the file that no policy has. The engine passes them over, so that a misspelt one would do nothing. */
export function strangersIn(file: object, info: Info): readonly string[] {
  const known = new Set([...RESERVED, ...info.policiesList.map(({ name }) => name)]);
  return Object.keys(file).filter((name) => !known.has(name));
}

/** What the engine tells the pack: its own levels, over which come those for all policies, then those for one. */
export function reconciled(file: Readonly<Record<string, unknown>>, info: Info): PolicyConfiguration {
  const [advisory, mandatory, disabled, remediate] = ["advisory", "mandatory", "disabled", "remediate"] as const;
  const reported = [advisory, mandatory, disabled, remediate];
  return Object.fromEntries(
    info.policiesList.map(({ name, enforcementlevel }) => {
      const level = levelOf(file[name]) ?? levelOf(file.all) ?? reported[enforcementlevel] ?? advisory;
      return [name, { level, properties: propertiesOf(file[name]) }];
    }),
  );
}

function levelOf(value: unknown): Level | undefined {
  return (isObject(value) ? value.enforcementLevel : value) as Level | undefined;
}

function propertiesOf(value: unknown): Record<string, unknown> {
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([property]) => property !== "enforcementLevel"));
}

/** Words of a schema that are heeded here, or say nothing about values. */
const KNOWN = ["type", "properties", "required", "items", "description", "title"];

/** Where `value` does not fit the schema. Knows the words that this pack's schemas use, and throws on any other. */
function violationsOf(value: unknown, schema: Schema, path: string): string[] {
  const { type, properties, required, items } = schema;
  const unheeded = Object.keys(schema).filter((word) => !KNOWN.includes(word));
  if (unheeded.length > 0) throw new Error(`${path}: this check does not know ${unheeded.join(", ")}`);
  if (type === "array") {
    if (!Array.isArray(value)) return [`${path}: expected array`];
    return value.flatMap((item, index) => (isObject(items) ? violationsOf(item, items, `${path}[${index}]`) : []));
  }
  if (type === "object") {
    if (!isObject(value)) return [`${path}: expected object`];
    const lacking = ((required as readonly string[] | undefined) ?? []).filter((name) => !Object.hasOwn(value, name));
    return [
      ...lacking.map((name) => `${path}: ${name} is required`),
      ...Object.entries(isObject(properties) ? properties : {}).flatMap(([name, of]) =>
        Object.hasOwn(value, name) ? violationsOf(value[name], of as Schema, `${path}.${name}`) : [],
      ),
    ];
  }
  return typeof value === type ? [] : [`${path}: expected ${String(type)}`];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

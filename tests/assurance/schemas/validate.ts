import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import type { ValidateFunction } from "ajv";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";

type Schema = Readonly<Record<string, unknown>>;

/** SARIF's schema is of draft 4. Of what it uses, draft 7 differs in the name of the id alone. */
function sarifSchema(): Schema {
  const { id, $schema, ...rest } = readSchema("sarif-2.1.0.schema.json");
  if ($schema !== "http://json-schema.org/draft-04/schema#")
    throw new Error("Not the schema that this was written for.");
  return { $id: id, ...rest };
}

function readSchema(name: string): Schema {
  return JSON.parse(readFileSync(join(__dirname, name), "utf8")) as Schema;
}

// One of the patterns of SARIF's schema is no Unicode one.
const draft7 = { strict: false, allErrors: true, unicodeRegExp: false };
const compiled = new Map<string, ValidateFunction>();

/** What keeps `value` from being valid SARIF 2.1.0, a line each. */
export function sarifViolations(value: unknown): readonly string[] {
  return violations("sarif", () => addFormats(new Ajv(draft7)).compile(sarifSchema()), value);
}

/** What keeps `value` from being a valid Open Threat Model 0.2.0, a line each. */
export function otmViolations(value: unknown): readonly string[] {
  return violations("otm", () => addFormats(new Ajv(draft7)).compile(readSchema("otm-0.2.0.schema.json")), value);
}

/** What keeps `value` from the JSON Schema (draft 2020-12), a line each. */
export function violationsOf(schema: Schema, value: unknown): readonly string[] {
  return violations(String(schema.$id), () => addFormats(new Ajv2020({ allErrors: true })).compile(schema), value);
}

function violations(name: string, compile: () => ValidateFunction, value: unknown): readonly string[] {
  const validate = compiled.get(name) ?? compile();
  compiled.set(name, validate);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ""}`);
}

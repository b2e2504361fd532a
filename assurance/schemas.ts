import { z } from "zod";
import { assessmentSchema } from "./assessment-schema";
import { ASSESSMENT_VERSION } from "./assessment";
import { EVIDENCE_VERSION, evidenceSchema } from "./evidence-schema";

/**
 * The JSON Schemas of what a report's JSON files hold, by their paths in the repository: draft 2020-12, each named by a URN with
 * the version of the form. Made of the schemas that the program itself reads with.
 */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    file("evidence", EVIDENCE_VERSION, "What a run showed of the physical-AI threat model", evidenceSchema),
    file("assessment", ASSESSMENT_VERSION, "What the evidence of a run makes of the threat model", assessmentSchema),
  ]);
}

function file(name: string, version: number, title: string, form: z.ZodType): [string, string] {
  const { $schema, ...schema } = z.toJSONSchema(form, { target: "draft-2020-12", override: plainer });
  const named = { $schema, $id: `urn:physical-ai:${name}:${version}`, title, ...schema };
  return [`assurance/schema/${name}-${version}.schema.json`, `${JSON.stringify(named, undefined, 2)}\n`];
}

/** Leaves out what only the program means by its types, and the patterns that spell out a format. */
function plainer({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  delete jsonSchema.readOnly;
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
}

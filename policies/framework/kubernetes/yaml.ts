import { createRequire } from "node:module";

/** What this pack uses of js-yaml. */
interface JsYaml {
  readonly CORE_SCHEMA: { extend(types: { implicit: readonly unknown[] }): unknown };
  readonly Type: new (tag: string, options: Readonly<Record<string, unknown>>) => unknown;
  readonly types: { readonly merge: unknown };
  readonly loadAll: (text: string, iterator: null, options: { schema: unknown; json: boolean }) => unknown[];
}

/**
 * The first document of a YAML text, as Helm reads it: `yes` and `on` are true, a key given twice counts the last time, dates
 * are texts. Throws where the text is no YAML.
 */
export function parseYaml(text: string): unknown {
  const { yaml, schema } = (parser ??= loadParser());
  return yaml.loadAll(text, null, { schema, json: true })[0];
}

let parser: ReturnType<typeof loadParser> | undefined;

/**
 * js-yaml, on which @pulumi/pulumi depends: asked for as that package would ask, so that it is found wherever npm put it and
 * the pack needs no dependency of its own. Loaded when first needed: most stacks have no value files.
 */
function loadParser() {
  const ofPulumi = createRequire(createRequire(__filename).resolve("@pulumi/pulumi"));
  const yaml = ofPulumi("js-yaml") as JsYaml;
  const truth = new yaml.Type("tag:yaml.org,2002:bool", {
    kind: "scalar",
    resolve: (word: unknown) => typeof word === "string" && /^(y|yes|on|true|n|no|off|false)$/i.test(word),
    construct: (word: string) => /^(y|yes|on|true)$/i.test(word),
  });
  return { yaml, schema: yaml.CORE_SCHEMA.extend({ implicit: [truth, yaml.types.merge] }) };
}

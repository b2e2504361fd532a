/** A text as a literal of CEL. */
export function text(value: string): string {
  // JSON's escapes are CEL's too.
  return JSON.stringify(value);
}

/** Texts as a list of CEL. An empty one has no type of its own. */
export function texts(values: readonly string[]): string {
  return `[${values.map(text).join(", ")}]`;
}

/**
 * A regular expression (RE2) as a raw literal of CEL, in which a quotation mark can't be escaped: write \x27 for one.
 *
 * @throws where it has one
 */
export function pattern(source: string): string {
  if (source.includes("'")) throw new Error(`a quotation mark in the pattern ${source}`);
  return `r'${source}'`;
}

/** What references to images of a registry begin with. With the slash: a.azurecr.io does not begin a.azurecr.io.example.com/x then. */
export function registryPrefix(registry: string): string {
  return `${registry.replace(/\/+$/, "")}/`;
}

import * as pulumi from "@pulumi/pulumi";

/**
 * Drops the aliases by which azure-native takes over state that was written under the type tokens of older API versions: up
 * to 110 for each resource, which are half of the program's time and most of its memory. A stack that was made with this
 * program has no such state; one that is adopted from another sets `adoptOldApiVersions`.
 */
export function dropApiVersionAliases(): void {
  pulumi.runtime.registerStackTransformation(({ type, props, opts }) => {
    if (!type.startsWith("azure-native:") || !("aliases" in opts) || !Array.isArray(opts.aliases)) return undefined;
    const aliases = (opts.aliases as unknown[]).filter(
      (alias) => !isOldToken(alias),
    ) as pulumi.ComponentResourceOptions["aliases"];
    return { props, opts: { ...opts, aliases } };
  });
}

function isOldToken(alias: unknown): boolean {
  const token = typeof alias === "object" && alias !== null ? (alias as { type?: unknown }).type : undefined;
  return typeof token === "string" && token.startsWith("azure-native:");
}

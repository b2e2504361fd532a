import * as pulumi from "@pulumi/pulumi";

/** A text that may be known only once something else is deployed. */
export type Text = pulumi.Input<string>;

/** Joins texts. The result is plain where all parts are, so that a preview shows what is known already. */
export function text(parts: TemplateStringsArray, ...values: readonly Text[]): Text {
  return values.every((value) => typeof value === "string")
    ? String.raw({ raw: parts }, ...values)
    : pulumi.interpolate(parts, ...values);
}

import type * as pulumi from "@pulumi/pulumi";

/**
 * The SDK fills its defaults into some inputs as one output: a part that is not known yet makes the whole unknown, and no
 * policy can judge the rest of it in a preview. This hands the inputs over as they were written. Only for inputs that set
 * the SDK's defaults themselves.
 *
 * @param kind the resource's class: its children inherit the option, and have inputs of the same names
 */
export function asWritten(
  kind: new (...args: never[]) => pulumi.Resource,
  inputs: Readonly<Record<string, unknown>>,
): Pick<pulumi.CustomResourceOptions, "transformations"> {
  return {
    transformations: [
      ({ resource, props, opts }) =>
        resource instanceof kind ? { props: { ...(props as object), ...inputs }, opts } : undefined,
    ],
  };
}

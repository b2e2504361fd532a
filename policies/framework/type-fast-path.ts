import { requestedType } from "./request";

/**
 * `validate`, skipped by the SDK where the request is about none of `types`.
 *
 * The SDK skips a policy before it unpacks the resource's properties, which is what costs, when the policy's function carries
 * the one type it judges (`__pulumiType`). One exact token would miss the tokens that carry an API version, and a control of
 * several types could not have one. So the property is computed: each control answers with the very token that the request
 * is about where it judges it, or with what `inapplicable` says where it has nothing to judge there, and with its own types
 * where it does not. Where nobody noted what the request is about, the control is asked, and decides by itself.
 */
export function onlyFor<F extends (...args: never[]) => unknown>(
  types: readonly string[],
  validate: F,
  inapplicable: () => string | undefined = () => undefined,
): F {
  const judged = new Set(types);
  const description = namesOf(types);
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => {
      const requested = requestedType();
      if (requested === undefined) return undefined;
      return judged.has(requested.type) ? (inapplicable() ?? requested.token) : description;
    },
  });
}

/**
 * The types as the SDK tells the engine that a policy is skipped: by name where there is one. It tells so of nearly every policy for
 * every resource, some 50,000 times in a stack of 1,000, and writing those texts out is the greater part of what skipping costs.
 */
function namesOf(types: readonly string[]): string {
  const [only = "nothing", ...others] = types;
  return others.length === 0 ? only : `${types.length} others`;
}

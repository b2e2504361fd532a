import { requestedType } from "./request";

/**
 * What the SDK tells the engine of a policy that it skips: "only applies to resources of type 'another'". It tells so of nearly every
 * policy for every resource, some 60,000 times in a stack of 1,200, and writing those texts out is the greater part of what
 * skipping costs; the engine keeps none of them.
 */
const OTHER = "another";

/**
 * `validate`, skipped by the SDK where the request is about none of `types`.
 *
 * The SDK skips a policy before it unpacks the resource's properties, which is what costs, when the policy's function carries
 * the one type it judges (`__pulumiType`). One exact token would miss the tokens that carry an API version, and a control of
 * several types could not have one. So the property is computed: each control answers with the very token that the request
 * is about where it judges it, or with what `inapplicable` says where it has nothing to judge there, and with a word that is no
 * type where it does not. Where nobody noted what the request is about, the control is asked, and decides by itself.
 */
export function onlyFor<F extends (...args: never[]) => unknown>(
  types: readonly string[],
  validate: F,
  inapplicable: () => string | undefined = () => undefined,
): F {
  const judged = new Set(types);
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => {
      const requested = requestedType();
      if (requested === undefined) return undefined;
      return judged.has(requested.type) ? (inapplicable() ?? requested.token) : OTHER;
    },
  });
}

import { requestedType } from "./request";

/** Types that a skipped control is said to judge, at most; the SDK says so of each, for every resource. */
const NAMED = 2;

/**
 * `validate`, skipped by the SDK where the request is about none of `types`.
 *
 * The SDK skips a policy before it unpacks the resource's properties, which is what costs, when the policy's function carries
 * the one type it judges (`__pulumiType`). One exact token would miss the tokens that carry an API version, and a control of
 * several types could not have one. So the property is computed: each control answers with the very token that the request
 * is about where it judges it, with a description of its own types where it does not. Where nobody noted what the request is
 * about, the control is asked, and decides by itself.
 */
export function onlyFor<F extends (...args: never[]) => unknown>(types: readonly string[], validate: F): F {
  const judged = new Set(types);
  const others = types.length - NAMED;
  const description = types.slice(0, NAMED).join(" or ") + (others > 0 ? `, or ${others} others` : "");
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => {
      const requested = requestedType();
      if (requested === undefined) return undefined;
      return judged.has(requested.type) ? requested.token : description;
    },
  });
}

import { AsyncLocalStorage } from "node:async_hooks";
import { withoutApiVersion } from "./resource-types";

/*
 * The policy SDK skips a policy before it unpacks the resource's properties, which is what costs, when the policy's
 * function carries the one type it judges (`__pulumiType`). One exact token would miss the tokens that carry an API
 * version, and a control of several types could not have one. So the property is computed: the first policy of the pack
 * notes the type of the resource that the request is about, and each control answers with that very token where it judges
 * it, with a description of its own types where it does not. The note lives in the request's own asynchronous context:
 * requests run at the same time. Without a note the control is asked, and decides by itself.
 */
const requestedType = new AsyncLocalStorage<string>();

/** Notes, for the rest of this request, which type it is about. */
export function noteRequestedType(token: string): void {
  requestedType.enterWith(token);
}

/** `validate`, skipped by the SDK where the request is about none of `types`. */
export function onlyFor<F extends (...args: never[]) => unknown>(types: readonly string[], validate: F): F {
  return Object.defineProperty(validate, "__pulumiType", {
    get: () => {
      const token = requestedType.getStore();
      if (token === undefined) return undefined;
      return types.includes(withoutApiVersion(token)) ? token : types.join(" or ");
    },
  });
}

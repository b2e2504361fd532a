import type { StackValidationPolicy } from "@pulumi/policy";
import { requestedStack } from "./request";
import type { StackRequest } from "./request";

/** What is left of a stack policy once its control has judged the stack that the request is about. */
export type Remaining =
  /** It has passed: there is nothing left to do. */
  | "nothing"
  /** It found nothing to judge. */
  | "not applicable"
  /** It has something to report. */
  | "report";

/**
 * `policy`, for which the SDK unpacks every resource of the stack only where it has something to say.
 *
 * Unpacking is what stack policies cost: it takes longer than judging, and the SDK does it for each of them. So a control judges
 * ahead, as soon as the SDK looks whether its policy has a function, by the stack that the first policy of the pack has noted. A
 * control that has passed then shows no function for the rest of the request: the SDK goes on to the next, and the engine records as
 * passed what reports nothing. One that found nothing to judge carries a type that no stack has (`__pulumiType`), which the
 * SDK tells the engine as not applicable. Where no stack is noted, the policy is a plain one.
 */
export function judgedAhead(
  policy: StackValidationPolicy,
  judge: (request: StackRequest) => Remaining,
): StackValidationPolicy {
  const remaining = new WeakMap<StackRequest, Remaining>();
  const remainingNow = (): Remaining => {
    const request = requestedStack();
    if (request === undefined) return "report";
    const left = remaining.get(request) ?? judge(request);
    remaining.set(request, left);
    return left;
  };
  const validate = Object.defineProperty(policy.validateStack, "__pulumiType", {
    get: () => (remainingNow() === "not applicable" ? "which this stack has none of" : undefined),
  });
  return Object.defineProperty(policy, "validateStack", {
    enumerable: true,
    get: () => (remainingNow() === "nothing" ? undefined : validate),
  });
}

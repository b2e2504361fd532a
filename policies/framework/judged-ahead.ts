import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { oncePerObject } from "./once";
import { reportOf } from "./report-violation";
import type { ReportingPolicy, ReportViolation } from "./report-violation";
import { requestedStack, requestedType } from "./request";
import type { ResourceRequest, StackRequest } from "./request";
import type { Resource } from "./resource";
import type { Settlement } from "./settlement";
import { onlyFor } from "./type-fast-path";

/*
 * Policies for which the SDK unpacks a resource, or every resource of the stack, only where they have something to say.
 *
 * Unpacking is what policies cost: it takes longer than judging, and the SDK does it anew for each of them. So a control judges
 * ahead, as soon as the SDK looks whether its policy has a function, by what the first policy of the pack has noted of the request.
 * A control that has passed then shows nothing to call for the rest of the request: the SDK goes on to the next, and the engine
 * records as passed what reports nothing. One that found nothing to judge, or awaits the update, carries a type that nothing has
 * (`__pulumiType`), which the SDK tells the engine as not applicable. What is reported at a level of its own, such as what is waived, is
 * reported at once, through the function that the first policy was given. What is reported at the level of its policy waits for that
 * policy's function, which alone knows the level. Where nothing is noted, or the control cannot judge yet, the policy is a plain one.
 */

/** What is left of a policy once its control has judged what the request is about. */
type Remaining = "nothing" | "not applicable" | "report";

/** What the SDK takes for functions of a resource policy, all of which have passed. */
const NOTHING_TO_CALL: never[] = [];

/**
 * `policy` of these types. `judge` is asked once about each resource; what it could not judge, undefined, the policy judges when it is
 * called.
 */
export function resourceJudgedAhead(
  policy: ResourceValidationPolicy & { validateResource: (...args: never[]) => unknown },
  types: readonly string[],
  judge: (resource: Resource) => Settlement | undefined,
): ResourceValidationPolicy {
  const judged = new Set(types);
  const remaining = oncePerObject(({ resource, report }: ResourceRequest) =>
    resource ? remainingOf(policy, judge(resource), report) : "report",
  );
  const remainingNow = (): Remaining => {
    const request = requestedType();
    return request?.resource && judged.has(request.type) ? remaining(request) : "report";
  };
  const validate = onlyFor(types, policy.validateResource, () =>
    remainingNow() === "not applicable" ? "with something to judge that is known" : undefined,
  );
  return Object.defineProperty(policy, "validateResource", {
    get: () => (remainingNow() === "nothing" ? NOTHING_TO_CALL : validate),
  });
}

/** `policy` of the stack. `judge` is asked once about each; what it could not judge, undefined, the policy judges when it is called. */
export function stackJudgedAhead(
  policy: StackValidationPolicy,
  judge: (request: StackRequest) => Settlement | undefined,
): StackValidationPolicy {
  const remaining = oncePerObject((request: StackRequest) => remainingOf(policy, judge(request), request.report));
  const remainingNow = (): Remaining => {
    const request = requestedStack();
    return request ? remaining(request) : "report";
  };
  const validate = Object.defineProperty(policy.validateStack, "__pulumiType", {
    get: () => (remainingNow() === "not applicable" ? "which this stack has none of" : undefined),
  });
  return Object.defineProperty(policy, "validateStack", {
    get: () => (remainingNow() === "nothing" ? undefined : validate),
  });
}

/** What is left once everything is reported that has a level of its own: it needs no function of the policy's. */
function remainingOf(policy: ReportingPolicy, settlement: Settlement | undefined, report: ReportViolation): Remaining {
  if (settlement === undefined) return "report";
  const { violations, inapplicable } = settlement;
  if (violations.some(({ level }) => level === undefined)) return "report";
  for (const { urn, message, level = "advisory" } of violations) reportOf(policy, report, urn, message, level);
  return inapplicable === undefined ? "nothing" : "not applicable";
}

import type { Finding } from "./finding";
import type { Remedy } from "./remedy";
import type { Resource } from "./resource";
import type { Truth } from "./truth";

/** What a finding says where its condition does not hold, or is not known yet. */
export interface Words {
  readonly otherwise: string;
  readonly notKnown: string;
  readonly part?: string;
  readonly set?: string | Remedy;
}

/** The finding of a condition: it passes where the condition holds and awaits the update where nobody knows yet. */
export function decided(resource: Resource, condition: Truth, { otherwise, notKnown, ...details }: Words): Finding {
  if (condition === "unknown") return resource.undetermined(notKnown, details);
  return condition ? resource.pass(details) : resource.fail(otherwise, details);
}

/** What is judged only where the condition holds: while nobody knows whether it does, nothing has failed yet. */
export function* judgedWhere(condition: Truth, notKnown: string, findings: Iterable<Finding>): Iterable<Finding> {
  if (condition === false) return;
  for (const finding of findings) {
    if (condition === true || finding.verdict !== "fail") yield finding;
    else yield { ...finding, changes: undefined, verdict: "undetermined", statement: notKnown };
  }
}

/** Whether the condition does not hold. */
export function not(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}

import type { ResourceValidationArgs, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Control } from "./control";
import { requestedType } from "./request";
import type { RunJournal } from "./run-journal";
import { notApplicable } from "./settlement";

/** The stack itself: the first resource of a run that the engine asks about. */
const ROOT = "pulumi:pulumi:Stack";

/**
 * `policy`, which takes its control's settings when the engine asks about the stack itself. The SDK gives what is configured of a
 * policy to that policy's function only, and a control that judges ahead is not called. Where the stack was not asked about, the
 * control judges when it is called.
 */
export function givenSettings<P extends ResourceValidationPolicy | StackValidationPolicy>(
  policy: P,
  control: Control,
  journal: RunJournal,
): P {
  if (control.settings === undefined) return policy;
  const judging = Object.getOwnPropertyDescriptor(policy, "validateResource");
  const take = (args: ResourceValidationArgs): never => {
    journal.takeSettings(control, args.getConfig());
    return notApplicable(args, "takes its settings");
  };
  return Object.defineProperty(policy, "validateResource", {
    get: () => (requestedType()?.type === ROOT ? take : (judging?.get?.() as unknown)),
  });
}

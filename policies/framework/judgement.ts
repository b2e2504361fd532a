import { settingsOf } from "./control";
import type { Control, ResourceControl, StackControl } from "./control";
import type { Finding } from "./finding";
import type { Properties } from "./reading";
import type { Resource } from "./resource";
import type { Stack } from "./stack";

/** The findings of one resource. */
export function judgeResource(
  control: ResourceControl,
  resource: Resource,
  settings: Properties = settingsOf(control),
): readonly Finding[] {
  if (!(control.resources as readonly string[]).includes(resource.type)) return [];
  return collect(control, () => control.check(resource, settings), { urn: resource.urn, name: resource.name });
}

/** The findings of the whole stack; `root` takes what no resource can be blamed for. */
export function judgeStack(
  control: StackControl,
  stack: Stack,
  root: { urn: string; name: string },
  settings: Properties = settingsOf(control),
): readonly Finding[] {
  return collect(control, () => control.check(stack, settings), root);
}

/** A control that throws has found that it cannot tell, which is a failure of its own; what it found before stays. */
function collect(
  control: Control,
  check: () => Iterable<Finding>,
  blamed: { urn: string; name: string },
): readonly Finding[] {
  const findings: Finding[] = [];
  try {
    for (const finding of check()) findings.push(finding);
  } catch (error) {
    findings.push({
      verdict: "error",
      subject: blamed.name,
      urn: blamed.urn,
      resourceName: blamed.name,
      statement: `could not be evaluated: ${describe(error)} in ${control.name}`,
    });
  }
  return findings;
}

/**
 * Class and place of the error: in a control, or in the one file that the pack is built into. Its message could quote a property's
 * value, which may be a secret.
 */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return "something was thrown";
  const frames = (error.stack ?? "").split(error.message).join("");
  const place = /^ +at .*?((?:controls[\\/][^\s()]+?|bin[\\/]index)\.[jt]s:\d+)/m.exec(frames)?.[1];
  return place ? `${error.name} at ${place}` : error.name;
}

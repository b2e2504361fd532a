import { settingsOf } from "../../../policies/framework/control";
import type { Control } from "../../../policies/framework/control";
import type { Finding } from "../../../policies/framework/finding";
import { judgeResource, judgeStack } from "../../../policies/framework/judgement";
import { Resource } from "../../../policies/framework/resource";
import { Stack } from "../../../policies/framework/stack";
import type { StackResource } from "./mutate";

export interface Failure {
  readonly control: string;
  readonly finding: Finding;
}

/** Judges stacks that differ little: what one resource shows by itself is judged once for it. */
export class Judge {
  private readonly seen = new Map<StackResource, { resource: Resource; failures: readonly Failure[] }>();

  /** @param configured the policy configuration: settings by the names of controls */
  constructor(
    private readonly controls: readonly Control[],
    private readonly configured: Readonly<Record<string, unknown>>,
  ) {}

  /** What fails, or cannot be evaluated, in a stack of these resources. */
  failures(resources: readonly StackResource[]): readonly Failure[] {
    const judged = resources.map((each) => this.judged(each));
    const members = judged.map(({ resource }, index) => ({
      resource,
      propertyDependencies: resources[index]!.propertyDependencies,
    }));
    const root = { urn: "urn:pulumi:prod::physical-ai::pulumi:pulumi:Stack::prod", name: "prod" };
    const stack = new Stack(members, root);
    const together = this.controls.flatMap((control) =>
      control.kind === "stack" ? failing(control, judgeStack(control, stack, root, this.settingsOf(control))) : [],
    );
    return [...judged.flatMap(({ failures }) => failures), ...together];
  }

  private settingsOf(control: Control) {
    const configured = this.configured[control.name];
    return settingsOf(control, typeof configured === "object" && configured !== null ? configured : {});
  }

  private judged(written: StackResource) {
    const before = this.seen.get(written);
    if (before) return before;
    const resource = new Resource(written);
    const failures = this.controls.flatMap((control) =>
      control.kind === "resource" ? failing(control, judgeResource(control, resource, this.settingsOf(control))) : [],
    );
    const judged = { resource, failures };
    this.seen.set(written, judged);
    return judged;
  }
}

function failing({ name }: Control, findings: readonly Finding[]): readonly Failure[] {
  return findings
    .filter(({ verdict }) => verdict === "fail" || verdict === "error")
    .map((finding) => ({ control: name, finding }));
}

/** Names of the controls of which something fails in `after` that did not in `before`, each once. */
export function newlyFailing(before: readonly Failure[], after: readonly Failure[]): readonly string[] {
  const known = new Set(before.map(idOf));
  return [...new Set(after.filter((failure) => !known.has(idOf(failure))).map(({ control }) => control))].sort();
}

/** The finding as a waiver names it, and what it says. */
export function idOf({ control, finding: { subject, statement } }: Failure): string {
  return `${control}[${subject}]: ${statement}`;
}

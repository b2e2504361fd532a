import type { GoalId, InheritedControlId, ServedId, ThreatId } from "../model";
import type { Finding } from "./finding";
import type { Resource } from "./resource";
import type { ResourceType } from "./resource-types";
import type { Stack } from "./stack";

/** Ids under which others know what a control demands. */
export interface References {
  /** PSRule for Azure rule names. */
  readonly psrule?: readonly string[];
  /** Checkov check ids. */
  readonly checkov?: readonly string[];
  /** CIS AKS benchmark sections. */
  readonly cisAks?: readonly string[];
}

/** What a control says of itself: its documentation page and its entry in Pulumi Cloud are made of this. */
export interface Statement {
  /** Name of the control, of its file and of its policy: kebab case, never changed once released. */
  readonly name: string;
  /** Threats that it closes. */
  readonly threats?: readonly ThreatId[];
  /** Goals of the assurance case that it supports, where no threat names it. */
  readonly goals?: readonly GoalId[];
  /** Rows of the model's security inheritance that it holds the deployer to. */
  readonly inherits?: readonly InheritedControlId[];
  readonly severity: "low" | "medium" | "high" | "critical";
  /** What must hold, one sentence. */
  readonly title: string;
  /** Why it matters. */
  readonly rationale: string;
  /** What to set and where, with the file of this repository that does it. */
  readonly remediation: string;
  readonly references?: References;
}

/** Judges each resource of some types by itself, on its checked inputs, before anything is created. */
export interface ResourceControl extends Statement {
  readonly kind: "resource";
  readonly resources: readonly ResourceType[];
  /** The findings of one resource; none where there is nothing to judge. */
  readonly check: (resource: Resource) => Iterable<Finding>;
}

/** Judges the whole stack, for what no resource shows alone. */
export interface StackControl extends Statement {
  readonly kind: "stack";
  /** The findings of the stack; none where there is nothing to judge. */
  readonly check: (stack: Stack) => Iterable<Finding>;
}

export type Control = ResourceControl | StackControl;

export function resourceControl(control: Omit<ResourceControl, "kind">): ResourceControl {
  return { kind: "resource", ...control };
}

export function stackControl(control: Omit<StackControl, "kind">): StackControl {
  return { kind: "stack", ...control };
}

/** Everything of the model that the control serves; its first entry is the one that Pulumi Cloud shows. */
export function serves(control: Statement): readonly ServedId[] {
  return [...(control.threats ?? []), ...(control.goals ?? []), ...(control.inherits ?? [])];
}

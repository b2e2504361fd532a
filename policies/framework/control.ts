import type { PolicyConfigJSONSchema } from "@pulumi/policy/schema";
import type { GoalId, InheritedControlId, ServedId, ThreatId } from "../model";
import type { Finding } from "./finding";
import { Properties } from "./reading";
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
  /** Controls of the Pod Security Standards, as their documentation names them. */
  readonly podSecurity?: readonly string[];
  /** kube-linter checks. */
  readonly kubeLinter?: readonly string[];
}

/** What the policy configuration may set of a control beside its level: the schema of the value, what it means, and its default. */
export type Setting = PolicyConfigJSONSchema & Required<Pick<PolicyConfigJSONSchema, "description" | "default">>;

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
  /** What may be set of it, by name. Left out, nothing. */
  readonly settings?: Readonly<Record<string, Setting>>;
}

/** Judges each resource of some types by itself, on its checked inputs, before anything is created. */
export interface ResourceControl extends Statement {
  readonly kind: "resource";
  readonly resources: readonly ResourceType[];
  /** The findings of one resource; none where there is nothing to judge. `settings` has every one that the control declares. */
  readonly check: (resource: Resource, settings: Properties) => Iterable<Finding>;
  /**
   * What the level `remediate` sets, and what it leaves to somebody to decide; its findings then carry remedies. Left out,
   * that level mends nothing. Not for types whose properties hold assets, which a policy only reads by waiting.
   */
  readonly remediates?: string;
}

/** Judges the whole stack, for what no resource shows alone. */
export interface StackControl extends Statement {
  readonly kind: "stack";
  /** The findings of the stack; none where there is nothing to judge. `settings` has every one that the control declares. */
  readonly check: (stack: Stack, settings: Properties) => Iterable<Finding>;
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

/** The control's settings: what the policy configuration has, and the default of what it leaves out. */
export function settingsOf(control: Statement, configured: object = {}): Properties {
  const declared = Object.entries(control.settings ?? {});
  const given: Readonly<Record<string, unknown>> = { ...configured };
  return new Properties(Object.fromEntries(declared.map(([name, setting]) => [name, given[name] ?? setting.default])));
}

/** Where policies hold: pods that users start, or the pods of OSMO's own charts. */
export type Scope = "workloads" | "osmo";

/** What rules and policies say of themselves. */
export interface Statement {
  /** Unique; letters, digits and hyphens. */
  readonly name: string;
  /** Threats and goals of the model that it holds at run time. */
  readonly threats: readonly string[];
  /** What holds where it is in force. */
  readonly title: string;
  readonly why: string;
}

/** A value that expressions of the same policy read as `variables.NAME`; evaluated when first read, and once. */
export interface Variable {
  readonly name: string;
  /** In CEL. Later variables may read earlier ones. */
  readonly expression: string;
}

interface Policy extends Statement {
  readonly scope: Scope;
  /** What it is made of, where that can be told apart. */
  readonly rules?: readonly Statement[];
  /** Says in CEL which pods it looks at; variables are not known here. Default: all that are made or changed. */
  readonly concerns?: string;
  /** Looks only at pods with this label; others cost nothing. */
  readonly labelled?: string;
  readonly variables?: readonly Variable[];
}

/** What holds for each pod that is let in. */
export interface Validation {
  readonly expression: string;
  /** In CEL: what is wrong, where, and what to do. Never a value: it may be a secret. */
  readonly messageExpression: string;
  /** The same without the place, where the expression fails. */
  readonly message: string;
}

/** A policy that refuses pods. */
export interface RefusingPolicy extends Policy {
  readonly validations: readonly Validation[];
  /** What the audit log is told of each pod that it looks at: a key, and a text in CEL. */
  readonly audit?: { readonly key: string; readonly expression: string };
}

/** A policy that mends pods when they are created. */
export interface MendingPolicy extends Policy {
  /** Apply configurations in CEL, each merged into the pod. Merging one twice changes nothing. */
  readonly mutations: readonly string[];
}

export type AdmissionPolicy = RefusingPolicy | MendingPolicy;

export function isMending(policy: AdmissionPolicy): policy is MendingPolicy {
  return "mutations" in policy;
}

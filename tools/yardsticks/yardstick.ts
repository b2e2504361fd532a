import type { References } from "../../policies/framework/control";

/** What becomes of a rule that others have written. */
export type Standing =
  /** Policies of the pack hold every deployment to it. */
  | { readonly kind: "enforced"; readonly controls: readonly Enforcing[] }
  /** No policy asks for it, but the platform's own component cannot be built otherwise. */
  | { readonly kind: "held"; readonly places: readonly Place[]; readonly note: string | undefined }
  /** Nothing that the platform has could break it. */
  | { readonly kind: "not applicable"; readonly why: string }
  /** It shows in what runs, never in what is declared. */
  | { readonly kind: "run-time only"; readonly why: string }
  /** It applies, and nothing here holds it. */
  | { readonly kind: "open"; readonly why: string };

/** A control that holds a rule. */
export interface Enforcing {
  readonly control: string;
  /** Last part of its findings that are about the rule; undefined where all are. */
  readonly part: string | undefined;
}

/** Where a component holds a rule. */
export interface Place {
  /** From the root of the repository. */
  readonly file: string;
  /** Words of that file that hold it; a test looks for them. */
  readonly words: string;
}

export interface Rule {
  /** Its name or number in its source. */
  readonly id: string;
  /** What it asks for. */
  readonly asks: string;
  readonly standing: Standing;
}

/** A list of rules that others measure platforms by. */
export interface Yardstick {
  readonly title: string;
  /** What of it counts here, and as of when. */
  readonly scope: string;
  /** Where controls name its rules; left out where none does. */
  readonly references?: keyof References;
  /** Every rule of the scope, in the order of the source. */
  readonly rules: readonly Rule[];
  /** Rules past the scope that controls name all the same. */
  readonly beyond: readonly Rule[];
}

/** A rule, what it asks for, and what becomes of it. */
export function rule(id: string, asks: string, standing: Standing): Rule {
  return { id, asks, standing };
}

/** By these controls of the pack, each by its name, or by name and part of its findings: `pod-security-restricted[seccomp]`. */
export function enforced(...findings: readonly string[]): Standing {
  const controls = findings.map((finding) => {
    const [control = "", part] = finding.replace(/\]$/, "").split("[");
    return { control, part };
  });
  return { kind: "enforced", controls };
}

/** By the words `words` in the component `file`, a path below components/; `note` says when it does not hold. */
export function held(file: string, words: string, note?: string): Standing {
  return { kind: "held", places: [{ file: `components/${file}`, words }], note };
}

/** By several components together. */
export function heldBy(...parts: readonly Standing[]): Standing {
  const places = parts.flatMap((part) => (part.kind === "held" ? part.places : []));
  return { kind: "held", places, note: undefined };
}

export function notApplicable(why: string): Standing {
  return { kind: "not applicable", why };
}

export function runTimeOnly(why: string): Standing {
  return { kind: "run-time only", why };
}

export function open(why: string): Standing {
  return { kind: "open", why };
}

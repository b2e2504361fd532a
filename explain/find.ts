import { closestMatch } from "leven";
import { controls } from "../policies/controls";
import type { Control } from "../policies/framework/control";
import {
  assuranceCase,
  boundaries,
  categoryName,
  findingId,
  readFindingLine,
  securityInheritance,
  threats,
} from "../policies/model";
import type { AssuranceElement, InheritedControl, StrideCategory, Threat, TrustBoundary } from "../policies/model";
import { runPolicies } from "./run-policy";
import type { RunPolicy } from "./run-policy";

/** Something that has a name, in the model or in the pack. */
export type Subject =
  | { readonly kind: "threat"; readonly threat: Threat }
  | { readonly kind: "element"; readonly element: AssuranceElement }
  | { readonly kind: "inherited control"; readonly inherited: InheritedControl }
  | { readonly kind: "boundary"; readonly boundary: TrustBoundary }
  | { readonly kind: "category"; readonly category: StrideCategory }
  /** `finding` is the id of one of its findings, where that was asked for. */
  | { readonly kind: "control"; readonly control: Control; readonly finding?: string }
  | { readonly kind: "run policy"; readonly policy: RunPolicy };

/** Longest id that is looked up, in characters: more than any of a report. */
const LONGEST = 300;

/** Of how many letters one may be wrong in a word that still is taken for a name, and how many at most. */
const LETTERS_PER_MISTAKE = 3;
const MOST_MISTAKES = 4;

/** A finding's id: the control, and in brackets what of it. */
const FINDING = /^([^[\]]+)(\[[^[\]]+\])$/;

/** The STRIDE categories, in the model's order. */
export const categories: readonly StrideCategory[] = [...new Set(threats.map(({ category }) => category))];

const subjects = new Map<string, Subject>([
  ...threats.map((threat): [string, Subject] => [threat.id, { kind: "threat", threat }]),
  ...assuranceCase.map((element): [string, Subject] => [element.id, { kind: "element", element }]),
  ...securityInheritance.map((row): [string, Subject] => [row.id, { kind: "inherited control", inherited: row }]),
  ...boundaries.map((boundary): [string, Subject] => [boundary.id, { kind: "boundary", boundary }]),
  ...categories.map((category): [string, Subject] => [categoryName(category), { kind: "category", category }]),
  ...controls.map((control): [string, Subject] => [control.name, { kind: "control", control }]),
  ...runPolicies.map((policy): [string, Subject] => [policy.name, { kind: "run policy", policy }]),
]);

/** Every name that can be asked for, but for those of findings. */
export const names: readonly string[] = [...subjects.keys()];

const exactly = new Map(names.map((name) => [name.toLowerCase(), name]));

/** What `word` names: an id, a name, a finding's id or its whole line. Case, spaces and dashes don't matter. */
export function find(word: string): Subject | undefined {
  if (word.length > LONGEST) return undefined;
  const line = readFindingLine(word);
  const [, control, part = ""] = FINDING.exec(line ? findingId(line.control, line.subject) : word) ?? [];
  const subject = named(control ?? word);
  if (part === "" || subject?.kind !== "control") return part === "" || isRunPolicy(subject) ? subject : undefined;
  return { ...subject, finding: `${subject.control.name}${part}` };
}

/** What somebody may have meant who wrote `word`, which names nothing: the best first, at most three. */
export function suggestions(word: string): readonly string[] {
  const [, control = word, part = ""] = FINDING.exec(word) ?? [];
  const wanted = control.toLowerCase();
  if (wanted.length > LONGEST) return [];
  const mistakes = Math.min(MOST_MISTAKES, Math.floor(wanted.length / LETTERS_PER_MISTAKE));
  const closest = mistakes > 0 ? closestMatch(wanted, [...exactly.keys()], { maxDistance: mistakes }) : undefined;
  const containing = mistakes > 0 ? names.filter((name) => name.toLowerCase().includes(wanted)) : [];
  const meant = [...new Set([...(closest === undefined ? [] : [exactly.get(closest) ?? closest]), ...containing])];
  return meant.slice(0, 3).map((name) => `${name}${subjects.get(name)?.kind === "control" ? part : ""}`);
}

/** `E1` and `E-1` are two: only what is nobody's exact name is read without its dashes. */
function named(word: string): Subject | undefined {
  const wanted = word.toLowerCase();
  const exact = exactly.get(wanted);
  if (exact !== undefined) return subjects.get(exact);
  const alike = names.filter((name) => letters(name) === letters(wanted));
  return alike.length === 1 ? subjects.get(alike[0] ?? "") : undefined;
}

function letters(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** A waiver that is not in order is a finding of the policy on waivers, `waivers[waiver 3 of images-pinned]`. */
function isRunPolicy(subject: Subject | undefined): boolean {
  return subject?.kind === "run policy";
}

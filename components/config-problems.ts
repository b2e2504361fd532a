import * as pulumi from "@pulumi/pulumi";

/** The configuration's namespace: the project's name in Pulumi.yaml, which also describes each key and has its default. */
export const NAMESPACE = "physical-ai";

/** A value as Pulumi hands it over: a text; what it says is quoted in messages unless it is a secret. */
export interface RawValue {
  readonly text: string;
  readonly secret: boolean;
}

/** What is wrong with one key: its value and what to do. */
export interface ConfigProblem {
  /** Without namespace. */
  readonly key: string;
  readonly statement: string;
}

/** Every problem of the configuration in one message, each with its key, what is wrong and what to do. */
export class ConfigurationError extends pulumi.RunError {
  constructor(file: string, problems: readonly ConfigProblem[]) {
    const keys = problems.map(({ key }) => `${NAMESPACE}:${printable(key)}`);
    const width = Math.max(...keys.map((key) => key.length));
    const lines = problems.map(({ statement }, index) => `  ${keys[index]!.padEnd(width)}  ${statement}`);
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super([`${file}: ${count}`, ...[...new Set(lines)].sort()].join("\n"));
  }
}

const LONGEST_QUOTE = 60;

/** The value as a message may show it: on one line, not too long, and not if it is a secret. */
export function quote({ text, secret }: RawValue): string {
  return secret ? "(a secret)" : `"${printable(text)}"`;
}

/** What to say of an unknown key: the nearest of the keys there are, if one is near. */
export function describeUnknownKey(key: string, known: readonly string[]): string {
  const [nearest] = known.map((name) => ({ name, far: distance(key, name) })).sort((one, other) => one.far - other.far);
  const hint =
    nearest !== undefined && nearest.far <= 3
      ? `Did you mean ${nearest.name}?`
      : "Pulumi.yaml describes the keys there are.";
  return `is no key of this project. ${hint}`;
}

// What breaks a line, colours a terminal or turns the direction of writing.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f"\\\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function printable(text: string): string {
  const letters = [...text];
  const shown = letters.slice(0, LONGEST_QUOTE).join("");
  return `${shown.replace(UNPRINTABLE, escape)}${letters.length > LONGEST_QUOTE ? "…" : ""}`;
}

function escape(character: string): string {
  const quoted = JSON.stringify(character).slice(1, -1);
  return quoted === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}` : quoted;
}

/** Letters to add, drop or change to come from one word to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from.slice(0, LONGEST_QUOTE)].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (to[j - 1] === letter ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

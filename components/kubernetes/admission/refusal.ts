import { text } from "./cel";
import type { Validation } from "./policy";

/** One thing that is not let through. */
export interface Refusal {
  /** Name of the variable that lists where it was found: names of containers, volumes or fields. Empty: nowhere. */
  readonly found: string;
  /** Tells cheaply, and never too rarely, whether something will be found. */
  readonly suspected: Suspicion;
  /** What is wrong; goes on with the list. */
  readonly problem: string;
  /** What to do instead. */
  readonly remedy: string;
}

/** Signs in CEL, of which one is enough. */
export interface Suspicion {
  /** Name of a variable without which nothing is looked for. */
  readonly variable?: string;
  /** Of all that is written in environment and command lines, in lower case, `t`. */
  readonly written?: string;
  /** Of the pod. */
  readonly pod?: string;
  /** Of a container `c`. */
  readonly container?: string;
  /** Of a volume `v`. */
  readonly volume?: string;
}

/** Most of a list that a message shows, in characters. */
const SHOWN = 300;

/** Holds while nothing is found, or while `unless` does. Several refusals of one rule are told together. */
export function validation(rule: string, refusals: readonly Refusal[], unless = ""): Validation {
  const isFine = refusals.map(nothingFound).join(" && ");
  return {
    expression: `${unless}${isFine}`,
    // Messages are made of every pod, also where all is well.
    messageExpression: `${unless}${isFine} ? '' : ${text(`${rule}: `)} + [${refusals.map(told).join(", ")}].filter(t, t != '').join(' ')`,
    message: `${rule}: ${refusals.map(({ problem, remedy }) => `${problem} several places. ${remedy}.`).join(" ")}`,
  };
}

function nothingFound({ found, suspected }: Refusal): string {
  return `(${suspected.variable ? `!variables.${suspected.variable} || ` : ""}size(variables.${found}) == 0)`;
}

function told(refusal: Refusal): string {
  const { found, problem, remedy } = refusal;
  const list = `variables.${found}.join(', ')`;
  return (
    `${nothingFound(refusal)} ? '' : ${text(`${problem} `)} + (size(${list}) <= ${SHOWN} ? ${list} ` +
    `: ${list}.substring(0, ${SHOWN}) + '...') + ${text(`. ${remedy}.`)}`
  );
}

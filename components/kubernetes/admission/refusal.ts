import { text } from "./cel";
import type { Validation } from "./policy";

/** One thing that is not let through. */
export interface Refusal {
  /** Name of the variable that lists where it was found: names of containers, volumes or fields. Empty: nowhere. */
  readonly found: string;
  /** Name of a variable that says whether it is worth while to look, where that is cheaper. Default: always. */
  readonly suspected?: string;
  /** What is wrong; goes on with the list. */
  readonly problem: string;
  /** What to do instead. */
  readonly remedy: string;
}

/** Most of a list that a message shows, in characters. */
const SHOWN = 300;

/** Holds while nothing is found, or while `unless` does. */
export function validation(rule: string, { found, suspected, problem, remedy }: Refusal, unless = ""): Validation {
  const list = `variables.${found}.join(', ')`;
  const isFine = `${suspected ? `!variables.${suspected} || ` : ""}size(variables.${found}) == 0`;
  return {
    expression: `${unless}${isFine}`,
    messageExpression:
      // Messages are made of every pod, also where all is well.
      `${isFine} ? '' : ${text(`${rule}: ${problem} `)} + (size(${list}) <= ${SHOWN} ? ${list} ` +
      `: ${list}.substring(0, ${SHOWN}) + '...') + ${text(`. ${remedy}.`)}`,
    message: `${rule}: ${problem} several places. ${remedy}.`,
  };
}

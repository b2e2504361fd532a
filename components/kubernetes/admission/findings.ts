import type { Variable } from "./policy";
import { COMMAND_LINES, COMMANDS_TEXT, CONTAINERS, ENVIRONMENT, hint, IS_SHORT, WRITTEN } from "./pods";
import type { Refusal } from "./refusal";

/** What a rule looks for: the variable that lists where it is, and the refusal that tells it. */
export interface Finding {
  readonly variable: Variable;
  readonly refusal: Refusal;
}

/** What is wrong, and what to do instead. */
type Message = Pick<Refusal, "problem" | "remedy">;

/**
 * Containers `c` and volumes `v` of which what is said in CEL is true, by their names; `found` is the variable's name. It costs
 * little enough to be its own sign. Needs `containers`.
 */
export function inPods(
  found: string,
  { container, volume }: { readonly container?: string; readonly volume?: string },
  message: Message,
): Finding {
  const lists = [
    ...(container === undefined ? [] : [`variables.containers.filter(c, ${container}).map(c, c.name)`]),
    ...(volume === undefined ? [] : [`object.spec.?volumes.orValue([]).filter(v, ${volume}).map(v, v.name)`]),
  ];
  return {
    variable: { name: found, expression: lists.join(" + ") },
    refusal: { found, suspected: { container, volume }, ...message },
  };
}

/** Images that are wrong, in containers and volumes. `isWrong` says it in CEL of an expression. */
export function inImages(found: string, isWrong: (image: string) => string, message: Message): Finding {
  return inPods(
    found,
    {
      container: isWrong("c.?image.orValue('')"),
      volume: `has(v.image) && ${isWrong("v.image.?reference.orValue('')")}`,
    },
    message,
  );
}

/** What a search of environment and command lines reads. */
export const READ_FOR_WRITING: readonly Variable[] = [
  CONTAINERS,
  ENVIRONMENT,
  COMMAND_LINES,
  COMMANDS_TEXT,
  WRITTEN,
  IS_SHORT,
];

/** What is looked for in environment and command lines. */
export interface Writing {
  /** What the names of its variables begin with, as in `key`: `keyHinted`, `keyVariables`, `keyCommands`. */
  readonly name: string;
  /** Says in CEL of all that is written, in lower case, `t`, whether to look closer. Cheap, and never too rarely true. */
  readonly sign: string;
  /** More that the searches read. */
  readonly reads?: readonly Variable[];
  /** Of a variable `e` of the environment, in CEL, and what is wrong then. */
  readonly variables: { readonly are: string; readonly problem: string };
  /** Of a command line `l`, in CEL, and what is wrong then. */
  readonly commands: { readonly are: string; readonly problem: string };
  readonly remedy: string;
}

/** Variables and refusals of a search of environment and command lines: names of variables and containers are told, no values. */
export function inWriting({ name, sign, reads = [], variables, commands, remedy }: Writing): {
  readonly variables: readonly Variable[];
  readonly refusals: readonly Refusal[];
} {
  const hinted = hint(`${name}Hinted`, sign);
  const suspected = { variable: hinted.name, written: sign };
  const finding = (found: string, expression: string, problem: string): Finding => ({
    variable: { name: found, expression },
    refusal: { found, suspected, problem, remedy },
  });
  const findings = [
    finding(
      `${name}Variables`,
      `variables.environment.filter(e, ${variables.are}).map(e, e.container + '/' + e.name)`,
      variables.problem,
    ),
    finding(
      `${name}Commands`,
      `variables.commandLines.filter(l, ${commands.are}).map(l, l.container)`,
      commands.problem,
    ),
  ];
  return {
    variables: [...READ_FOR_WRITING, hinted, ...reads, ...findings.map(({ variable }) => variable)],
    refusals: findings.map(({ refusal }) => refusal),
  };
}

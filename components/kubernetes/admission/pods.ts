import { text } from "./cel";
import type { Variable } from "./policy";

/*
 * What policies read of a pod. Its lists are declared `dyn`, because containers, init containers and ephemeral containers are of
 * three types, whose lists CEL would not add.
 */

/** All containers: an image or a credential is no better in an init container, or in one that was added to debug. */
export const CONTAINERS: Variable = {
  name: "containers",
  expression:
    "dyn(object.spec.containers) + dyn(object.spec.?initContainers.orValue([])) " +
    "+ dyn(object.spec.?ephemeralContainers.orValue([]))",
};

/** Environment variables of all containers, each with its container's name. Needs `containers`. */
export const ENVIRONMENT: Variable = {
  name: "environment",
  expression:
    "variables.containers.map(c, c.?env.orValue([]).map(e, " +
    "{'container': dyn(c.name), 'name': dyn(e.name), 'value': dyn(e.?value.orValue('')), " +
    "'isReference': dyn(has(e.valueFrom))})).flatten()",
};

/** CEL: what the container `c` runs, as a list of words: command, arguments and hooks. */
const COMMANDS = [
  "c.?command",
  "c.?args",
  "c.?lifecycle.?postStart.?exec.?command",
  "c.?lifecycle.?preStop.?exec.?command",
]
  .map((list) => `dyn(${list}.orValue([]))`)
  .join(" + ");

/**
 * What each container runs, as one line: command, arguments and hooks. OSMO hands a user's arguments on one by one, each after
 * `-args`. Needs `containers`.
 */
export const COMMAND_LINES: Variable = {
  name: "commandLines",
  expression:
    `variables.containers.map(c, {'container': dyn(c.name), 'text': dyn((${COMMANDS})` +
    ".join(' ').replace(' -args ', ' '))})",
};

/** The same of all containers, in one text. Needs `containers`. */
export const COMMANDS_TEXT: Variable = {
  name: "commands",
  expression: `variables.containers.map(c, (${COMMANDS}).join(' ')).join('\\n')`,
};

/** Characters that a pod's command lines and environment may have together to be judged: expressions may cost so much only. */
export const JUDGED_CHARACTERS = 65_536;

/**
 * All that is written in environment and command lines, in lower case: looking through one text costs a hundredth of looking
 * through lists. Needs `containers` and `commands`.
 */
export const WRITTEN: Variable = {
  name: "written",
  expression:
    "(variables.containers.map(c, c.?env.orValue([]).map(e, e.name + '=' + e.?value.orValue('')).join('\\n')).join('\\n') " +
    "+ '\\n' + variables.commands).lowerAscii()",
};

/** Whether that is short enough to be searched. Needs `written`. */
export const IS_SHORT: Variable = {
  name: "isShort",
  expression: `size(variables.written) <= ${JUDGED_CHARACTERS}`,
};

/** CEL: whether one of the words, in lower case, is in the text `t`. Looking for twenty costs less than one pattern. */
export function hasOneOf(words: readonly string[]): string {
  return `(${words.map((word) => `t.contains(${text(word)})`).join(" || ")})`;
}

/** A variable that says whether a sign is there, without which a closer look finds nothing. */
export function hint(name: string, sign: string): Variable {
  return { name, expression: `variables.isShort && [variables.written].exists(t, ${sign})` };
}

import { pattern } from "./cel";
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

/** Characters that a pod's command lines and environment may have together to be judged: expressions may cost so much only. */
export const JUDGED_CHARACTERS = 65_536;

/**
 * All that is written in environment and command lines, in lower case: looking through one text costs a hundredth of looking
 * through lists. Needs `containers`.
 */
export const WRITTEN: Variable = {
  name: "written",
  expression:
    "variables.containers.map(c, c.?env.orValue([]).map(e, e.name + '=' + e.?value.orValue('')).join('\\n') + '\\n' + " +
    `(${COMMANDS}).join(' ')).join('\\n').lowerAscii()`,
};

/** Whether that is short enough to be searched. Needs `written`. */
export const IS_SHORT: Variable = {
  name: "isShort",
  expression: `size(variables.written) <= ${JUDGED_CHARACTERS}`,
};

/** A variable that says whether the pattern, in lower case, is written there, without which a closer look finds nothing. */
export function hint(name: string, source: string): Variable {
  return { name, expression: `variables.isShort && variables.written.matches(${pattern(source)})` };
}

/** Everything that runs or is mounted as an image, by what it is called in the pod. Needs `containers`. */
export const IMAGES: Variable = {
  name: "images",
  expression:
    "variables.containers.map(c, {'user': dyn(c.name), 'image': dyn(c.?image.orValue(''))}) " +
    "+ object.spec.?volumes.orValue([]).filter(v, has(v.image))" +
    ".map(v, {'user': dyn(v.name), 'image': dyn(v.image.?reference.orValue(''))})",
};

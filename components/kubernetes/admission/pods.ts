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

/**
 * What each container runs, as one line: command, arguments and hooks. OSMO hands a user's arguments on one by one, each after
 * `-args`. Needs `containers`.
 */
export const COMMAND_LINES: Variable = {
  name: "commandLines",
  expression:
    "variables.containers.map(c, {'container': dyn(c.name), 'text': dyn((" +
    ["c.?command", "c.?args", "c.?lifecycle.?postStart.?exec.?command", "c.?lifecycle.?preStop.?exec.?command"]
      .map((list) => `dyn(${list}.orValue([]))`)
      .join(" + ") +
    ").join(' ').replace(' -args ', ' '))})",
};

/** Characters that a pod's command lines and environment may have together to be judged: expressions may cost so much only. */
export const JUDGED_CHARACTERS = 65_536;

/** Whether command lines and environment are short enough to be searched. Needs `environment` and `commandLines`. */
export const IS_SHORT: Variable = {
  name: "isShort",
  expression:
    "variables.commandLines.map(l, size(l.text)).sum() + variables.environment.map(e, size(e.value)).sum() " +
    `<= ${JUDGED_CHARACTERS}`,
};

/** Everything that runs or is mounted as an image, by what it is called in the pod. Needs `containers`. */
export const IMAGES: Variable = {
  name: "images",
  expression:
    "variables.containers.map(c, {'user': dyn(c.name), 'image': dyn(c.?image.orValue(''))}) " +
    "+ object.spec.?volumes.orValue([]).filter(v, has(v.image))" +
    ".map(v, {'user': dyn(v.name), 'image': dyn(v.image.?reference.orValue(''))})",
};

import { oncePerObject, oncePerResource } from "../once";
import { Properties } from "../reading";
import type { Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";
import { valuesOf } from "./helm-values";
import { containersOf, envOf, knownContainersOf, knownEnvOf, podTemplateOf, POD_OWNERS } from "./pod-templates";
import type { Container, EnvEntry, EnvSource } from "./pod-templates";
import { hasUnknown, nodesOf } from "./value-nodes";
import type { ValueNode } from "./value-nodes";

/*
 * What a program writes into workloads: variables, command lines, files of ConfigMaps, values of charts. Controls that look
 * for credentials read all of it here.
 */

/** Kinds that are written into. */
export const WRITTEN_INTO: readonly ResourceType[] = [...POD_OWNERS, KUBERNETES.configMap, KUBERNETES.helmRelease];

/** One thing that is written. */
export interface Writing {
  /**
   * - `variable`: of a container's environment, also in a chart's values
   * - `command`: what a container runs, as one line
   * - `file`: an entry of a ConfigMap
   * - `value`: any other text among a chart's values
   */
  readonly kind: "variable" | "command" | "file" | "value";
  /** What it is called; absent for command lines. */
  readonly name: Reading<string>;
  readonly source: EnvSource;
  /** Whether it stands for every key of a Secret or ConfigMap. */
  readonly all: boolean;
  /** The text, where it is a literal. Never to be shown. */
  readonly text: Reading<string>;
  /** Names it among the findings of its resource. */
  readonly part: string;
  /** Where it stands in the resource. */
  readonly path: string;
  /** For values of charts: the keys that lead to it. */
  readonly keys: readonly string[];
  /** Whether something reads it: unknown while a chart's switch is. Default: yes. */
  readonly isUsed?: true | "unknown";
}

export interface Writings {
  readonly known: readonly Writing[];
  /** Whether that is all of it. */
  readonly isComplete: boolean;
}

/** What is written into the resource; nothing for kinds that are not written into. */
export const writingsOf = oncePerResource((resource: Resource): Writings => {
  if (resource.type === KUBERNETES.helmRelease) return valuesIn(valuesOf(resource));
  if (resource.type === KUBERNETES.configMap) return filesIn(resource);
  const template = podTemplateOf(resource);
  if (template.state !== "known") return { known: [], isComplete: template.state !== "unknown" };
  const containers = knownContainersOf(template.value);
  return {
    known: containers.flatMap((container) => [...variablesIn(container), ...commandsIn(container)]),
    isComplete:
      containersOf(template.value).state === "known" &&
      containers.every((container) => envOf(container).state === "known"),
  };
});

function variablesIn(container: Container): readonly Writing[] {
  return knownEnvOf(container).map((entry, index) => asWriting(entry, container.part, index));
}

function asWriting(entry: EnvEntry, place: string, index: number): Writing {
  const { name, source, all, value, path } = entry;
  const known = all ? entry.from : name;
  return {
    kind: "variable",
    name,
    source,
    all,
    text: value,
    part: `${place}/${all ? "envFrom." : ""}${printable(known, index)}`,
    path,
    keys: [],
  };
}

/** Where a container has words of a command line. */
const COMMANDS = [
  ["command", "args"],
  ["lifecycle.postStart.exec.command"],
  ["lifecycle.preStop.exec.command"],
  ["livenessProbe.exec.command"],
  ["readinessProbe.exec.command"],
  ["startupProbe.exec.command"],
];

function commandsIn({ properties, part }: Container): readonly Writing[] {
  return COMMANDS.flatMap((paths) => {
    const lists = paths.map((path) => properties.list(path));
    if (lists.every(({ state }) => state === "absent")) return [];
    const [first = ""] = paths;
    return [command(lists, `${part}/${first.split(".", 2).slice(0, 2).join(".")}`, `${properties.path}.${first}`)];
  });
}

/** The lists of words as one line. Unknown words are left out of it, and make it one that is not known for certain. */
function command(lists: readonly Reading<readonly Properties[]>[], part: string, path: string): Writing {
  const words = lists.flatMap((list) => (list.state === "known" ? list.value.map((word) => word.text()) : []));
  const line = words.map((word) => (word.state === "known" ? word.value : "")).join(" ");
  const isWhole = [...lists, ...words].every(({ state }) => state !== "unknown");
  return {
    kind: "command",
    name: { state: "absent" },
    // A known part decides against the whole; without one the source says that more may come.
    source: isWhole ? "literal" : "unknown",
    all: false,
    text: { state: "known", value: line },
    part,
    path,
    keys: [],
  };
}

function filesIn(configMap: Resource): Writings {
  const known = ["data", "binaryData"].flatMap((field) =>
    configMap.knownEntries(field).map(([key, entry], index): Writing => {
      const text = entry.text();
      return {
        kind: "file",
        name: { state: "known", value: key },
        source: "literal",
        all: false,
        text: field === "binaryData" && text.state === "known" ? decoded(text.value) : text,
        part: `${field}/${printable({ state: "known", value: key }, index)}`,
        path: entry.path,
        keys: [],
      };
    }),
  );
  return { known, isComplete: ["data", "binaryData"].every((field) => configMap.entries(field).state !== "unknown") };
}

function decoded(base64: string): Reading<string> {
  return { state: "known", value: Buffer.from(base64, "base64").toString("latin1") };
}

/** Keys that hold an environment: `env`, `extraEnv`, `extraEnvVars`, `environment`. */
const ENVIRONMENT = /(^|_)(envs?|environment)(_?var(s|iables?)?)?$/;
/** Keys that hold whole Secrets for an environment, `extraEnvFrom`, or name one, `extraEnvVarsSecret`. */
const ENVIRONMENT_FROM = /(^|_)envs?(_?vars?)?_from$/;
const ENVIRONMENT_SECRET = /(^|_)env(_?vars?)?_secrets?(_name)?$/;
const COMMAND = /(^|_)(args|command|arguments|cmd)$/;

const valuesIn = oncePerObject((values: Properties): Writings => {
  const nodes = nodesOf(values);
  const known: Writing[] = [];
  // What a list such as `extraEnv` or `args` holds is told once, as a whole.
  let told: ValueNode | undefined;
  for (const node of nodes) {
    if (told && isWithin(node, told)) continue;
    const whole = inEnvironment(node) ?? asCommand(node);
    told = whole && node;
    const writing = whole ?? textIn(node);
    if (writing) known.push(writing);
  }
  return { known, isComplete: !hasUnknown(nodes) };
});

function isWithin(node: ValueNode, outer: ValueNode): boolean {
  return node.keys.length > outer.keys.length && outer.keys.every((key, index) => node.keys[index] === key);
}

function asCommand({ keys, name, value, isUsed }: ValueNode): Writing | undefined {
  if (!COMMAND.test(name)) return undefined;
  const words = value.list();
  if (words.state !== "known") return undefined;
  return { ...command([words], keys.join("."), value.path), keys, isUsed };
}

/** An entry of a list such as `extraEnv` or `extraEnvFrom`; undefined where it is none. */
function inEnvironment({ keys, name, value, isUsed }: ValueNode): Writing | undefined {
  const place = keys.at(-1) ?? "";
  if (!/^\d+$/.test(place)) return undefined;
  const entry = value.read();
  if (entry.state !== "known") return undefined;
  const isFrom = ENVIRONMENT_FROM.test(name);
  const takesFrom = value.read("valueFrom").state === "known";
  if (!isFrom && !takesFrom && !ENVIRONMENT.test(name)) return undefined;
  const properties = new Properties({ [isFrom ? "envFrom" : "env"]: [entry.value] });
  const [variable] = knownEnvOf({ kind: "container", name: "", properties, path: "", part: "" });
  if (!variable) return undefined;
  return { ...asWriting(variable, keys.slice(0, -1).join("."), Number(place)), path: value.path, keys, isUsed };
}

/** A text, which is a variable in a map such as `env`. */
function textIn({ keys, name, within, value, isUsed }: ValueNode): Writing | undefined {
  const text = value.text();
  if (text.state !== "known" && text.state !== "unknown") return undefined;
  const isSecret = ENVIRONMENT_SECRET.test(name) && text.state === "known" && text.value !== "";
  const isVariable = isSecret || ENVIRONMENT.test(within);
  const key = keys.at(-1) ?? "";
  return {
    kind: isVariable ? "variable" : "value",
    name: { state: "known", value: key },
    source: isSecret ? "secret" : "literal",
    all: isSecret,
    text,
    part: isVariable ? `${keys.slice(0, -1).join(".")}/${key}` : keys.join("."),
    path: value.path,
    keys,
    isUsed,
  };
}

/** A name as findings show it: one that could be no name of a variable, Secret or key is told by its place. */
function printable(name: Reading<string>, index: number): string {
  return name.state === "known" && /^[A-Za-z_][\w.-]{0,63}$/.test(name.value) ? name.value : String(index);
}

import type { Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { Stack } from "../stack";
import { isSameNamespace, namespaceOf, objectName } from "./objects";
import { envOf, knownEnvOf } from "./pod-templates";
import type { Container, EnvEntry } from "./pod-templates";
import { allOf, holds } from "../truth";
import type { Truth } from "../truth";

/** A variable as the container sees it, as far as this stack shows. */
export interface ResolvedVariable {
  readonly name: Reading<string>;
  /** Absent where the value comes from something that this stack does not hold. Never to be shown. */
  readonly value: Reading<string>;
  readonly path: string;
}

export interface ResolvedEnv {
  readonly variables: readonly ResolvedVariable[];
  /** Whether that is all of it; what is taken as a whole from something outside the stack is left out. */
  readonly isComplete: boolean;
}

const ABSENT = { state: "absent" } as const;
const UNKNOWN = { state: "unknown" } as const;

/** The environment of a container, with what it takes from ConfigMaps and Secrets of the stack, one key or all of them. */
export function resolvedEnvOf(stack: Stack, owner: Resource, container: Container): ResolvedEnv {
  const parts = knownEnvOf(container).map((entry): ResolvedEnv => {
    if (entry.all) return wholeOf(stack, owner, entry);
    return {
      variables: [{ name: entry.name, value: valueOf(stack, owner, entry), path: entry.path }],
      isComplete: true,
    };
  });
  return {
    variables: parts.flatMap(({ variables }) => variables),
    isComplete: envOf(container).state === "known" && parts.every(({ isComplete }) => isComplete),
  };
}

function valueOf(stack: Stack, owner: Resource, entry: EnvEntry): Reading<string> {
  if (entry.source === "literal") return entry.value;
  if (entry.source === "field") return ABSENT;
  if (entry.source === "unknown" || entry.key.state === "unknown" || entry.from.state === "unknown") return UNKNOWN;
  const { key } = entry;
  if (key.state !== "known") return ABSENT;
  const { certain, possible } = sourcesOf(stack, owner, entry);
  const value = certain.map((source) => dataOf(source, key.value)).find(({ state }) => state !== "absent");
  return value ?? (possible.length > 0 ? UNKNOWN : ABSENT);
}

function wholeOf(stack: Stack, owner: Resource, entry: EnvEntry): ResolvedEnv {
  const { certain, possible } = sourcesOf(stack, owner, entry);
  const maps = certain.flatMap((source) => DATA.map((field) => source.at(field)));
  const keys = new Set(maps.flatMap((map) => map.knownEntries().map(([key]) => key)));
  const prefix = entry.name.state === "known" ? entry.name.value : "";
  return {
    variables: [...keys].map((key) => ({
      name: { state: "known", value: `${prefix}${key}` },
      value: certain.map((source) => dataOf(source, key)).find(({ state }) => state !== "absent") ?? ABSENT,
      path: entry.path,
    })),
    isComplete:
      possible.length === 0 &&
      entry.source !== "unknown" &&
      entry.name.state !== "unknown" &&
      entry.from.state !== "unknown" &&
      maps.every((map) => map.entries().state !== "unknown"),
  };
}

/** Kubernetes takes `stringData` before `data`. */
const DATA = ["stringData", "data"] as const;

function dataOf(source: Resource, key: string): Reading<string> {
  const written = source.at("stringData").entry(key).text();
  if (written.state !== "absent") return written;
  const data = source.at("data").entry(key).text();
  if (data.state !== "known" || source.type !== KUBERNETES.secret) return data;
  return { state: "known", value: Buffer.from(data.value, "base64").toString("utf8") };
}

interface Sources {
  readonly certain: readonly Resource[];
  /** Those that may turn out to be meant, once the update knows their names and namespaces. */
  readonly possible: readonly Resource[];
}

/** The objects that the entry names, in its owner's namespace. */
function sourcesOf(stack: Stack, owner: Resource, { source, from }: EnvEntry): Sources {
  if (from.state !== "known") return { certain: [], possible: [] };
  const objects = stack.ofType(source === "secret" ? KUBERNETES.secret : KUBERNETES.configMap).map((object) => ({
    object,
    isMeant: allOf(
      holds(objectName(object), (name) => name === from.value),
      isBeside(stack, owner, object),
    ),
  }));
  return {
    certain: objects.filter(({ isMeant }) => isMeant === true).map(({ object }) => object),
    possible: objects.filter(({ isMeant }) => isMeant === "unknown").map(({ object }) => object),
  };
}

/** Whether both are in one namespace; two that name none are. */
function isBeside(stack: Stack, one: Resource, other: Resource): Truth {
  const [first, second] = [namespaceOf(stack, one), namespaceOf(stack, other)];
  if (first.state === "known" && second.state === "known") return isSameNamespace(first.value, second.value);
  if (first.state === "unknown" || second.state === "unknown") return "unknown";
  return first.state === second.state;
}

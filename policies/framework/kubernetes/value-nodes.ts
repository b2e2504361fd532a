import { inSnakeCase } from "../credentials";
import { oncePerObject } from "../once";
import type { Properties } from "../reading";
import { holds } from "../truth";

/** A value of a chart with the keys that lead to it, as in `services`, `agent`, `extraEnv`; items of lists count from 0. */
export interface ValueNode {
  readonly keys: readonly string[];
  readonly value: Properties;
  /** Whether the chart makes something of it: unknown while its switch is. */
  readonly isUsed: true | "unknown";
}

/** Most nodes that are looked at, and most keys that lead to one: more than any chart has, few enough to be done with soon. */
const MOST = 100_000;
const DEEPEST = 200;

/**
 * Every value of a chart, maps and lists before what they hold. A map with `enabled: false`, and what it holds, is left out:
 * charts make nothing of it. Not so one that names a server beside it: then the chart brings none of its own, and its pods go
 * to that one, as OSMO's do with `services.postgres`.
 */
export const nodesOf = oncePerObject((values: Properties): readonly ValueNode[] => {
  const nodes: ValueNode[] = [];
  const open: ValueNode[] = [{ keys: [], value: values, isUsed: true }];
  for (let node = open.pop(); node && nodes.length < MOST; node = open.pop()) {
    const isOff = namesServer(node.value) ? false : holds(node.value.flag("enabled"), (on) => !on);
    if (isOff === true) continue;
    const used: ValueNode = isOff === "unknown" ? { ...node, isUsed: "unknown" } : node;
    nodes.push(used);
    if (node.keys.length < DEEPEST) for (const child of childrenOf(used).reverse()) open.push(child);
  }
  return nodes;
});

/** Keys by which charts name a server that they do not bring. */
const SERVERS = ["serviceName", "host", "externalHost", "hostname"];

function namesServer(values: Properties): boolean {
  return SERVERS.some((key) => holds(values.entry(key).text(), (server) => server !== "") !== false);
}

/** Whether some value among them is not known. */
export function hasUnknown(nodes: readonly ValueNode[]): boolean {
  return nodes.some(({ value }) => value.read().state === "unknown" || value.entries().state === "unknown");
}

/** The last key that is no place in a list, as in `extra_env` for `extraEnv`. */
export function nameOf(keys: readonly string[]): string {
  return inSnakeCase(keys.filter((key) => !/^\d+$/.test(key)).at(-1) ?? "");
}

function childrenOf({ keys, value, isUsed }: ValueNode): ValueNode[] {
  const items = value.list();
  if (items.state === "known")
    return items.value.map((item, index) => ({ keys: [...keys, String(index)], value: item, isUsed }));
  return value.knownEntries().map(([key, entry]) => ({ keys: [...keys, key], value: entry, isUsed }));
}

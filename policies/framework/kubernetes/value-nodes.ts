import { inSnakeCase } from "../credentials";
import { oncePerObject } from "../once";
import type { Properties } from "../reading";
import { holds } from "../truth";
import type { Truth } from "../truth";

/** A value of a chart with the keys that lead to it, as in `services`, `agent`, `extraEnv`; items of lists count from 0. */
export interface ValueNode {
  readonly keys: readonly string[];
  /** The last key that is no place in a list, as in `extra_env` for `extraEnv`; empty above all keys. */
  readonly name: string;
  /** The same of the map or list that it stands in. */
  readonly within: string;
  readonly value: Properties;
  /** The entries of a map that are known to be there. */
  readonly entries: readonly (readonly [string, Properties])[];
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
  const open: ValueNode[] = [
    { keys: [], name: "", within: "", value: values, entries: values.knownEntries(), isUsed: true },
  ];
  for (let node = open.pop(); node && nodes.length < MOST; node = open.pop()) {
    const off = isOff(node);
    if (off === true) continue;
    const used: ValueNode = off === "unknown" ? { ...node, isUsed: "unknown" } : node;
    nodes.push(used);
    if (node.keys.length < DEEPEST) for (const child of childrenOf(used).reverse()) open.push(child);
  }
  return nodes;
});

function isOff({ value, entries }: ValueNode): Truth {
  return entries.length > 0 && !namesServer(value) && holds(value.flag("enabled"), (on) => !on);
}

/** Keys by which charts name a server that they do not bring. */
const SERVERS = ["serviceName", "host", "externalHost", "hostname"];

function namesServer(values: Properties): boolean {
  return SERVERS.some((key) => holds(values.entry(key).text(), (server) => server !== "") !== false);
}

/** Whether some value among them is not known. */
export function hasUnknown(nodes: readonly ValueNode[]): boolean {
  return nodes.some(({ value }) => value.isUnknownInPart);
}

function childrenOf({ keys, name, value, entries, isUsed }: ValueNode): ValueNode[] {
  const items = value.list();
  const children = items.state === "known" ? items.value.map((item, index) => [String(index), item] as const) : entries;
  return children.map(([key, child]) => ({
    keys: [...keys, key],
    name: /^\d+$/.test(key) ? name : inSnakeCase(key),
    within: name,
    value: child,
    entries: child.knownEntries(),
    isUsed,
  }));
}

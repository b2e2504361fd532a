import type { Properties, Reading } from "../reading";
import type { Resource } from "../resource";
import { KUBERNETES } from "../resource-types";
import type { ResourceType } from "../resource-types";
import { allOf, anyOf, holds } from "../truth";
import type { Truth } from "../truth";

export type Direction = "ingress" | "egress";
export const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

export const NETWORK_POLICIES: readonly ResourceType[] = [
  KUBERNETES.networkPolicy,
  KUBERNETES.ciliumNetworkPolicy,
  KUBERNETES.ciliumClusterwideNetworkPolicy,
];

/** One rule of a policy. */
export interface TrafficRule {
  readonly properties: Properties;
  /** Whether it lets everybody through, at every port. */
  readonly allowsEverything: Truth;
}

/** What a policy says of one direction. */
export interface TrafficRules {
  readonly direction: Direction;
  /** Whether the pods that it selects are cut off in that direction but for what rules allow. */
  readonly isolates: Truth;
  /** Whether its rules count in that direction. */
  readonly applies: Truth;
  /** Unknown while the list is. */
  readonly rules: Reading<readonly TrafficRule[]>;
}

/** A network policy, of Kubernetes or of Cilium, whose objects may hold several. */
export interface TrafficPolicy {
  /** Whether it is for every pod of its namespace. */
  readonly selectsAll: Truth;
  readonly directions: readonly TrafficRules[];
}

export function trafficPoliciesOf(resource: Resource): readonly TrafficPolicy[] {
  if (resource.type === KUBERNETES.networkPolicy) return [ofKubernetes(resource.at("spec"))];
  const isClusterwide = resource.type === KUBERNETES.ciliumClusterwideNetworkPolicy;
  const specs = resource.list("specs");
  const given = [
    ...(resource.read("spec").state === "absent" ? [] : [resource.at("spec")]),
    ...(specs.state === "known" ? specs.value : specs.state === "unknown" ? [resource.at("specs")] : []),
  ];
  return given.map((spec) => ofCilium(spec, isClusterwide));
}

/** The ports of a rule that leave out no more than this many of 65535 leave out nobody who wants in. */
const NEARLY_ALL_PORTS = 60000;
/** Prefix lengths up to this are no network that anybody owns: halves and quarters of the internet spell all of it. */
const WHOLE_INTERNET = 7;

function ofKubernetes(spec: Properties): TrafficPolicy {
  return {
    selectsAll: isEmptySelector(spec.at("podSelector")),
    directions: DIRECTIONS.map((direction): TrafficRules => {
      const rules = spec.list(direction);
      const types = spec.list("policyTypes");
      // Left out, the types are Ingress, and Egress where there is a rule for it.
      const byDefault: Truth =
        direction === "ingress" ||
        (rules.state === "unknown" ? "unknown" : rules.state === "known" && rules.value.length > 0);
      const name = direction === "ingress" ? "Ingress" : "Egress";
      const isolates =
        types.state === "known" && types.value.length > 0
          ? anyOf(...types.value.map((type) => holds(type.text(), (text) => text === name)))
          : types.state === "unknown"
            ? "unknown"
            : byDefault;
      const peers = direction === "ingress" ? "from" : "to";
      return {
        direction,
        isolates,
        applies: isolates,
        rules: mapRules(rules, (rule) => kubernetesAllows(rule, peers)),
      };
    }),
  };
}

function kubernetesAllows(rule: Properties, peers: "from" | "to"): Truth {
  const everybody = listAllows(rule.list(peers), (peer) =>
    anyOf(
      holds(peer.text("ipBlock.cidr"), isWholeInternet),
      // Nobody is named. The API refuses that; were it let through, it would restrict nobody.
      holds(peer.entries(), (given) => given.length === 0),
      // All namespaces, and all pods in them.
      allOf(
        holds(peer.read("namespaceSelector"), () => true),
        isEmptySelector(peer.at("namespaceSelector"), "kubernetes.io/metadata.name"),
        isEmptySelector(peer.at("podSelector")),
        holds(peer.read("ipBlock"), () => false, true),
      ),
    ),
  );
  const everyPort = listAllows(rule.list("ports"), (port) =>
    anyOf(
      holds(port.read("port"), () => false, true),
      spans(port.number("port"), port.number("endPort")),
    ),
  );
  return allOf(everybody, everyPort);
}

/** The label of every pod by which Cilium's selectors leave their policy's namespace. */
const POD_NAMESPACE = "k8s:io.kubernetes.pod.namespace";
const CILIUM_EVERYBODY: readonly string[] = ["all", "world", "world-ipv4", "world-ipv6", "cluster"];

/**
 * Cilium reads a rule the other way round: one that names nobody allows nobody, and yet isolates. `enableDefaultDeny` says
 * whether it does; ports alone stand for those ports of everybody.
 */
function ofCilium(spec: Properties, isClusterwide: boolean): TrafficPolicy {
  // A policy for nodes selects no pod.
  const forNodes = holds(spec.read("nodeSelector"), () => true);
  return {
    selectsAll: allOf(not(forNodes), isEmptySelector(spec.at("endpointSelector"))),
    directions: DIRECTIONS.map((direction): TrafficRules => {
      const rules = spec.list(direction);
      const sections = [rules, spec.list(`${direction}Deny`)];
      const byDefault = anyOf(...sections.map((section) => holds(section, (items) => items.length > 0)));
      const said = spec.flag(`enableDefaultDeny.${direction}`);
      const isolates = said.state === "absent" ? byDefault : holds(said, (on) => on);
      const preposition = direction === "ingress" ? "from" : "to";
      return {
        direction,
        isolates,
        // What a policy allows without isolating adds to what others do.
        applies: true,
        rules: mapRules(rules, (rule) => ciliumAllows(rule, preposition, isClusterwide)),
      };
    }),
  };
}

function ciliumAllows(rule: Properties, preposition: "from" | "to", isClusterwide: boolean): Truth {
  const some = (list: string, test: (item: Properties) => Truth): Truth => {
    const items = rule.list(`${preposition}${list}`);
    if (items.state === "known") return anyOf(...items.value.map(test));
    return items.state === "unknown" && "unknown";
  };
  const namesSomebody = rule
    .knownEntries()
    .some(([key, value]) => key.startsWith(preposition) && key !== "toPorts" && value.read().state !== "absent");
  const ports = rule.list("toPorts");
  const everyPort = listAllows(ports, (entry) =>
    listAllows(entry.list("ports"), (port) =>
      anyOf(
        holds(port.number("port"), (number) => number === 0, true),
        spans(port.number("port"), port.number("endPort")),
      ),
    ),
  );
  // Ports without anybody named, all of them: a rule without either allows nothing.
  const byPorts = allOf(
    !namesSomebody,
    holds(ports, (entries) => entries.length > 0),
  );
  const everybody = anyOf(
    byPorts,
    some("Entities", (entity) => holds(entity.text(), (name) => CILIUM_EVERYBODY.includes(name))),
    some("CIDR", (cidr) => holds(cidr.text(), isWholeInternet)),
    some("CIDRSet", (set) => holds(set.text("cidr"), isWholeInternet)),
    some("Endpoints", (selector) =>
      allOf(
        isEmptySelector(selector, POD_NAMESPACE),
        // Without any condition a selector in a namespace's policy means the pods of that namespace.
        isClusterwide || not(isEmptySelector(selector)),
      ),
    ),
  );
  return allOf(everybody, everyPort);
}

function mapRules(
  rules: Reading<readonly Properties[]>,
  allows: (rule: Properties) => Truth,
): Reading<readonly TrafficRule[]> {
  if (rules.state !== "known") return rules;
  return {
    state: "known",
    value: rules.value.map((properties) => ({ properties, allowsEverything: allows(properties) })),
  };
}

/** Whether a list that restricts nothing where it is absent or empty has an item that restricts nothing either. */
function listAllows(list: Reading<readonly Properties[]>, test: (item: Properties) => Truth): Truth {
  if (list.state === "known") return list.value.length === 0 || anyOf(...list.value.map(test));
  return list.state === "unknown" ? "unknown" : list.state === "absent";
}

/**
 * A selector without conditions, or none: it selects everything. `everyones` is a label that all have, and that to have is
 * no condition.
 */
function isEmptySelector(selector: Properties, everyones?: string): Truth {
  if (selector.read().state === "unknown") return "unknown";
  return allOf(
    holds(selector.entries("matchLabels"), (labels) => labels.length === 0, true),
    eachExpression(selector, (key) => key === everyones),
  );
}

/** Whether each expression is that a label is there, and of such a label. */
function eachExpression(selector: Properties, test: (key: string) => boolean): Truth {
  const expressions = selector.list("matchExpressions");
  if (expressions.state !== "known")
    return expressions.state === "unknown" ? "unknown" : expressions.state === "absent";
  return allOf(
    ...expressions.value.map((expression) =>
      allOf(
        holds(expression.text("operator"), (operator) => operator === "Exists"),
        holds(expression.text("key"), test),
      ),
    ),
  );
}

function isWholeInternet(cidr: string): boolean {
  const length = Number(/^[\da-f.:]+\/(\d+)$/i.exec(cidr.trim())?.[1] ?? NaN);
  return length <= WHOLE_INTERNET;
}

function spans(first: Reading<number>, last: Reading<number>): Truth {
  if (first.state === "unknown" || last.state === "unknown") return "unknown";
  return first.state === "known" && last.state === "known" && last.value - first.value >= NEARLY_ALL_PORTS;
}

function not(condition: Truth): Truth {
  return condition === "unknown" ? condition : !condition;
}

import { stackControl } from "../../framework/control";
import { decided, not } from "../../framework/decided";
import { hasLabels, selects } from "../../framework/kubernetes/label-selectors";
import type { Labels } from "../../framework/kubernetes/label-selectors";
import { isSameNamespace, namespaceOf } from "../../framework/kubernetes/objects";
import type { NamespaceRef } from "../../framework/kubernetes/objects";
import { controlPlaneOf, isOn, osmoPart } from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { knownContainersOf, POD_OWNERS, podTemplateOf } from "../../framework/kubernetes/pod-templates";
import { Properties } from "../../framework/reading";
import type { Reading } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Port on which OSMO's services believe the headers that name a caller. */
const PORT = 8000;

/** Services that listen there, by the key of their values, with the names that the chart `service` gives them. */
const SERVICES = { service: "osmo-service", router: "osmo-router", agent: "osmo-agent", logger: "osmo-logger" };

/** Labels of the gateway's pods, by key. */
const GATEWAY: ReadonlyMap<string, RegExp> = new Map([
  ["app.kubernetes.io/component", /^(gateway-)?envoy$/],
  ["app.kubernetes.io/name", /^osmo-gateway(-envoy)?$/],
  ["app", /^osmo-gateway(-envoy)?$/],
]);

/** Pods of one service. */
interface Target {
  readonly resource: Resource;
  readonly part?: string;
  readonly labels: Labels;
  /** Whether it may have others. */
  readonly hasUnknownLabels?: boolean;
  readonly namespace: Reading<NamespaceRef>;
  /** Whether the chart itself makes a policy that takes the gateway's pods alone. */
  readonly guardedByChart: Truth;
}

export const osmoApiBehindGateway = stackControl({
  name: "osmo-api-behind-gateway",
  threats: ["S-1"],
  severity: "critical",
  title: "OSMO's services are reached through the gateway alone",
  rationale:
    "The services take the caller's name and roles from headers and ask for no proof. A pod that reaches one of them past the gateway is an administrator by writing so: sign-in at the gateway is worth as much as the network policies behind it.",
  remediation:
    "Select each service by a NetworkPolicy whose ingress on port 8000 comes from the gateway's pods: components/kubernetes/network/osmo-flows.ts.",
  references: { cisAks: ["4.4.2"], kubeLinter: ["non-isolated-pod"] },
  *check(stack) {
    const policies = stack.ofType(KUBERNETES.networkPolicy);
    for (const target of [...releasedTargets(stack), ...renderedTargets(stack)]) {
      const here = policies.flatMap((policy) => {
        const near = isHere(namespaceOf(stack, policy), target.namespace);
        const isMeant =
          near !== false && anyOf(isFor(policy, target.labels), target.hasUnknownLabels ? "unknown" : false);
        const applies = allOf(near, isMeant, isForIngress(policy));
        return applies === false ? [] : [{ policy, applies }];
      });
      const isIsolated = anyOf(target.guardedByChart, ...here.map(({ applies }) => applies));
      const isOpen = anyOf(
        ...here.map(({ policy, applies }) => allOf(applies, letsOthersIn(policy, target.namespace))),
      );
      const { resource, part } = target;
      const set = `ingress of a NetworkPolicy of its namespace, on port ${PORT}, from the gateway's pods alone`;
      if (isIsolated === false) {
        yield resource.fail("is reached by every pod, which may say to be anybody", { part, set });
        continue;
      }
      yield decided(resource, allOf(isIsolated, not(isOpen)), {
        otherwise: "is reached by others than the gateway, who may say to be anybody",
        notKnown: "who reaches it is not known yet",
        part,
        set,
      });
    }
  },
});

function* releasedTargets(stack: Stack): Iterable<Target> {
  for (const resource of stack.ofType(KUBERNETES.helmRelease)) {
    const release = controlPlaneOf(resource);
    if (!release) continue;
    const namespace = namespaceOf(stack, resource);
    for (const [key, name] of Object.entries(SERVICES)) {
      const labels = labelsOf(release, key, name);
      yield { resource, part: key, labels, namespace, guardedByChart: isGuardedByChart(release, labels) };
    }
  }
}

function labelsOf({ chart, values }: OsmoRelease, key: string, name: string): Labels {
  if (chart === "osmo") {
    return { "app.kubernetes.io/name": "osmo", "app.kubernetes.io/component": key === "service" ? "api" : key };
  }
  const renamed = values.text(`services.${key}.serviceName`);
  const others = values
    .knownEntries(`services.${key}.extraPodLabels`)
    .map(([label, value]) => [label, value.text()] as const)
    .flatMap(([label, value]) => (value.state === "known" ? [[label, value.value] as const] : []));
  return { ...Object.fromEntries(others), app: renamed.state === "known" ? renamed.value : name };
}

/** Its policies are off unless told otherwise, and are for three services unless told for which. */
function isGuardedByChart({ chart, values }: OsmoRelease, labels: Labels): Truth {
  const upstreams = values.list("gateway.networkPolicies.upstreams");
  const selectors =
    upstreams.state === "known"
      ? upstreams.value.map((upstream) => upstream.at("podSelector"))
      : ["osmo-service", "osmo-router"].map((app) => new Properties({ app }));
  const byLabels =
    chart === "osmo"
      ? ["api", "router"].includes(labels["app.kubernetes.io/component"] ?? "")
      : anyOf(...selectors.map((selector) => hasLabels(selector, labels)));
  return allOf(
    isOn(values, "gateway.networkPolicies.enabled", false),
    upstreams.state === "unknown" ? "unknown" : byLabels,
  );
}

/** The services where somebody renders the chart. */
function* renderedTargets(stack: Stack): Iterable<Target> {
  for (const resource of stack.ofType(...POD_OWNERS)) {
    const template = podTemplateOf(resource);
    if (template.state !== "known") continue;
    const { metadata } = template.value;
    const listens = knownContainersOf(template.value).some(
      ({ properties }) =>
        osmoPart(properties) === "control plane" &&
        holds(properties.text("image"), (image) => /\/(service|router|agent|logger)([:@]|$)/.test(image)) !== false,
    );
    if (!listens) continue;
    const labels = metadata.knownEntries("labels").flatMap(([key, value]): [string, string][] => {
      const text = value.text();
      return text.state === "known" ? [[key, text.value]] : [];
    });
    const namespace = namespaceOf(stack, resource);
    const hasUnknownLabels =
      metadata.entries("labels").state === "unknown" ||
      metadata.knownEntries("labels").some(([, label]) => label.text().state === "unknown");
    yield { resource, hasUnknownLabels, labels: Object.fromEntries(labels), namespace, guardedByChart: false };
  }
}

function isHere(one: Reading<NamespaceRef>, other: Reading<NamespaceRef>): Truth {
  if (one.state === "known" && other.state === "known") return isSameNamespace(one.value, other.value);
  if (one.state === "unknown" || other.state === "unknown") return "unknown";
  return one.state === other.state;
}

/** Left out, a policy is for ingress. */
function isForIngress(policy: Resource): Truth {
  const types = policy.list("spec.policyTypes");
  if (types.state !== "known") return types.state === "unknown" ? "unknown" : true;
  return (
    types.value.length === 0 || anyOf(...types.value.map((type) => holds(type.text(), (text) => text === "Ingress")))
  );
}

/** Left out, a policy is for all pods. */
function isFor(policy: Resource, labels: Labels): Truth {
  const selector = policy.at("spec.podSelector");
  return selector.read().state === "absent" || selects(selector, labels);
}

function letsOthersIn(policy: Resource, namespace: Reading<NamespaceRef>): Truth {
  const rules = policy.list("spec.ingress");
  if (rules.state !== "known") return rules.state === "unknown" && "unknown";
  return anyOf(
    ...rules.value.map((rule) => {
      const peers = rule.list("from");
      if (peers.state === "unknown") return allOf("unknown", isForPort(rule));
      const all = peers.state === "known" ? peers.value : [];
      const isGateways = all.length > 0 && allOf(...all.map((peer) => isGateway(peer, namespace)));
      return allOf(isForPort(rule), not(isGateways));
    }),
  );
}

function isForPort(rule: Properties): Truth {
  const ports = rule.list("ports");
  if (ports.state !== "known") return ports.state === "unknown" ? "unknown" : true;
  if (ports.value.length === 0) return true;
  return anyOf(
    ...ports.value.map((entry) => {
      const last = entry.number("endPort");
      const number = entry.number("port");
      const name = entry.text("port");
      return allOf(
        holds(entry.text("protocol"), (protocol) => protocol === "TCP", true),
        number.state === "malformed"
          ? // A name that a container gives a port: of metrics it is another.
            holds(name, (text) => !/metric|prom/i.test(text))
          : allOf(
              holds(number, (first) => (last.state === "absent" ? first === PORT : first <= PORT), true),
              holds(last, (end) => end >= PORT, true),
            ),
      );
    }),
  );
}

/** Whether the peer is the gateway's pods, of the namespace of the services. */
function isGateway(peer: Properties, namespace: Reading<NamespaceRef>): Truth {
  return allOf(
    holds(peer.read("ipBlock"), () => false, true),
    isGatewaySelector(peer.at("podSelector")),
    isNamespaceSelector(peer.at("namespaceSelector"), namespace),
  );
}

function isGatewayLabel(key: string, value: string): boolean {
  return GATEWAY.get(key)?.test(value) ?? false;
}

function isGatewaySelector(selector: Properties): Truth {
  const labels = selector
    .knownEntries("matchLabels")
    .map(([key, value]) => holds(value.text(), (text) => isGatewayLabel(key, text)));
  const expressions = selector.list("matchExpressions");
  const among = (expressions.state === "known" ? expressions.value : []).map((expression) => {
    const values = expression.list("values");
    const key = expression.text("key");
    if (values.state !== "known" || key.state !== "known") return values.state === "unknown" && "unknown";
    const isGateways = values.value.map((value) => holds(value.text(), (text) => isGatewayLabel(key.value, text)));
    return allOf(
      holds(expression.text("operator"), (operator) => operator === "In"),
      values.value.length > 0,
      ...isGateways,
    );
  });
  const isUnknown = selector.read().state === "unknown" || selector.read("matchLabels").state === "unknown";
  return anyOf(isUnknown || expressions.state === "unknown" ? "unknown" : false, ...labels, ...among);
}

function isNamespaceSelector(selector: Properties, namespace: Reading<NamespaceRef>): Truth {
  const given = selector.read();
  if (given.state === "absent") return true;
  const name = namespace.state === "known" ? namespace.value.name : "default";
  const label = selector.at("matchLabels").entry("kubernetes.io/metadata.name").text();
  return name === undefined && label.state === "known" ? "unknown" : holds(label, (text) => text === name);
}

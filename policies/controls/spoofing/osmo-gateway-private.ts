import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { controlPlaneOf, isOff, NOT_MADE } from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** Azure makes the load balancer an internal one for exactly this annotation and text, and a public one otherwise. */
const INTERNAL = { key: "service.beta.kubernetes.io/azure-load-balancer-internal", value: "true" };

/** Annotations by which an ingress is inside the network: of Application Gateway, and of controllers that share the scheme. */
const INTERNAL_INGRESS: readonly (readonly [string, string])[] = [
  ["appgw.ingress.kubernetes.io/use-private-ip", "true"],
  ["alb.ingress.kubernetes.io/scheme", "internal"],
];

/** Labels by which a Service finds pods of OSMO, as the charts give them. */
const PODS_OF_OSMO = /^osmo(-(gateway|service|api|router|agent|logger|ui|mcp))?$/;

const PUBLIC = "puts OSMO on a public address";
const UNKNOWN = "whether it is inside the network alone is not known yet";

export const osmoGatewayPrivate = resourceControl({
  name: "osmo-gateway-private",
  threats: ["S-1"],
  severity: "high",
  title: "OSMO is reached from inside the network alone",
  rationale:
    "The chart makes a load balancer with a public address for the gateway unless it is told otherwise. Then the whole internet may try tokens, and one weakness of the gateway is enough to be inside the cluster.",
  remediation:
    "Set gateway.envoy.service.type to ClusterIP and put an internal load balancer before it, or annotate the chart's: components/osmo/gateway-address.ts.",
  resources: [KUBERNETES.helmRelease, KUBERNETES.service, KUBERNETES.ingress],
  *check(resource) {
    const release = controlPlaneOf(resource);
    if (release) yield* judgedWhere(release.isMade, NOT_MADE, findingsOfRelease(resource, release));
    else if (resource.type === KUBERNETES.service) yield* findingsOfService(resource);
    else if (resource.type === KUBERNETES.ingress) yield* findingsOfIngress(resource);
  },
});

function* findingsOfRelease(release: Resource, { chart, values }: OsmoRelease): Iterable<Finding> {
  const service = values.at("gateway.envoy.service");
  const type = service.text("type");
  // Of an empty type the template makes its default.
  const isPrivate = holds(
    type,
    (given) => given === "ClusterIP" || (given === "" && chart === "osmo"),
    chart === "osmo",
  );
  const isBalanced = holds(type, (given) => given === "LoadBalancer" || given === "", true);
  yield decided(release, anyOf(isPrivate, allOf(isBalanced, isInternal(service.at("annotations")))), {
    otherwise: PUBLIC,
    notKnown: UNKNOWN,
    part: "service",
    set: `values.gateway.envoy.service.type to "ClusterIP", or annotations ${INTERNAL.key} to "${INTERNAL.value}"`,
  });
  const path = chart === "osmo" ? "ingress" : "gateway.envoy.ingress";
  const ingress = values.at(path);
  if (ingress.read().state === "absent") return;
  const name = chart === "osmo" ? "ingressClassName" : "ingressClass";
  yield decided(release, anyOf(isOff(values, `${path}.enabled`, false), isInternalIngress(ingress, name)), {
    otherwise: PUBLIC,
    notKnown: UNKNOWN,
    part: "ingress",
    set: `values.${path}.${name} to an internal class, or its annotations`,
  });
}

/** A Service beside the chart's that leads to OSMO. */
function* findingsOfService(service: Resource): Iterable<Finding> {
  const leads = service
    .knownEntries("spec.selector")
    .some(([, value]) => holds(value.text(), (label) => PODS_OF_OSMO.test(label)) === true);
  if (!leads) return;
  const type = service.text("spec.type");
  const isPrivate = anyOf(
    holds(type, (given) => given === "ClusterIP", true),
    allOf(
      holds(type, (given) => given === "LoadBalancer"),
      isInternal(service.at("metadata.annotations")),
    ),
  );
  const hasAddresses = holds(service.list("spec.externalIPs"), (addresses) => addresses.length > 0);
  yield decided(service, allOf(isPrivate, not(hasAddresses)), {
    otherwise: `${PUBLIC}, or on every node's`,
    notKnown: UNKNOWN,
    set: `spec.type to "ClusterIP", or metadata.annotations ${INTERNAL.key} to "${INTERNAL.value}"`,
  });
}

function* findingsOfIngress(ingress: Resource): Iterable<Finding> {
  const rules = ingress.list("spec.rules");
  const paths = (rules.state === "known" ? rules.value : []).flatMap((rule) => {
    const list = rule.list("http.paths");
    return list.state === "known" ? list.value.map((path) => path.at("backend")) : [];
  });
  const leads = [...paths, ingress.at("spec.defaultBackend"), ingress.at("spec.backend")].some((backend) =>
    // `serviceName` is that of older versions of the API.
    ["service.name", "serviceName"].some(
      (path) => holds(backend.text(path), (name) => PODS_OF_OSMO.test(name)) === true,
    ),
  );
  if (!leads) return;
  const annotations = ingress.at("metadata.annotations");
  const byAnnotation = holds(annotations.entry("kubernetes.io/ingress.class").text(), isInternalClass);
  yield decided(ingress, anyOf(byAnnotation, isInternalIngress(ingress, "spec.ingressClassName")), {
    otherwise: PUBLIC,
    notKnown: UNKNOWN,
    set: "spec.ingressClassName to an internal class, or its annotations",
  });
}

function isInternal(annotations: Properties): Truth {
  return holds(annotations.entry(INTERNAL.key).read(), (value) => value === INTERNAL.value || value === true);
}

/** A class is inside the network where its name says so: what it is made of, no ingress shows. */
function isInternalIngress(ingress: Properties, className: string): Truth {
  const places = [ingress.at("annotations"), ingress.at("metadata.annotations")];
  return anyOf(
    holds(ingress.text(className), isInternalClass),
    ...places.flatMap((annotations) =>
      INTERNAL_INGRESS.map(([key, value]) =>
        holds(annotations.entry(key).read(), (given) => given === value || given === (value === "true")),
      ),
    ),
  );
}

function isInternalClass(name: string): boolean {
  return /(^|[-_.])(internal|private)([-_.]|$)/i.test(name);
}

import { stackControl } from "../../framework/control";
import { decided, judgedWhere } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import { selects } from "../../framework/kubernetes/label-selectors";
import { isSameNamespace, namespaceOf } from "../../framework/kubernetes/objects";
import { controlPlaneOf, isGatewayConfiguration, isOn, NOT_MADE } from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { podTemplateOf } from "../../framework/kubernetes/pod-templates";
import { hasRule, isLimited } from "../../framework/kubernetes/rate-limits";
import { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import type { Stack } from "../../framework/stack";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** What the gateway's routes to OSMO's API begin with. */
const API_PATHS = ["/api/", "/client/"];

export const osmoRateLimit = stackControl({
  name: "osmo-rate-limit",
  threats: ["D-4"],
  severity: "medium",
  title: "OSMO's gateway counts requests, and refuses them above a limit",
  rationale:
    "Whoever may call the API, or only tries to, can call it until nobody else is served. The chart's limiter is off; turned on alone it limits nothing, for no route of the chart sends it anything to count.",
  remediation:
    "Turn gateway.rateLimit on, give it descriptors, and state the routes to the API again with rate_limits that those count: components/osmo/rate-limits.ts, components/osmo/gateway-routes.ts.",
  *check(stack) {
    for (const release of stack.ofType(KUBERNETES.helmRelease)) {
      const controlPlane = controlPlaneOf(release);
      if (!controlPlane) continue;
      yield* judgedWhere(controlPlane.isMade, NOT_MADE, findingsOfRelease(stack, release, controlPlane));
    }
    for (const configMap of stack.ofType(KUBERNETES.configMap)) yield* findingsOfConfiguration(configMap);
  },
});

function* findingsOfRelease(stack: Stack, release: Resource, osmo: OsmoRelease): Iterable<Finding> {
  const { values } = osmo;
  const limiter = "gateway.rateLimit";
  const isFiltering = allOf(isOn(values, "gateway.envoy.enabled", true), isOn(values, `${limiter}.enabled`, false));
  yield decided(release, isFiltering, {
    otherwise: "counts no requests",
    notKnown: "whether it counts requests is not known yet",
    part: "rateLimit",
    set: `values.${limiter}.enabled to true`,
  });
  const descriptors = values.at(`${limiter}.config.descriptors`);
  yield decided(release, hasRule(descriptors), {
    otherwise: "has no limit",
    notKnown: "its limits are not known yet",
    part: "descriptors",
    set: `values.${limiter}.config.descriptors to limits`,
  });
  yield decided(release, areRoutesLimited(values.at("gateway.envoy"), descriptors), {
    otherwise: "has routes to the API whose requests no limit counts",
    notKnown: "what its routes count is not known yet",
    part: "routes",
    set: "values.gateway.envoy.serviceRoutes, and extraRoutes, to routes with rate_limits that descriptors are for",
  });
  const runsNone = holds(values.number(`${limiter}.replicas`), (replicas) => replicas === 0);
  if (runsNone === false) return;
  yield decided(release, anyOf(runsNone === true ? false : "unknown", hasOwnLimiter(stack, release, osmo)), {
    otherwise: "runs no limiter, and without an answer the gateway lets requests through",
    notKnown: "whether a limiter runs is not known yet",
    part: "limiter",
    set: `values.${limiter}.replicas to 1 or more, or a Deployment with the labels of its Service`,
  });
}

/** Routes that lead somewhere else, or answer themselves, need no limit. Without serviceRoutes the chart's own count nothing. */
function areRoutesLimited(envoy: Properties, descriptors: Properties): Truth {
  const [extra, service] = [envoy.list("extraRoutes"), envoy.list("serviceRoutes")];
  if (extra.state === "unknown" || service.state === "unknown") return "unknown";
  const routes = [extra, service].flatMap((list) => (list.state === "known" ? list.value : []));
  const leading = routes.filter((route) => route.read("route").state !== "absent");
  const covers = API_PATHS.map((path) =>
    anyOf(...leading.map((route) => holds(route.text("match.prefix"), (prefix) => path.startsWith(prefix)))),
  );
  const isReplaced = service.state === "known" && service.value.length > 0;
  return allOf(isReplaced || allOf(...covers), ...leading.map((route) => isLimited(route, descriptors)));
}

/** Pods that the chart's Service finds, started by somebody else: in the release's namespace, and not none. */
function hasOwnLimiter(stack: Stack, release: Resource, { chart, values }: OsmoRelease): Truth {
  const home = namespaceOf(stack, release);
  const name = release.text("name");
  const gateway = values.text("gateway.name");
  const labels = {
    "app.kubernetes.io/name": chart === "osmo" ? "osmo" : gateway.state === "known" ? gateway.value : "osmo-gateway",
    "app.kubernetes.io/component": chart === "osmo" ? "gateway-ratelimit" : "ratelimit",
    ...(name.state === "known" && { "app.kubernetes.io/instance": name.value }),
  };
  return anyOf(
    ...stack.ofType(KUBERNETES.deployment, KUBERNETES.statefulSet, KUBERNETES.daemonSet).map((owner) => {
      const template = podTemplateOf(owner);
      if (template.state !== "known") return template.state === "unknown" && "unknown";
      const other = namespaceOf(stack, owner);
      const isHere =
        home.state === "known" && other.state === "known"
          ? isSameNamespace(home.value, other.value)
          : home.state === "unknown" || other.state === "unknown"
            ? "unknown"
            : home.state === other.state;
      return allOf(
        isHere,
        isFoundBy(labels, template.value.metadata.at("labels")),
        holds(owner.number("spec.replicas"), (replicas) => replicas > 0, true),
      );
    }),
  );
}

/** Whether a Service that selects `wanted` finds pods with `labels`. */
function isFoundBy(wanted: Readonly<Record<string, string>>, labels: Properties): Truth {
  if (labels.entries().state === "unknown") return "unknown";
  const texts = labels.knownEntries().map(([key, value]) => [key, value.text()] as const);
  if (texts.some(([key, text]) => key in wanted && text.state === "unknown")) return "unknown";
  const known = texts.flatMap(([key, text]) => (text.state === "known" ? [[key, text.value] as const] : []));
  return selects(new Properties({ matchLabels: wanted }), Object.fromEntries(known));
}

/** The gateway's configuration where somebody renders the chart: Envoy's, in a ConfigMap. */
function* findingsOfConfiguration(configMap: Resource): Iterable<Finding> {
  for (const [key, entry] of configMap.knownEntries("data")) {
    const text = entry.text();
    if (text.state !== "known" || !isGatewayConfiguration(text.value)) continue;
    const isCounted =
      /filters\.http\.(ratelimit|local_ratelimit)/.test(text.value) &&
      /\brate_limits["']?:|local_ratelimit/.test(text.value);
    yield decided(configMap, isCounted, {
      otherwise: "counts no requests",
      notKnown: "",
      part: key,
      set: `data["${key}"] to have the filter ratelimit, and rate_limits on its routes`,
    });
  }
}

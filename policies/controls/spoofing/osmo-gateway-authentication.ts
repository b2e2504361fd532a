import { resourceControl } from "../../framework/control";
import { decided, judgedWhere, not } from "../../framework/decided";
import type { Finding } from "../../framework/finding";
import {
  commandLineMentions,
  controlPlaneOf,
  DEV_METHOD,
  isEmpty,
  isGatewayConfiguration,
  isOn,
  mentions,
  osmoPart,
  NOT_MADE,
} from "../../framework/kubernetes/osmo-charts";
import type { OsmoRelease } from "../../framework/kubernetes/osmo-charts";
import { knownContainersOf, POD_OWNERS, podTemplateOf } from "../../framework/kubernetes/pod-templates";
import type { Properties } from "../../framework/reading";
import type { Resource } from "../../framework/resource";
import { KUBERNETES } from "../../framework/resource-types";
import { allOf, anyOf, holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

/** What the charts let pass without a token, by the beginning of the path: what signs in, and versions. */
const OPEN_PATHS = [
  "/api/version",
  "/api/auth/login",
  "/api/auth/keys",
  "/api/auth/refresh_token",
  "/api/auth/jwt/refresh_token",
  "/api/auth/jwt/access_token",
  "/api/router/version",
  "/client/version",
];
/** What OSMO's API answers below. */
const GUARDED = ["/api/", "/client/"];

/** Flags and variables by which oauth2-proxy asks nobody who they are, or believes whoever answers. */
const UNASKED = /--(skip-auth-(route|regex)|trusted-ip|insecure-oidc-skip-issuer-verification)/;
const UNASKED_VARIABLE =
  /^OAUTH2_PROXY_(SKIP_AUTH_(ROUTES?|REGEX)|TRUSTED_IPS?|INSECURE_OIDC_SKIP_ISSUER_VERIFICATION)$/;
/** Headers that OSMO takes for the caller's name and rights. */
const IDENTITY_HEADER = /^x-osmo-(user|roles|allowed-pools)$/i;

export const osmoGatewayAuthentication = resourceControl({
  name: "osmo-gateway-authentication",
  threats: ["S-1"],
  severity: "critical",
  title: "OSMO's gateway lets nobody in who has not signed in",
  rationale:
    "OSMO's services believe the headers that name a caller and ask for no proof: only the gateway does. With sign-in or authorization off, with a default identity or a path that is let through, whoever reaches the gateway is who they say they are, an administrator too. A token or a session that travels in plain text lets in whoever overhears it, and the chart's gateway speaks no TLS unless told to.",
  remediation:
    "Leave gateway.oauth2Proxy, gateway.authz and TLS to OSMO's services and to Redis on, turn gateway.envoy.ssl on, name the issuers in gateway.envoy.jwt.providers, give no defaultIdentity and no argument --method dev: components/osmo/gateway-values.ts, components/osmo/sign-in.ts.",
  resources: [KUBERNETES.helmRelease, KUBERNETES.configMap, ...POD_OWNERS],
  *check(resource) {
    const release = controlPlaneOf(resource);
    if (release) yield* judgedWhere(release.isMade, NOT_MADE, findingsOfRelease(resource, release));
    else if (resource.type === KUBERNETES.configMap) yield* findingsOfConfiguration(resource);
    else yield* findingsOfPods(resource);
  },
});

function* findingsOfRelease(release: Resource, { values }: OsmoRelease): Iterable<Finding> {
  const gateway = (name: string) => `gateway.${name}.enabled`;
  for (const [name, otherwise] of [
    ["envoy", "has no gateway, and OSMO's services believe whoever calls them"],
    ["oauth2Proxy", "asks nobody to sign in"],
    ["authz", "asks nobody what they may do"],
  ] as const) {
    yield decided(release, isOn(values, gateway(name), true), {
      otherwise,
      notKnown: `whether ${gateway(name)} is on is not known yet`,
      part: name,
      set: `values.${gateway(name)} to true`,
    });
  }
  yield* encryption(release, values);
  yield decided(release, isEmpty(values, "gateway.envoy.defaultIdentity.user"), {
    otherwise: "takes whoever has not signed in for a user",
    notKnown: "its default identity is not known yet",
    part: "defaultIdentity",
    set: 'values.gateway.envoy.defaultIdentity.user to ""',
  });
  yield decided(
    release,
    holds(values.list("gateway.envoy.jwt.providers"), (providers) => providers.length > 0),
    {
      otherwise: "checks no token",
      notKnown: "whose tokens it takes is not known yet",
      part: "jwt",
      set: "values.gateway.envoy.jwt.providers to the issuers of its tokens",
    },
  );
  for (const name of ["skipAuthPaths", "extraSkipAuthPaths"]) {
    yield decided(release, letsThroughOnlySignIn(values.at(`gateway.envoy.${name}`)), {
      otherwise: "lets paths of the API through without a token",
      notKnown: "which paths it lets through is not known yet",
      part: name,
      set: `values.gateway.envoy.${name} to the paths that sign in`,
    });
  }
  for (const name of ["serviceRoutes", "extraRoutes"]) {
    yield decided(release, not(hasOpenRoute(values.at(`gateway.envoy.${name}`))), {
      otherwise: "has a route that turns checks off or says who the caller is",
      notKnown: "what its routes do is not known yet",
      part: name,
      set: `values.gateway.envoy.${name} to routes without typed_per_filter_config and headers of identity`,
    });
  }
  yield decided(release, not(isSignInOpen(values.at("gateway.oauth2Proxy"))), {
    otherwise: "tells its sign-in to let some pass",
    notKnown: "what its sign-in is told is not known yet",
    part: "sign-in",
    set: "values.gateway.oauth2Proxy.extraArgs without --skip-auth-route, --skip-auth-regex and --trusted-ip",
  });
  if (values.entries("services").state === "unknown") {
    yield release.undetermined("the arguments of its services are not known yet", { part: "services" });
  }
  for (const [name, part] of values.knownEntries("services")) {
    if (part.read("extraArgs").state === "absent" || /^backend/.test(name)) continue;
    yield decided(release, not(mentions(part.list("extraArgs"), DEV_METHOD)), {
      otherwise: "starts a service in development mode",
      notKnown: "the arguments of a service are not known yet",
      part: name,
      set: `values.services.${name}.extraArgs without --method dev`,
    });
  }
}

/** Every way that tokens and sessions take, up to OSMO's services. Of what stands before the gateway, the chart's ingress counts. */
function* encryption(release: Resource, values: Properties): Iterable<Finding> {
  yield decided(
    release,
    anyOf(isOn(values, "gateway.envoy.ssl.enabled", false), isOn(values, "gateway.envoy.ingress.enabled", false)),
    {
      otherwise: "takes tokens in plain text",
      notKnown: "whether clients reach it by TLS is not known yet",
      part: "tls",
      set: "values.gateway.envoy.ssl.enabled to true",
    },
  );
  for (const [part, path, otherwise] of [
    ["upstream-tls", "gateway.tls.enabled", "hands tokens on in plain text"],
    ["session-tls", "gateway.oauth2Proxy.redis.tlsEnabled", "keeps sessions in Redis in plain text"],
    ["redis-tls", "services.redis.tlsEnabled", "sends the key of Redis in plain text"],
  ] as const) {
    yield decided(release, isOn(values, path, true), {
      otherwise,
      notKnown: `whether ${path} is on is not known yet`,
      part,
      set: `values.${path} to true`,
    });
  }
}

/** Paths are let through by their beginning. */
function letsThroughOnlySignIn(paths: Properties): Truth {
  const list = paths.list();
  if (list.state !== "known") return holds(list, () => true, true);
  return allOf(...list.value.map((path) => holds(path.text(), isHarmless)));
}

function isHarmless(path: string): boolean {
  if (OPEN_PATHS.some((open) => path.startsWith(open))) return true;
  return path.startsWith("/") && !GUARDED.some((guarded) => guarded.startsWith(path) || path.startsWith(guarded));
}

function hasOpenRoute(routes: Properties): Truth {
  const list = routes.list();
  if (list.state !== "known") return list.state === "unknown" ? "unknown" : false;
  return anyOf(
    ...list.value.flatMap((route): Truth[] => [
      turnsChecksOff(route.at("typed_per_filter_config")),
      // Envoy reads its configuration as JSON of protocol buffers, which may name fields either way.
      turnsChecksOff(route.at("typedPerFilterConfig")),
      namesCaller(route.at("request_headers_to_add")),
      namesCaller(route.at("requestHeadersToAdd")),
    ]),
  );
}

/** A filter that is set for one route alone: of those that check, whatever is set. */
function turnsChecksOff(filters: Properties): Truth {
  if (filters.read().state === "unknown") return "unknown";
  return filters.knownEntries().some(([name]) => /ext_authz|jwt_authn|lua/.test(name));
}

function namesCaller(headers: Properties): Truth {
  const list = headers.list();
  if (list.state !== "known") return list.state === "unknown" ? "unknown" : false;
  return anyOf(...list.value.map((item) => holds(item.text("header.key"), (key) => IDENTITY_HEADER.test(key))));
}

function isSignInOpen(proxy: Properties): Truth {
  const variables = proxy.list("extraEnv");
  const named = (variables.state === "known" ? variables.value : []).map((variable) =>
    holds(variable.text("name"), (name) => UNASKED_VARIABLE.test(name)),
  );
  return anyOf(mentions(proxy.list("extraArgs"), UNASKED), variables.state === "unknown" ? "unknown" : false, ...named);
}

/** The gateway's configuration where somebody renders the chart: Envoy's, in a ConfigMap. */
function* findingsOfConfiguration(configMap: Resource): Iterable<Finding> {
  for (const [key, entry] of configMap.knownEntries("data")) {
    const text = entry.text();
    if (text.state !== "known" || !isGatewayConfiguration(text.value)) continue;
    const says = (part: string, holdsTrue: boolean, otherwise: string, set: string) =>
      decided(configMap, holdsTrue, { otherwise, notKnown: "", part: `${key}/${part}`, set: `data["${key}"] ${set}` });
    yield says("jwt", text.value.includes("filters.http.jwt_authn"), "checks no token", "to have the filter jwt_authn");
    yield says(
      "authz",
      text.value.includes("filters.http.ext_authz"),
      "asks nobody what they may do",
      "to have the filter ext_authz",
    );
    yield says(
      "defaultIdentity",
      !/\bkey["']?:\s*["']?x-osmo-(user|roles)\b/i.test(text.value),
      "takes whoever has not signed in for a user",
      "not to add headers that name a caller",
    );
  }
}

function* findingsOfPods(owner: Resource): Iterable<Finding> {
  const template = podTemplateOf(owner);
  if (template.state !== "known") return;
  for (const { properties, part, path } of knownContainersOf(template.value)) {
    if (osmoPart(properties) !== "control plane") continue;
    yield decided(owner, not(commandLineMentions(properties, DEV_METHOD)), {
      otherwise: "starts in development mode",
      notKnown: "its arguments are not known yet",
      part,
      set: `${path}.args without --method dev`,
    });
  }
}

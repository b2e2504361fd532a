import { apiRateLimits, signInRateLimits } from "./rate-limits";
import type { RouteRateLimit } from "./rate-limits";

interface HeaderMatch {
  readonly name: string;
  readonly string_match: { readonly exact: string };
  readonly invert_match?: boolean;
}

/** What a route is for: Envoy takes the first that fits. Names are those of Envoy's API, `config.route.v3.Route`. */
export interface Route {
  readonly match: ({ readonly prefix: string } | { readonly safe_regex: { readonly regex: string } }) & {
    readonly headers?: readonly HeaderMatch[];
  };
  readonly route?: {
    readonly cluster: string;
    /** `0s` is no end. */
    readonly timeout: string;
    readonly idle_timeout?: string;
    readonly rate_limits: readonly RouteRateLimit[];
  };
  readonly direct_response?: { readonly status: number; readonly body: { readonly inline_string: string } };
}

/** A service that Envoy calls itself, `config.cluster.v3.Cluster`. */
export interface Cluster {
  readonly "@type": string;
  readonly name: string;
  readonly [key: string]: unknown;
}

/** Name by which the gateway calls OSMO's API. */
const API = "osmo-service";

const METHOD = ":method";

/** Routes that the others may not take. */
export const guardedRoutes: readonly Route[] = [
  {
    // Anything but a POST has the token in its path, and the gateway logs paths. OSMO's own clients all post.
    match: {
      prefix: "/api/auth/jwt/",
      headers: [{ name: METHOD, string_match: { exact: "POST" }, invert_match: true }],
    },
    direct_response: { status: 405, body: { inline_string: "Send the token in the body of a POST.\n" } },
  },
  {
    match: { prefix: "/api/auth/" },
    route: { cluster: API, timeout: "60s", rate_limits: signInRateLimits },
  },
];

/**
 * The chart's routes to OSMO's API, stated again to be counted: of the chart's own, none is. Those to router, agent and logger
 * hold connections open, and cannot be counted on this version of the chart.
 */
export const apiRoutes: readonly Route[] = [
  {
    // These stream as long as a workflow runs.
    match: { safe_regex: { regex: "^/api/workflow/.+/(logs|events|error_logs)$" } },
    route: { cluster: API, timeout: "0s", idle_timeout: "60s", rate_limits: apiRateLimits },
  },
  { match: { prefix: "/api/" }, route: { cluster: API, timeout: "60s", rate_limits: apiRateLimits } },
  { match: { prefix: "/client/" }, route: { cluster: API, timeout: "60s", rate_limits: apiRateLimits } },
];

/** Where Entra ID answers, in Azure's public cloud. */
export const IDENTITY_PROVIDER = "login.microsoftonline.com";

/** Where the keys come from that tokens of Entra ID are checked by: only from who has the certificate for it (S-1). */
export const identityProviderCluster: Cluster = {
  "@type": "type.googleapis.com/envoy.config.cluster.v3.Cluster",
  name: "entra-id",
  type: "STRICT_DNS",
  connect_timeout: "3s",
  dns_lookup_family: "V4_ONLY",
  respect_dns_ttl: true,
  load_assignment: {
    cluster_name: "entra-id",
    endpoints: [
      {
        lb_endpoints: [{ endpoint: { address: { socket_address: { address: IDENTITY_PROVIDER, port_value: 443 } } } }],
      },
    ],
  },
  transport_socket: {
    name: "envoy.transport_sockets.tls",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
      sni: IDENTITY_PROVIDER,
      common_tls_context: {
        validation_context: {
          // Of Envoy's image.
          trusted_ca: { filename: "/etc/ssl/certs/ca-certificates.crt" },
          match_typed_subject_alt_names: [{ san_type: "DNS", matcher: { exact: IDENTITY_PROVIDER } }],
        },
      },
    },
  },
};

import { createHash } from "node:crypto";
import * as apps from "@pulumi/kubernetes/apps";
import * as pulumi from "@pulumi/pulumi";
import { NO_TOKEN, NOT_ROOT, restrictedContainer, RUNTIME_SECCOMP } from "../kubernetes/pod-security";
import {
  CLUSTER_SECRETS,
  CONTROL_PLANE_NAMESPACE,
  RATE_LIMIT_REDIS,
  RATE_LIMITER_PORTS,
  RELEASES,
} from "./cluster-names";
import type { RateLimits } from "./rate-limits";
import { rateLimitDescriptors } from "./rate-limits";
import { RESOURCE_SIZES } from "./resource-sizes";

export interface RateLimiterArgs {
  /** Reference of the image, in the platform's registry. */
  readonly image: string;
  readonly limits: RateLimits;
  readonly replicas: number;
}

const APP = { app: "osmo-ratelimit" };

/** Labels of its pods: those by which the chart's Service finds a rate limiter, and its own. */
export const RATE_LIMITER_LABELS = {
  ...APP,
  "app.kubernetes.io/name": "osmo-gateway",
  "app.kubernetes.io/instance": RELEASES.controlPlane,
  "app.kubernetes.io/component": "ratelimit",
} as const;

/** ConfigMap of the chart with the rules. */
const RULES = { name: "osmo-gateway-ratelimit-config", key: "config.yaml" };
const DATA = "/data";
const AUTHORITY = "/etc/redis/ca";
const USER = 1001;

/** Variables of envoyproxy/ratelimit; src/settings/settings.go has them all. */
const environment: Readonly<Record<string, string>> = {
  LOG_LEVEL: "info",
  USE_STATSD: "false",
  HOST: "0.0.0.0",
  PORT: String(RATE_LIMITER_PORTS.http),
  GRPC_HOST: "0.0.0.0",
  GRPC_PORT: String(RATE_LIMITER_PORTS.grpc),
  // Its debugging port can change the log level, and asks nobody who they are.
  DEBUG_HOST: "127.0.0.1",
  REDIS_SOCKET_TYPE: "tcp",
  REDIS_URL: `${RATE_LIMIT_REDIS.name}:${RATE_LIMIT_REDIS.port}`,
  REDIS_TLS: "true",
  REDIS_TLS_CACERT: `${AUTHORITY}/${CLUSTER_SECRETS.internalAuthority.key}`,
  RUNTIME_ROOT: DATA,
  RUNTIME_SUBDIRECTORY: "ratelimit",
  RUNTIME_WATCH_ROOT: "false",
  RUNTIME_IGNOREDOTFILES: "true",
};

/**
 * What counts the gateway's requests. The chart's own pod trusts no certificate of the platform, and runs as the namespace's
 * default service account; these stand in for it behind the chart's Service, with the chart's rules. Part of D-4.
 */
export class RateLimiter extends pulumi.ComponentResource {
  constructor(name: string, { image, limits, replicas }: RateLimiterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:RateLimiter", name, {}, opts);
    new apps.v1.Deployment(
      name,
      {
        metadata: { name: APP.app, namespace: CONTROL_PLANE_NAMESPACE, labels: APP },
        spec: {
          replicas,
          selector: { matchLabels: APP },
          template: {
            // It reads its rules at its start; other rules make other pods.
            metadata: { labels: RATE_LIMITER_LABELS, annotations: { "physical-ai/rules": fingerprintOf(limits) } },
            spec: {
              ...NO_TOKEN,
              securityContext: { ...NOT_ROOT, ...RUNTIME_SECCOMP },
              containers: [
                {
                  name: "ratelimit",
                  image,
                  command: ["/bin/ratelimit"],
                  env: Object.entries(environment).map(([key, value]) => ({ name: key, value })),
                  ports: [
                    { name: "grpc", containerPort: RATE_LIMITER_PORTS.grpc },
                    { name: "http", containerPort: RATE_LIMITER_PORTS.http },
                  ],
                  securityContext: restrictedContainer(USER),
                  resources: RESOURCE_SIZES.rateLimiter,
                  readinessProbe: { httpGet: { path: "/healthcheck", port: "http" }, periodSeconds: 10 },
                  livenessProbe: { tcpSocket: { port: "grpc" }, initialDelaySeconds: 10, periodSeconds: 20 },
                  volumeMounts: [
                    { name: "rules", mountPath: `${DATA}/ratelimit/config`, readOnly: true },
                    { name: "authority", mountPath: AUTHORITY, readOnly: true },
                  ],
                },
              ],
              volumes: [
                { name: "rules", configMap: { name: RULES.name, items: [{ key: RULES.key, path: RULES.key }] } },
                { name: "authority", secret: { secretName: CLUSTER_SECRETS.internalAuthority.name } },
              ],
            },
          },
        },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

function fingerprintOf(limits: RateLimits): string {
  return createHash("sha256")
    .update(JSON.stringify(rateLimitDescriptors(limits)))
    .digest("hex")
    .slice(0, 16);
}

import * as apps from "@pulumi/kubernetes/apps";
import * as core from "@pulumi/kubernetes/core";
import * as pulumi from "@pulumi/pulumi";
import { NO_TOKEN, NOT_ROOT, restrictedContainer, RUNTIME_SECCOMP } from "../kubernetes/pod-security";
import { CLUSTER_SECRETS, CONTROL_PLANE_NAMESPACE, RATE_LIMIT_REDIS } from "./cluster-names";
import { RESOURCE_SIZES } from "./resource-sizes";

export interface RateLimitRedisArgs {
  /** Reference of the image, in the platform's registry. */
  readonly image: string;
}

/** Label of its pods, for network policies. */
export const RATE_LIMIT_REDIS_LABELS = { app: RATE_LIMIT_REDIS.name } as const;

const USER = 999;
const CERTIFICATE = "/etc/redis/tls";
const AUTHORITY = "/etc/redis/ca";

/** Counters of a minute: what is older may go, and nothing is kept on a disk. Fits the container's limit twice. */
const MEMORY = "64mb";

/** What the server is started with: TLS and nothing else, no file. */
export const rateLimitRedisCommand: readonly string[] = [
  "valkey-server",
  ...["--port", "0", "--tls-port", String(RATE_LIMIT_REDIS.port)],
  ...["--tls-cert-file", `${CERTIFICATE}/tls.crt`, "--tls-key-file", `${CERTIFICATE}/tls.key`],
  ...["--tls-ca-cert-file", `${AUTHORITY}/${CLUSTER_SECRETS.internalAuthority.key}`, "--tls-auth-clients", "no"],
  ...["--save", "", "--appendonly", "no"],
  ...["--maxmemory", MEMORY, "--maxmemory-policy", "allkeys-lru"],
];

/** Asks as a client does, over TLS. The server knows itself by its Service's name, to which the certificate belongs. */
export const rateLimitRedisProbe: readonly string[] = [
  "valkey-cli",
  ...["--tls", "--cacert", `${AUTHORITY}/${CLUSTER_SECRETS.internalAuthority.key}`, "--sni", RATE_LIMIT_REDIS.name],
  ...["-h", "127.0.0.1", "-p", String(RATE_LIMIT_REDIS.port), "ping"],
];

/**
 * Counters of the gateway's rate limits, in memory only. OSMO's own Redis asks for a password that the limiter cannot give;
 * this one holds nothing worth one, and network policies let the limiter alone reach it. Part of D-4.
 */
export class RateLimitRedis extends pulumi.ComponentResource {
  constructor(name: string, { image }: RateLimitRedisArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:RateLimitRedis", name, {}, opts);
    const metadata = {
      name: RATE_LIMIT_REDIS.name,
      namespace: CONTROL_PLANE_NAMESPACE,
      labels: RATE_LIMIT_REDIS_LABELS,
    };
    const exec = { command: [...rateLimitRedisProbe] };
    new apps.v1.Deployment(
      name,
      {
        metadata,
        spec: {
          replicas: 1,
          // Two at once would count for themselves each.
          strategy: { type: "Recreate" },
          selector: { matchLabels: RATE_LIMIT_REDIS_LABELS },
          template: {
            metadata: { labels: RATE_LIMIT_REDIS_LABELS },
            spec: {
              ...NO_TOKEN,
              securityContext: { ...NOT_ROOT, ...RUNTIME_SECCOMP },
              containers: [
                {
                  name: "redis",
                  image,
                  command: [...rateLimitRedisCommand],
                  ports: [{ name: "redis", containerPort: RATE_LIMIT_REDIS.port }],
                  securityContext: restrictedContainer(USER),
                  resources: RESOURCE_SIZES.rateLimitRedis,
                  readinessProbe: { exec, periodSeconds: 10, timeoutSeconds: 3 },
                  livenessProbe: { exec, initialDelaySeconds: 10, periodSeconds: 20, timeoutSeconds: 5 },
                  volumeMounts: [
                    { name: "certificate", mountPath: CERTIFICATE, readOnly: true },
                    { name: "authority", mountPath: AUTHORITY, readOnly: true },
                  ],
                },
              ],
              volumes: [
                { name: "certificate", secret: { secretName: CLUSTER_SECRETS.internalCertificate } },
                { name: "authority", secret: { secretName: CLUSTER_SECRETS.internalAuthority.name } },
              ],
            },
          },
        },
      },
      { parent: this },
    );
    new core.v1.Service(
      name,
      {
        metadata,
        spec: {
          type: "ClusterIP",
          selector: RATE_LIMIT_REDIS_LABELS,
          ports: [{ name: "redis", port: RATE_LIMIT_REDIS.port, targetPort: "redis" }],
        },
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

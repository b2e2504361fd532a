/** Namespace of the control plane; its service accounts and Secrets are there. */
export const CONTROL_PLANE_NAMESPACE = "osmo-control-plane";
export const OPERATOR_NAMESPACE = "osmo-operator";
export const WORKFLOWS_NAMESPACE = "osmo-workflows";

/** Names of the releases: pods of the gateway and of the operator carry them. */
export const RELEASES = { controlPlane: "osmo", operator: "osmo-operator" } as const;

/** Service accounts, each federated with an identity of its own (components/identity/federations.ts), `userInterface` with none. */
export const SERVICE_ACCOUNTS = {
  controlPlane: "osmo-control-plane",
  router: "router",
  gateway: "osmo-gateway",
  userInterface: "osmo-ui",
  workflow: "osmo-workflow",
} as const;

/** Classes of vault secrets, by who mounts their files. */
export const SECRET_CLASSES = {
  controlPlane: "osmo-control-plane",
  router: "osmo-router",
  gateway: "osmo-gateway",
  signIn: "osmo-sign-in",
  operator: "osmo-backend",
} as const;

/** Names of files of the vault that pods read. */
export const VAULT_FILES = { masterKey: "mek.yaml", backendToken: "token" } as const;

/** Secrets of the cluster that the charts ask for, kept like the vault's: only where a file would not be read. */
export const CLUSTER_SECRETS = {
  database: { name: "db-secret", key: "db-password" },
  redis: { name: "redis-secret", key: "redis-password" },
  /** The router and the sign-in have no right to what the others read, and so a copy each of what they share. */
  routerDatabase: { name: "router-db-secret", key: "db-password" },
  signInRedis: { name: "sign-in-redis-secret", key: "redis-password" },
  gatewayCertificate: "envoy-ssl-cert",
  internalCertificate: "osmo-internal-tls",
  internalAuthority: { name: "osmo-internal-ca", key: "ca.crt" },
  backendToken: { name: "osmo-backend-token", key: "token" },
} as const;

/** ConfigMaps with files that are no secrets. */
export const CONFIG_FILES = {
  databaseRoots: { name: "osmo-database-roots", file: "roots.pem", mountPath: "/etc/osmo/database-roots" },
  /** Without the chart's ConfigMap of the master key the router reads a file of settings, which has to be there. */
  router: { name: "osmo-router-settings", file: "config.yaml", mountPath: "/opt/osmo" },
  signIn: { name: "osmo-sign-in-settings", file: "oauth2-proxy.cfg", mountPath: "/etc/osmo/sign-in" },
} as const;

/** Label of pods whose service account's token Azure's webhook hands to their libraries. */
export const WORKLOAD_IDENTITY_LABEL = { "azure.workload.identity/use": "true" } as const;

/** Name and port of the rate limiter's Redis. */
export const RATE_LIMIT_REDIS = { name: "osmo-ratelimit-redis", port: 6379 } as const;
/** Ports that the rate limiter's program listens on unless told others. */
export const RATE_LIMITER_PORTS = { grpc: 8081, http: 8080 } as const;

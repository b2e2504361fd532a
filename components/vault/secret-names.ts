/** Names of the secrets that other parts read, or write. */
export const SECRET_NAMES = {
  masterKey: "osmo-mek",
  database: "osmo-database",
  cookie: "osmo-cookie",
  /** Written by the token rotation inside the cluster. */
  backendToken: "osmo-backend-token",
  /** Written by the runbook that replaces the key. */
  redisKey: "osmo-redis",
} as const;

/** Names of the secrets that other parts read, or write. */
export const SECRET_NAMES = {
  masterKey: "osmo-mek",
  database: "osmo-database",
  cookie: "osmo-cookie",
  /** Written by the token rotation inside the cluster. */
  backendToken: "osmo-backend-token",
  /** Written by the runbook that replaces the key. */
  redisKey: "osmo-redis",
  /** Written by the operator: key and certificates of the gateway, as PEM. */
  gatewayCertificate: "osmo-gateway-tls",
  /** Key and certificate of OSMO's services among themselves, and the authority that signed it. */
  internalCertificate: "osmo-internal-tls",
  internalAuthority: "osmo-internal-ca",
  /** Written by the operator: certificates and key of scoring, as PEM. */
  scoringCertificate: "scoring-certificate",
  scoringKey: "scoring-key",
} as const;

/**
 * Server parameters that are not Azure's defaults, or that must never be anything else. Source: CIS Microsoft Azure Database
 * Services Benchmark and learn.microsoft.com/azure/postgresql/server-parameters.
 */
export const serverParameters: Readonly<Record<string, string>> = {
  require_secure_transport: "on",
  ssl_min_protocol_version: "TLSv1.2",
  password_encryption: "scram-sha-256",
  "azure.accepted_password_auth_method": "scram-sha-256",
  log_connections: "on",
  log_disconnections: "on",
  log_checkpoints: "on",
  "connection_throttle.enable": "on",
  "azure.extensions": "HSTORE,PG_STAT_STATEMENTS,UUID-OSSP,PGAUDIT",
};

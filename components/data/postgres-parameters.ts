/**
 * Server parameters that are not Azure's defaults, or that must never be anything else. Source: CIS Microsoft Azure Database
 * Services Benchmark and learn.microsoft.com/azure/postgresql/server-parameters.
 */
export const serverParameters: Readonly<Record<string, string>> = {
  require_secure_transport: "ON",
  ssl_min_protocol_version: "TLSv1.2",
  password_encryption: "SCRAM-SHA-256",
  "azure.accepted_password_auth_method": "SCRAM-SHA-256",
  log_connections: "ON",
  log_disconnections: "ON",
  log_checkpoints: "ON",
  "connection_throttle.enable": "ON",
  "azure.extensions": "HSTORE,PG_STAT_STATEMENTS,UUID-OSSP,PGAUDIT",
};

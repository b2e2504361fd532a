import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { tls12Minimum } from "./tls-1-2-minimum";

const account = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.storageAccount,
  name: "datasets",
  properties: { kind: "StorageV2", ...properties },
});
const redis = (minimumTlsVersion?: string): FixtureResource => ({
  type: AZURE.redisEnterprise,
  name: "redis",
  properties: { sku: { name: "Balanced_B5" }, ...(minimumTlsVersion !== undefined && { minimumTlsVersion }) },
});
const database = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisEnterpriseDatabase,
  name: "sessions",
  properties,
});
const parameter = (configurationName: string, value: string): FixtureResource => ({
  type: AZURE.postgresConfiguration,
  name: "parameter",
  properties: { configurationName, value, source: "user-override" },
});

export default fixtures(tls12Minimum, {
  pass: [
    {
      title: "storage",
      resources: [account({ minimumTlsVersion: "TLS1_2", enableHttpsTrafficOnly: true })],
    },
    {
      title: "TLS 1.3, and plain HTTP refused by default",
      resources: [account({ minimumTlsVersion: "TLS1_3" })],
    },
    { title: "managed Redis", resources: [redis("1.2"), database({ clientProtocol: "Encrypted" })] },
    { title: "managed Redis with Azure's defaults", resources: [redis(), database({})] },
    { title: "PostgreSQL", resources: [parameter("ssl_min_protocol_version", "TLSv1.2")] },
  ],
  fail: [
    { title: "TLS 1.0", resources: [account({ minimumTlsVersion: "TLS1_0" })] },
    { title: "TLS 1.1", resources: [account({ minimumTlsVersion: "TLS1_1" })] },
    { title: "nothing is said, so the API takes it for TLS 1.0", resources: [account({})] },
    {
      title: "plain HTTP",
      resources: [account({ minimumTlsVersion: "TLS1_2", enableHttpsTrafficOnly: false })],
    },
    { title: "managed Redis with the name of an old version", resources: [redis("1.1")] },
    { title: "managed Redis in plain text", resources: [database({ clientProtocol: "Plaintext" })] },
    {
      title: "Azure Cache for Redis with the plain port open",
      resources: [
        {
          type: AZURE.redisCache,
          name: "cache",
          properties: { minimumTlsVersion: "1.2", enableNonSslPort: true },
        },
      ],
    },
    { title: "PostgreSQL", resources: [parameter("ssl_min_protocol_version", "TLSv1.1")] },
  ],
  unknown: [
    { title: "which parameter it sets is not known yet", resources: [parameter(unknown, "on")] },
    { title: "the setting is not known yet", resources: [account({ minimumTlsVersion: unknown })] },
    {
      title: "the parameter's value is not known yet",
      resources: [parameter("ssl_min_protocol_version", unknown)],
    },
  ],
  notApplicable: [
    { title: "another parameter of PostgreSQL", resources: [parameter("log_connections", "on")] },
    { title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] },
  ],
});

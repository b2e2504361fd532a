import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { redisPrivateAndEncrypted } from "./redis-private-and-encrypted";

const cluster = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisEnterprise,
  name: "redis",
  properties: { sku: { name: "Balanced_B5" }, ...properties },
});
const database = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisEnterpriseDatabase,
  name: "database",
  properties: { clusterName: "redis", ...properties },
});
const cache = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisCache,
  name: "cache",
  properties,
});
const CLOSED = { publicNetworkAccess: "Disabled", minimumTlsVersion: "1.2" };
const SUBNET = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/data";

export default fixtures(redisPrivateAndEncrypted, {
  pass: [
    { title: "managed Redis", resources: [cluster(CLOSED), database({ clientProtocol: "Encrypted" })] },
    {
      title: "managed Redis with Azure's defaults of TLS",
      resources: [cluster({ publicNetworkAccess: "Disabled" }), database({})],
    },
    { title: "Azure Cache for Redis", resources: [cache({ ...CLOSED, enableNonSslPort: false })] },
    { title: "Azure Cache for Redis in a subnet", resources: [cache({ subnetId: SUBNET, minimumTlsVersion: "1.2" })] },
  ],
  fail: [
    { title: "on the internet", resources: [cluster({ ...CLOSED, publicNetworkAccess: "Enabled" })] },
    {
      title: "on the internet, where an older API version has no switch",
      resources: [
        { ...cluster({ minimumTlsVersion: "1.2" }), type: "azure-native:redisenterprise/v20230701:RedisEnterprise" },
      ],
    },
    { title: "an old TLS", resources: [cluster({ ...CLOSED, minimumTlsVersion: "1.1" })] },
    { title: "plain text", resources: [database({ clientProtocol: "Plaintext" })] },
    {
      title: "Azure Cache for Redis with the plain port open",
      resources: [cache({ ...CLOSED, enableNonSslPort: "True" })],
    },
    { title: "Azure Cache for Redis with Azure's defaults", resources: [cache({})] },
    {
      title: "Azure Cache for Redis with an empty subnet",
      resources: [cache({ subnetId: "", minimumTlsVersion: "1.2" })],
    },
    {
      title: "on the internet, whatever TLS it will take",
      resources: [cluster({ publicNetworkAccess: "Enabled", minimumTlsVersion: unknown })],
    },
  ],
  unknown: [
    { title: "where it answers is not known yet", resources: [cluster({ ...CLOSED, publicNetworkAccess: unknown })] },
    {
      title: "whether a cache is in a subnet is not known yet",
      resources: [cache({ subnetId: unknown, minimumTlsVersion: "1.2" })],
    },
    { title: "its protocol is not known yet", resources: [database({ clientProtocol: unknown })] },
  ],
  notApplicable: [{ title: "another type", resources: [{ type: AZURE.keyVault, name: "vault", properties: {} }] }],
});

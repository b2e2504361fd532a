import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { redisAccessKeysDisabled } from "./redis-access-keys-disabled";

const database = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisEnterpriseDatabase,
  name: "sessions",
  properties: { clusterName: "amr-sessions", ...properties },
});
const cache = (properties: Record<string, unknown>): FixtureResource => ({
  type: AZURE.redisCache,
  name: "sessions",
  properties: { sku: { name: "Premium", family: "P", capacity: 1 }, ...properties },
});

export default fixtures(redisAccessKeysDisabled, {
  pass: [
    { title: "keys are refused", resources: [database({ accessKeysAuthentication: "Disabled" })] },
    { title: "so does the older service", resources: [cache({ disableAccessKeyAuthentication: true })] },
  ],
  fail: [
    { title: "keys are accepted", resources: [database({ accessKeysAuthentication: "Enabled" })] },
    { title: "nothing is said", resources: [database({})] },
    { title: "nothing is said of the older service, which accepts keys", resources: [cache({})] },
    { title: "the older service accepts keys", resources: [cache({ disableAccessKeyAuthentication: false })] },
    {
      title: "a resource of an older API version is no way around",
      resources: [
        {
          ...database({ accessKeysAuthentication: "Enabled" }),
          type: "azure-native:redisenterprise/v20250401:Database",
        },
      ],
    },
  ],
  unknown: [{ title: "the setting is not known yet", resources: [database({ accessKeysAuthentication: unknown })] }],
  notApplicable: [
    {
      title: "the cluster, whose databases have the setting",
      resources: [
        {
          type: AZURE.redisEnterprise,
          name: "sessions",
          properties: { sku: { name: "Balanced_B5" }, publicNetworkAccess: "Disabled" },
        },
      ],
    },
  ],
});

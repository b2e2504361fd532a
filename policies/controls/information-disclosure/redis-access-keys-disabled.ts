import { resourceControl } from "../../framework/control";
import { equalTo } from "../../framework/expectation";
import { AZURE } from "../../framework/resource-types";

export const redisAccessKeysDisabled = resourceControl({
  name: "redis-access-keys-disabled",
  threats: ["I-3"],
  severity: "medium",
  title: "Redis refuses access keys",
  rationale:
    "An access key of Redis opens all of its data to whoever holds it, names nobody in the logs and outlives the people who knew it; a private endpoint does not change that. Whether keys work where nobody says so depends on the API version that made the database.",
  remediation:
    'Set accessKeysAuthentication of the database to "Disabled" and assign an access policy to identities: components/data/redis.ts. A client that knows no tokens of Entra ID needs a waiver, and a key that is replaced: components/operations/runbooks/Update-RedisKey.ps1.',
  references: {},
  resources: [AZURE.redisEnterpriseDatabase, AZURE.redisCache],
  remediates:
    "sets accessKeysAuthentication of a database of Azure Managed Redis; leaves an Azure Cache for Redis, which takes no identities of Entra ID unless it is set up for them",
  *check(redis) {
    const otherwise = "accepts access keys";
    if (redis.type === AZURE.redisCache)
      yield redis.expect("disableAccessKeyAuthentication", equalTo(true), { otherwise });
    else yield redis.expect("accessKeysAuthentication", equalTo("Disabled"), { otherwise, mechanical: true });
  },
});

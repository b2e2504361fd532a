import { resourceControl } from "../../framework/control";
import { decided } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import { settingTo } from "../../framework/remedy";
import { AZURE } from "../../framework/resource-types";
import { anyOf, holds } from "../../framework/truth";

const OLD_TLS = "accepts TLS older than 1.2";
const CLOSED = equalTo("Disabled");
const PLAIN = "accepts unencrypted connections";

export const redisPrivateAndEncrypted = resourceControl({
  name: "redis-private-and-encrypted",
  threats: ["I-3"],
  severity: "medium",
  title: "Redis answers inside the network only, over TLS only",
  rationale:
    "The model accepts that Redis has access keys because a private endpoint is the only way to it. Where it answers on the internet as well, or in plain text, a key that leaks or is overheard opens the sessions of everybody.",
  remediation:
    'Set publicNetworkAccess to "Disabled", minimumTlsVersion to "1.2" and clientProtocol of the database to "Encrypted": components/data/redis.ts.',
  references: {
    psrule: [
      "Azure.Redis.MinTLS",
      "Azure.Redis.NonSslPort",
      "Azure.Redis.PublicNetworkAccess",
      "Azure.RedisEnterprise.MinTLS",
    ],
    checkov: ["CKV_AZURE_89", "CKV_AZURE_91", "CKV_AZURE_148"],
  },
  resources: [AZURE.redisEnterprise, AZURE.redisEnterpriseDatabase, AZURE.redisCache],
  remediates:
    "sets the property that the finding names; who has no private endpoint, or speaks no TLS, loses the way in",
  *check(redis) {
    if (redis.type === AZURE.redisEnterpriseDatabase) {
      yield redis.expect("clientProtocol", equalTo("Encrypted"), {
        otherwise: PLAIN,
        absent: "holds",
        part: "protocol",
        mechanical: true,
      });
      return;
    }
    const isClassic = redis.type === AZURE.redisCache;
    // A cache in a subnet of the network has no public address, and no switch for one.
    const isInjected = isClassic && holds(redis.text("subnetId"), (id) => id !== "");
    const isClosed = holds(redis.read("publicNetworkAccess"), CLOSED.holds);
    yield decided(redis, anyOf(isInjected, isClosed), {
      otherwise: "answers on the public internet",
      notKnown: "whether it answers on the public internet is not known yet",
      part: "network",
      set: settingTo("publicNetworkAccess", CLOSED),
    });
    yield redis.expect("minimumTlsVersion", oneOf("1.2", "1.3"), {
      otherwise: OLD_TLS,
      absent: isClassic ? "fails" : "holds",
      part: "tls",
      mechanical: true,
    });
    if (isClassic) {
      yield redis.expect("enableNonSslPort", equalTo(false), {
        otherwise: PLAIN,
        absent: "holds",
        part: "protocol",
        mechanical: true,
      });
    }
  },
});

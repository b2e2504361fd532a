import { resourceControl } from "../../framework/control";
import { judgedWhere } from "../../framework/decided";
import { equalTo, oneOf } from "../../framework/expectation";
import type { Expectation } from "../../framework/expectation";
import type { Resource } from "../../framework/resource";
import { AZURE } from "../../framework/resource-types";
import type { ResourceType } from "../../framework/resource-types";
import { holds } from "../../framework/truth";
import type { Truth } from "../../framework/truth";

interface Requirement {
  readonly path: string;
  readonly wanted: Expectation;
  readonly otherwise: string;
  /** Whether Azure's own default holds. */
  readonly absent?: "holds";
}

const OLD_TLS = "accepts TLS older than 1.2";
const PLAIN = "accepts unencrypted connections";

/** Defaults as the resource providers' API references give them. */
const REQUIREMENTS = new Map<ResourceType, readonly Requirement[]>([
  [
    AZURE.storageAccount,
    [
      // Left out, the API takes it for TLS 1.0.
      { path: "minimumTlsVersion", wanted: oneOf("TLS1_2", "TLS1_3"), otherwise: OLD_TLS },
      // True since API version 2019-04-01.
      { path: "enableHttpsTrafficOnly", wanted: equalTo(true), otherwise: PLAIN, absent: "holds" },
    ],
  ],
  [
    AZURE.redisEnterprise,
    // The API still takes the old versions' names, and the service refuses to speak them.
    [{ path: "minimumTlsVersion", wanted: oneOf("1.2", "1.3"), otherwise: OLD_TLS, absent: "holds" }],
  ],
  [
    AZURE.redisEnterpriseDatabase,
    [{ path: "clientProtocol", wanted: equalTo("Encrypted"), otherwise: PLAIN, absent: "holds" }],
  ],
  [
    AZURE.redisCache,
    [
      { path: "minimumTlsVersion", wanted: oneOf("1.2", "1.3"), otherwise: OLD_TLS },
      { path: "enableNonSslPort", wanted: equalTo(false), otherwise: PLAIN, absent: "holds" },
    ],
  ],
  [AZURE.postgresConfiguration, [{ path: "value", wanted: oneOf("TLSv1.2", "TLSv1.3"), otherwise: OLD_TLS }]],
]);

export const tls12Minimum = resourceControl({
  name: "tls-1-2-minimum",
  inherits: ["SI-1"],
  severity: "high",
  title: "Services take no connection below TLS 1.2",
  rationale:
    "The model inherits TLS termination from Azure as enforced by default. It is not for every service: the storage API takes a missing minimum version for TLS 1.0, and several services can be opened to plain text. TLS 1.0 and 1.1 are broken and were withdrawn (RFC 8996).",
  remediation: "Set the property that the finding names: components/data/object-storage.ts for storage accounts.",
  references: {
    psrule: [
      "Azure.Storage.MinTLS",
      "Azure.Storage.SecureTransfer",
      "Azure.Redis.MinTLS",
      "Azure.Redis.NonSslPort",
      "Azure.RedisEnterprise.MinTLS",
    ],
    checkov: ["CKV_AZURE_3", "CKV_AZURE_44", "CKV_AZURE_91", "CKV_AZURE_148"],
  },
  resources: [...REQUIREMENTS.keys()],
  remediates: "sets the property that the finding names, the minimum version to 1.2",
  *check(service) {
    const requirements = REQUIREMENTS.get(service.type as ResourceType) ?? [];
    for (const { path, wanted, otherwise, absent } of requirements) {
      const part = requirements.length > 1 ? path : undefined;
      const finding = service.expect(path, wanted, { otherwise, absent, part, mechanical: true });
      yield* judgedWhere(isAboutTls(service), "which parameter it sets is not known yet", [finding]);
    }
  },
});

/** Of a PostgreSQL server's parameters only `ssl_min_protocol_version` counts; it is TLS 1.2 where nobody sets it. */
function isAboutTls(service: Resource): Truth {
  if (service.type !== AZURE.postgresConfiguration) return true;
  return holds(service.text("configurationName"), (name) => name.toLowerCase() === "ssl_min_protocol_version");
}

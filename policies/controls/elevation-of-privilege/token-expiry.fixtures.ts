import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE, KUBERNETES } from "../../framework/resource-types";
import { tokenExpiry } from "./token-expiry";

const DAY = 24 * 60 * 60;
/** 2026-11-01, in seconds since 1970. */
const ISSUED = 1793491200;
/** 2100-01-01. */
const FAR = 4102444800;

const secret = (attributes: unknown): FixtureResource => ({
  type: AZURE.keyVaultSecret,
  name: "backend-token",
  properties: {
    secretName: "backend-token",
    properties: { value: "x", ...(attributes !== undefined && { attributes }) },
  },
});
const clusterSecret = (type: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:core/v1:Secret",
  name: "robot",
  properties: { type, ...properties },
});
const projecting = (token: unknown, type: string = KUBERNETES.deployment): FixtureResource => {
  const template = {
    spec: { volumes: [{ name: "token", projected: { sources: [{ serviceAccountToken: token }] } }], containers: [] },
  };
  return {
    type,
    name: "worker",
    properties: { spec: type === KUBERNETES.cronJob ? { jobTemplate: { spec: { template } } } : { template } },
  };
};
const release = (values: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values,
    ...properties,
  },
});

export default fixtures(tokenExpiry, {
  pass: [
    { title: "a secret for 90 days", resources: [secret({ notBefore: ISSUED, expires: ISSUED + 90 * DAY })] },
    { title: "a secret that ends soon, whenever it began", resources: [secret({ expires: ISSUED })] },
    { title: "a projected token as it is unless told otherwise: an hour", resources: [projecting({ path: "token" })] },
    { title: "a projected token for a day", resources: [projecting({ path: "token", expirationSeconds: 86400 })] },
    { title: "OSMO as it is", resources: [release({})] },
    {
      title: "OSMO with tokens that somebody replaces",
      resources: [
        release({
          services: { backendApiTokens: { enabled: true, credentials: [{ existingSecret: { name: "token" } }] } },
        }),
      ],
    },
    {
      title: "a token that lets nodes join, with an end",
      resources: [
        clusterSecret("bootstrap.kubernetes.io/token", { stringData: { expiration: "2026-12-01T00:00:00Z" } }),
      ],
    },
  ],
  fail: [
    { title: "a secret without an end", resources: [secret({ enabled: true })] },
    { title: "a secret without attributes", resources: [secret(undefined)] },
    { title: "a secret for a year", resources: [secret({ notBefore: ISSUED, expires: ISSUED + 365 * DAY })] },
    { title: "a secret that ends in a far future", resources: [secret({ expires: FAR })] },
    {
      title: "an end in milliseconds, which is far beyond",
      resources: [secret({ notBefore: ISSUED, expires: (ISSUED + DAY) * 1000 })],
    },
    { title: "an end that is a text", resources: [secret({ notBefore: ISSUED, expires: "2026-12-01" })] },
    { title: "an end at zero, which is none", resources: [secret({ notBefore: ISSUED, expires: 0 })] },
    {
      title: "an older version of the API",
      resources: [{ ...secret({}), type: "azure-native:keyvault/v20230701:Secret" }],
    },
    {
      title: "a token of a service account in a Secret",
      resources: [clusterSecret("kubernetes.io/service-account-token")],
    },
    { title: "a token that lets nodes join for ever", resources: [clusterSecret("bootstrap.kubernetes.io/token")] },
    { title: "a projected token for a year", resources: [projecting({ expirationSeconds: 365 * DAY })] },
    {
      title: "the same in a job that is started by the clock",
      resources: [projecting({ expirationSeconds: 365 * DAY }, KUBERNETES.cronJob)],
    },
    {
      title: "the same among the values of a chart",
      resources: [
        release({
          services: {
            worker: {
              extraVolumes: [
                { name: "t", projected: { sources: [{ serviceAccountToken: { expirationSeconds: 604800 } }] } },
              ],
            },
          },
        }),
      ],
    },
    {
      title: "OSMO's own administrator, for ten years",
      resources: [release({ services: { defaultAdmin: { enabled: true } } })],
    },
    {
      title: "the same in a file of values",
      resources: [release({}, { valueYamlFiles: [{ text: "services: { defaultAdmin: { enabled: yes } }" }] })],
    },
    {
      title: "the same in the chart that is to replace the others",
      resources: [release({ secrets: { defaultAdmin: { existingSecret: "admin" } } }, { chart: "osmo" })],
    },
    {
      title: "tokens of backends that OSMO makes",
      resources: [
        release({
          services: { backendApiTokens: { enabled: true, credentials: [{ managedSecret: { name: "token" } }] } },
        }),
      ],
    },
  ],
  unknown: [
    { title: "when it ends is not known yet", resources: [secret({ notBefore: ISSUED, expires: unknown })] },
    { title: "from when it holds is not known yet", resources: [secret({ notBefore: unknown, expires: FAR })] },
    {
      title: "the pod is not known yet",
      resources: [{ type: "kubernetes:apps/v1:Deployment", name: "worker", properties: { spec: unknown } }],
    },
    { title: "what kind of Secret it is is not known yet", resources: [clusterSecret(unknown)] },
    {
      title: "how long a projected token holds is not known yet",
      resources: [projecting({ expirationSeconds: unknown })],
    },
    { title: "OSMO's values are not known yet", resources: [release(unknown)] },
  ],
  notApplicable: [
    { title: "another Secret", resources: [clusterSecret("Opaque", { stringData: { password: "x" } })] },
    {
      title: "a workload without a projected token",
      resources: [{ ...projecting({}), properties: { spec: { template: { spec: { containers: [] } } } } }],
    },
    { title: "another chart", resources: [release({ replicas: 1 }, { chart: "oci://example.org/web" })] },
  ],
});

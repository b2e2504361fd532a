import { gpuPool } from "../../../components/compute/gpu-pools";
import type { GpuPool, GpuPoolRequest } from "../../../components/compute/gpu-pools";
import type { ControlPlaneNeeds } from "../../../components/osmo/control-plane-values";
import { requiredImages } from "../../../components/registry/images";

export const REGISTRY = "crphysicalai.azurecr.io";
export const HOST = "osmo.ml.example.com";
export const TENANT = "00000000-0000-4000-8000-0000000000aa";
export const PEOPLE = "00000000-0000-4000-8000-000000000011";
export const AUTOMATION = "00000000-0000-4000-8000-000000000012";

/** A digest that stands for what the configuration gives. */
export const DIGEST = `sha256:${"a".repeat(64)}`;

export function pool(name: string, size: string, request: Partial<GpuPoolRequest> = {}): GpuPool {
  const decided = { subnet: "gpu", minCount: 0, maxCount: 2, spot: false, zones: [], taints: [], labels: {} };
  return gpuPool(name, { ...decided, size, ...request });
}

/** What the control plane of a platform like prod is computed from; dev loses nodes, and knows no digests. */
export function needsOf(stack: "dev" | "prod"): ControlPlaneNeeds {
  const digests: Record<string, string> =
    stack === "prod"
      ? { "osmo/router:6.3.1": DIGEST, "osmo/client:6.3.1": DIGEST, "third-party/envoy:v1.38.1": DIGEST }
      : {};
  return {
    hostName: HOST,
    registryHost: REGISTRY,
    images: requiredImages({ osmo: true }, digests),
    tenantId: TENANT,
    clientId: PEOPLE,
    automationClientId: AUTOMATION,
    storageAccount: "stphysicalai",
    databaseHost: "psql-physical-ai.postgres.database.azure.com",
    redisHost: "amr-physical-ai.westus3.redis.azure.net",
    rateLimits: { perUser: 600, perAddress: 1200, signIn: 30 },
    gpuPools:
      stack === "prod"
        ? [pool("a10", "Standard_NV36ads_A10_v5", { spot: true }), pool("h100", "Standard_ND96isr_H100_v5")]
        : [],
    teams: stack === "prod" ? { locomotion: { gpus: 2, maxGpus: 6 } } : {},
    highAvailability: stack === "prod",
  };
}

/** Every value below `value` that holds no others, with its path; the items of lists as `[]`. */
export function* leaves(value: unknown, path = ""): Generator<readonly [path: string, value: unknown]> {
  const inner: [string, unknown][] = Array.isArray(value)
    ? value.map((item) => [`${path}[]`, item])
    : typeof value === "object" && value !== null
      ? Object.entries(value).map(([key, item]) => [path === "" ? key : `${path}.${key}`, item])
      : [];
  if (inner.length === 0) yield [path, value];
  for (const [below, item] of inner) yield* leaves(item, below);
}

/** What a container is promised, and what it may not exceed. */
export interface ResourceSize {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

const size = (cpu: string, memory: string, mostCpu: string, mostMemory: string): ResourceSize => ({
  requests: { cpu, memory },
  limits: { cpu: mostCpu, memory: mostMemory },
});

/**
 * Promises and memory: the existing platform's values, and the charts' for the gateway. Processors may be had five times and
 * more where a node has them idle. The delayed job monitor gets what `service` gets: the chart reads it there.
 */
export const RESOURCE_SIZES = {
  service: size("100m", "256Mi", "2", "1Gi"),
  worker: size("100m", "256Mi", "1", "800Mi"),
  router: size("50m", "128Mi", "1", "512Mi"),
  logger: size("50m", "128Mi", "1", "512Mi"),
  agent: size("50m", "256Mi", "1", "1Gi"),
  ui: size("100m", "128Mi", "500m", "256Mi"),
  envoy: size("200m", "128Mi", "2", "512Mi"),
  oauth2Proxy: size("50m", "64Mi", "500m", "128Mi"),
  authz: size("100m", "128Mi", "500m", "256Mi"),
  rateLimiter: size("100m", "64Mi", "500m", "200Mi"),
  rateLimitRedis: size("50m", "64Mi", "500m", "128Mi"),
  backendListener: size("100m", "256Mi", "1", "1Gi"),
  backendWorker: size("100m", "256Mi", "1", "1Gi"),
} as const;

/** How many pods of a part run: what the autoscaler keeps between. */
export interface Scaling {
  readonly minReplicas: number;
  readonly maxReplicas: number;
}

/** Two that may become four where a node may be lost, one otherwise. */
export function scalingOf(highAvailability: boolean): Scaling {
  return highAvailability ? { minReplicas: 2, maxReplicas: 4 } : { minReplicas: 1, maxReplicas: 1 };
}

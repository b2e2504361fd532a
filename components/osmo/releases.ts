/** NVIDIA's charts of OSMO. */
const REPOSITORY = "https://helm.ngc.nvidia.com/nvidia/osmo";
/** Version of both charts; they belong to OSMO 6.3.1. */
const CHART_VERSION = "1.3.1";
/** Seconds until a release that does not become ready is taken back: images of the first one are pulled. */
const TIMEOUT = 900;

/** How the charts are installed: one version, taken back where it fails, and awaited. */
export function pinnedRelease(chart: "service" | "backend-operator") {
  return {
    chart,
    version: CHART_VERSION,
    repositoryOpts: { repo: REPOSITORY },
    createNamespace: false,
    atomic: true,
    cleanupOnFail: true,
    skipAwait: false,
    // Of the past only what taking back needs: each holds all values.
    maxHistory: 3,
    timeout: TIMEOUT,
  };
}

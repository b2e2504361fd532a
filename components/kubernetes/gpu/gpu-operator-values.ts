import type { GpuPool } from "../../compute/gpu-pools";
import { chartImage } from "./chart-images";
import type { ImageSource } from "./chart-images";
import { driverSource, gpuTolerations } from "./gpu-nodes";

/** What the operator's values depend on. */
export interface GpuOperatorNeeds extends ImageSource {
  readonly pools: readonly GpuPool[];
}

/**
 * Requests and limits of what runs on every node with GPUs. The platform's own numbers, with room to spare: the driver builds
 * its kernel module with as many compilers as the node has processors, the rest idles.
 */
const RESOURCES = {
  small: { requests: { cpu: "20m", memory: "64Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
  metrics: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "1Gi" } },
  driver: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "8", memory: "16Gi" } },
} as const;

/**
 * Containers get the GPUs that the device plugin mounts for them. By default they get those that a variable of theirs names,
 * which images set to `all`: GPUs of others then, without asking for one (D-1). Source: NVIDIA, "Preventing unprivileged access
 * to GPUs in Kubernetes".
 */
const DEVICES_BY_MOUNT = {
  toolkit: [
    { name: "ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED", value: "false" },
    { name: "ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS", value: "true" },
  ],
  devicePlugin: [{ name: "DEVICE_LIST_STRATEGY", value: "volume-mounts" }],
};

/**
 * Values of NVIDIA's chart gpu-operator v26.3.2: what the platform wants otherwise than the chart, and every image from the
 * platform's registry. Which nodes get a driver is for their labels to say (`operatorLabels`).
 */
export function gpuOperatorValues({ pools, ...source }: GpuOperatorNeeds) {
  const image = (name: string) => chartImage(source, `gpu-operator/${name}`);
  const tolerations = gpuTolerations(pools);
  const operatorDriver = pools.some((pool) => driverSource(pool) === "operator");
  const divided = pools.some((pool) => pool.mig !== undefined && driverSource(pool) === "operator");
  const discovery = image("node-feature-discovery");
  return {
    operator: {
      ...image("gpu-operator"),
      runtimeClass: "nvidia",
      // Helm leaves definitions of resources as they are. A job does it before an upgrade, with rights for that long.
      upgradeCRD: true,
      // Definitions take every object of theirs along; who removes the platform decides that.
      cleanupCRD: false,
      logging: { level: "info", develMode: false },
    },
    // The namespace's own labels say what its pods may do.
    psa: { enabled: false },
    sandboxWorkloads: { enabled: false },
    // GPUs come by the runtime class: the toolkit below is older than CDI by default.
    cdi: { enabled: false, nriPluginEnabled: false },
    daemonsets: { tolerations, priorityClassName: "system-node-critical" },
    validator: { ...image("gpu-operator"), resources: RESOURCES.small },
    driver: {
      enabled: operatorDriver,
      kernelModuleType: "proprietary",
      ...operatorDriverImage(source),
      manager: image("k8s-driver-manager"),
      resources: RESOURCES.driver,
    },
    // The chart's own v1.19.1 writes a configuration of containerd that the one of AKS does not start with.
    toolkit: {
      enabled: true,
      ...image("container-toolkit"),
      env: DEVICES_BY_MOUNT.toolkit,
      resources: RESOURCES.small,
    },
    devicePlugin: {
      enabled: true,
      ...image("k8s-device-plugin"),
      env: DEVICES_BY_MOUNT.devicePlugin,
      resources: RESOURCES.small,
    },
    gfd: { enabled: true, ...image("k8s-device-plugin"), resources: RESOURCES.small },
    nodeStatusExporter: { enabled: true, ...image("gpu-operator"), resources: RESOURCES.small },
    // The exporter has an engine of its own.
    dcgm: { enabled: false },
    dcgmExporter: {
      enabled: true,
      ...image("dcgm-exporter"),
      serviceMonitor: { enabled: false },
      resources: RESOURCES.metrics,
    },
    mig: { strategy: "single" },
    // AKS divides GPUs as it installs their driver; where the operator does that, its manager divides them.
    migManager: {
      enabled: divided,
      ...image("k8s-mig-manager"),
      // Azure's GPUs change their mode when the machine starts anew.
      env: [{ name: "WITH_REBOOT", value: "true" }],
      resources: RESOURCES.small,
    },
    vgpuManager: { enabled: false },
    vgpuDeviceManager: { enabled: false },
    vfioManager: { enabled: false },
    kataManager: { enabled: false },
    sandboxDevicePlugin: { enabled: false },
    kataSandboxDevicePlugin: { enabled: false },
    ccManager: { enabled: false },
    gds: { enabled: false },
    gdrcopy: { enabled: false },
    nfd: { enabled: true },
    "node-feature-discovery": {
      image: { repository: `${discovery.repository}/${discovery.image}`, tag: discovery.version },
      worker: { tolerations },
    },
  };
}

/** The driver's image without the name of the nodes' system, which the operator adds: `580.126.20` and `-ubuntu22.04`. */
function operatorDriverImage({ images, registryHost }: ImageSource) {
  const drivers = images.filter(({ repository }) => repository === "gpu-operator/driver");
  const versions = new Set(drivers.map(({ tag }) => tag.replace(/-ubuntu[\d.]+$/, "")));
  const [version, ...others] = versions;
  if (version === undefined || others.length > 0) {
    throw new Error(`The registry's list has ${versions.size} versions of the GPU driver, not one.`);
  }
  return { repository: `${registryHost}/gpu-operator`, image: "driver", version };
}

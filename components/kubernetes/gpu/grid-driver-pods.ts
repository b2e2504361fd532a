import type { core } from "@pulumi/kubernetes/types/input";
import type { GpuPool } from "../../compute/gpu-pools";
import { imageOf, pullReference } from "../../registry/images";
import { NO_TOKEN, READ_ONLY, RUNTIME_SECCOMP, userAndGroup } from "../pod-security";
import type { ImageSource } from "./chart-images";
import { gpuTolerations } from "./gpu-nodes";

/** The driver's installer, as Microsoft publishes it. */
export interface GridDriverPackage {
  /** Address of the file, with `https`. */
  readonly url: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/**
 * GRID driver 580.105.08 for Azure, the one that the existing platform installs. Source: learn.microsoft.com, "Install NVIDIA
 * GPU drivers on N-series VMs running Linux"; the sum is the existing platform's.
 */
export const GRID_DRIVER: GridDriverPackage = {
  url: "https://download.microsoft.com/download/85beffdc-8361-4df4-a823-dcb1b230a7aa/NVIDIA-Linux-x86_64-580.105.08-grid-azure.run",
  sha256: "b360c7edf0686c7e47b1dc7980baa5c7740a00eb372cfafe045a28b4456fb32b",
};

export interface GridDriverNeeds extends ImageSource {
  /** Pools whose nodes get the driver. */
  readonly pools: readonly GpuPool[];
  readonly package: GridDriverPackage;
  /** ConfigMap with `download.py` and `install.sh`. */
  readonly scripts: string;
}

/** What the pods are known by; network policies read it. */
export const GRID_DRIVER_LABELS = { app: "grid-driver" };

/** User and group of what only downloads: nobody's. */
const NOBODY = 65534;

const SMALL = { requests: { cpu: "10m", memory: "16Mi" }, limits: { cpu: "50m", memory: "32Mi" } };
const DOWNLOAD = { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "1", memory: "256Mi" } };
const INSTALL = { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "4", memory: "4Gi" } };
const UNPRIVILEGED = { ...userAndGroup(NOBODY), ...READ_ONLY };

/**
 * The pod that a node gets: one container downloads the driver and checks its sum, with no privilege; the next, which has
 * them all, checks it again and installs it; the last waits, so that the pod stays and a new node gets one. It shares neither
 * the node's network nor its processes: what it runs on the node, it runs in the node's file system alone.
 */
export function gridDriverPod(needs: GridDriverNeeds): core.v1.PodSpec {
  const { package: driver } = needs;
  const tools = pullReference(imageOf(needs.images, "training/python"), needs.registryHost);
  const file = { name: "DRIVER_FILE", value: "/driver/installer.run" };
  const sum = { name: "DRIVER_SHA256", value: driver.sha256 };
  return {
    ...NO_TOKEN,
    priorityClassName: "system-node-critical",
    securityContext: { fsGroup: NOBODY, ...RUNTIME_SECCOMP },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [{ key: "agentpool", operator: "In", values: needs.pools.map(({ name }) => name) }],
            },
          ],
        },
      },
    },
    tolerations: gpuTolerations(needs.pools),
    initContainers: [
      {
        name: "download",
        image: tools,
        command: ["python3", "/scripts/download.py"],
        env: [{ name: "DRIVER_URL", value: driver.url }, sum, file],
        securityContext: UNPRIVILEGED,
        resources: DOWNLOAD,
        volumeMounts: [
          { name: "scripts", mountPath: "/scripts", readOnly: true },
          { name: "driver", mountPath: "/driver" },
        ],
      },
      {
        name: "install",
        image: tools,
        command: ["bash", "/scripts/install.sh"],
        env: [sum, file],
        // A kernel module gets onto a node no other way.
        securityContext: { privileged: true, runAsUser: 0, readOnlyRootFilesystem: true },
        resources: INSTALL,
        volumeMounts: [
          { name: "scripts", mountPath: "/scripts", readOnly: true },
          { name: "driver", mountPath: "/driver", readOnly: true },
          { name: "node", mountPath: "/node" },
        ],
      },
    ],
    containers: [
      {
        name: "wait",
        image: pullReference(imageOf(needs.images, "third-party/pause"), needs.registryHost),
        securityContext: UNPRIVILEGED,
        resources: SMALL,
      },
    ],
    volumes: [
      { name: "scripts", configMap: { name: needs.scripts, defaultMode: 0o444 } },
      { name: "driver", emptyDir: { sizeLimit: "2Gi" } },
      { name: "node", hostPath: { path: "/", type: "Directory" } },
    ],
  };
}

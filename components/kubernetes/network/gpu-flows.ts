import type { PodConnection } from "./pod-flows";
import { addresses, pods } from "./pod-parties";

const TCP = ["TCP"] as const;

/** Pods that bring drivers to nodes: the GPU operator's, and the platform's own for GRID drivers. */
export type DriverPods = "gpu-driver" | "grid-driver";

/** Who may connect to whom of the GPU operator v26.3.2. Pods in the network of their node are outside of every policy. */
export function gpuFlows({ drivers }: { readonly drivers: readonly DriverPods[] }): readonly PodConnection[] {
  return [
    {
      name: "gpu-to-api-server",
      from: pods("gpu-stack"),
      to: addresses("apiServer"),
      protocols: TCP,
      ports: [443],
      neededBy: "GPU operator and what it runs on nodes",
      why: "Labels of nodes, state of drivers and devices",
    },
    names("gpu-names", "gpu-stack", "GPU operator"),
    {
      name: "gpu-metrics",
      from: pods("managed-prometheus"),
      to: pods("gpu-metrics"),
      protocols: TCP,
      ports: [9400],
      neededBy: "Azure Managed Prometheus",
      why: "Load, memory, temperature and errors of GPUs",
    },
    {
      name: "gpu-operator-metrics",
      from: pods("managed-prometheus"),
      to: pods("gpu-operator"),
      protocols: TCP,
      ports: [8080],
      neededBy: "Azure Managed Prometheus",
      why: "State of the GPU operator",
    },
    {
      name: "gpu-driver-packages",
      from: pods(...drivers),
      to: addresses("internet"),
      protocols: TCP,
      // Ubuntu serves its packages, which are signed, on 80.
      ports: [80, 443],
      neededBy: "driver containers",
      why: "Drivers and headers of the node's kernel, from the hosts that the firewall's list has (D-3)",
    },
  ];
}

/** Who may connect to whom of the KAI scheduler v0.20.1: the API server and nothing else. */
export function schedulerFlows(): readonly PodConnection[] {
  return [
    {
      name: "kai-to-api-server",
      from: pods("kai"),
      to: addresses("apiServer"),
      protocols: TCP,
      ports: [443],
      neededBy: "scheduler, binder and controllers",
      why: "Pods, queues and nodes",
    },
    names("kai-names", "kai", "KAI scheduler"),
    {
      name: "kai-webhooks",
      from: [...addresses("apiServer"), ...pods("konnectivity")],
      to: pods("kai-admission", "kai-podgroup-controller", "kai-queue-controller"),
      protocols: TCP,
      ports: [9443],
      neededBy: "API server",
      why: "Admission of pods, pod groups and queues",
    },
    {
      name: "kai-metrics",
      from: pods("managed-prometheus"),
      to: pods("kai"),
      protocols: TCP,
      ports: [8080],
      neededBy: "Azure Managed Prometheus",
      why: "Queues and latencies of the scheduler",
    },
  ];
}

function names(name: string, from: "gpu-stack" | "kai", neededBy: string): PodConnection {
  return {
    name,
    from: pods(from),
    to: [...pods("kube-dns"), ...addresses("nameService")],
    protocols: ["TCP", "UDP"],
    ports: [53],
    neededBy,
    why: "The cluster's name service",
  };
}

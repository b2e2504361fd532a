import type { AddressRole } from "./cluster-addresses";
import { GRID_DRIVER_LABELS } from "../gpu/grid-driver-pods";
import type { NamespaceName } from "../namespaces";

/** Pods that have rights of their own, by labels that their charts give them. */
export interface PodGroup {
  /** One of the platform's, or Azure's own, which the platform makes no policies for. */
  readonly namespace: NamespaceName | "kube-system";
  /** Labels that a pod has to have. None: every pod of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that it may not have: at all, or with one of these values. */
  readonly without?: readonly { readonly label: string; readonly values?: readonly string[] }[];
}

const controlPlane = (labels: Readonly<Record<string, string>>) =>
  ({ namespace: "osmo-control-plane", labels }) as const;
const gateway = (component: string) =>
  controlPlane({ "app.kubernetes.io/name": "osmo-gateway", "app.kubernetes.io/component": component });
/** Pods of Azure Machine Learning's extension all have this label; jobs and models have not. */
const EXTENSION = "ml.azure.com/amlarc-system";
/** Its pods only mount a file of the vault, which the node does for them. */
const CERTIFICATE = "scoring-certificate";

/**
 * The catalogue. Sources of labels: OSMO's charts `service` and `backend-operator` 1.3.1, KAI v0.20.1, GPU operator v26.3.2,
 * AKS, and the pods of Azure Machine Learning's extension on a running cluster (Azure/AML-Kubernetes). Labels of the
 * platform's own pods, which these components give: rate limiter's store, token rotation, database role, certificate.
 */
export const POD_GROUPS = {
  "osmo-service": controlPlane({ app: "osmo-service" }),
  "osmo-router": controlPlane({ app: "osmo-router" }),
  "osmo-agent": controlPlane({ app: "osmo-agent" }),
  "osmo-logger": controlPlane({ app: "osmo-logger" }),
  "osmo-worker": controlPlane({ app: "osmo-worker" }),
  "osmo-delayed-job-monitor": controlPlane({ app: "osmo-delayed-job-monitor" }),
  "osmo-ui": controlPlane({ app: "osmo-ui" }),
  "gateway-envoy": gateway("envoy"),
  "gateway-oauth2-proxy": gateway("oauth2-proxy"),
  "gateway-authz": gateway("authz"),
  "gateway-ratelimit": gateway("ratelimit"),
  "ratelimit-redis": controlPlane({ app: "osmo-ratelimit-redis" }),
  "token-rotation": controlPlane({ app: "token-rotation" }),
  "database-role": controlPlane({ app: "database-role" }),

  "backend-listener": { namespace: "osmo-operator", labels: { app: "osmo-operator-osmo-backend-listener" } },
  "backend-worker": { namespace: "osmo-operator", labels: { app: "osmo-operator-osmo-backend-worker" } },

  workflows: { namespace: "osmo-workflows", labels: {} },

  "ml-extension": { namespace: "azureml", labels: { [EXTENSION]: "true" } },
  "ml-front-end": { namespace: "azureml", labels: { [EXTENSION]: "true", azuremlappname: "azureml-fe" } },
  "ml-identity-proxy": {
    namespace: "azureml",
    labels: { [EXTENSION]: "true", "amlarc-identity-component": "identity-proxy" },
  },
  "ml-jobs": {
    namespace: "azureml",
    labels: {},
    without: [{ label: EXTENSION }, { label: "app", values: [CERTIFICATE] }],
  },

  "gpu-stack": { namespace: "gpu-operator", labels: {} },
  "gpu-operator": { namespace: "gpu-operator", labels: { app: "gpu-operator" } },
  "gpu-driver": { namespace: "gpu-operator", labels: { app: "nvidia-driver-daemonset" } },
  "grid-driver": { namespace: "gpu-operator", labels: GRID_DRIVER_LABELS },
  "gpu-metrics": { namespace: "gpu-operator", labels: { app: "nvidia-dcgm-exporter" } },

  kai: { namespace: "kai-scheduler", labels: {} },
  "kai-admission": { namespace: "kai-scheduler", labels: { app: "admission" } },
  "kai-podgroup-controller": { namespace: "kai-scheduler", labels: { app: "podgroup-controller" } },
  "kai-queue-controller": { namespace: "kai-scheduler", labels: { app: "queue-controller" } },

  "kube-dns": { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  // Its agents on the nodes read targets of the nodes only.
  "managed-prometheus": { namespace: "kube-system", labels: { rsName: "ama-metrics" } },
  // Through these the API server comes to pods where it does not stand in the network.
  konnectivity: { namespace: "kube-system", labels: { app: "konnectivity-agent" } },
} as const satisfies Readonly<Record<string, PodGroup>>;

export type PodGroupName = keyof typeof POD_GROUPS;
export const POD_GROUP_NAMES = Object.keys(POD_GROUPS) as readonly PodGroupName[];

/** The group of a name. */
export function podGroup(name: PodGroupName): PodGroup {
  return POD_GROUPS[name];
}

/** One end of a connection: pods, or what is no pod. */
export type Party = { readonly pods: PodGroupName } | { readonly address: AddressRole };

export function pods(...names: readonly PodGroupName[]): Party[] {
  return names.map((name) => ({ pods: name }));
}

export function addresses(...roles: readonly AddressRole[]): Party[] {
  return roles.map((role) => ({ address: role }));
}

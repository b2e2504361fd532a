import type { End } from "./reachability";

const pod = (namespace: string, address: string, labels: Record<string, string>): End => ({
  pod: { namespace, address, labels: { "pod-template-hash": "5d8f7c6b4d", ...labels } },
});
const gateway = (component: string, address: string) =>
  pod("osmo-control-plane", address, {
    "app.kubernetes.io/name": "osmo-gateway",
    "app.kubernetes.io/instance": "osmo",
    "app.kubernetes.io/component": component,
  });
const control = (app: string, address: string) => pod("osmo-control-plane", address, { app });
const task = (uuid: string, address: string) =>
  pod("osmo-workflows", address, {
    "osmo.workflow_id": "train-1",
    "osmo.group_uuid": uuid,
    "osmo.pool": "default",
    "kai.scheduler/queue": "default",
    "azure.workload.identity/use": "true",
  });
const extension = (labels: Record<string, string>, address: string) =>
  pod("azureml", address, { "ml.azure.com/amlarc-system": "true", ...labels });

/** Everybody in and around the cluster, with the labels that charts and controllers give, and addresses of the stacks. */
export const ENDS = {
  envoy: gateway("envoy", "10.244.1.1"),
  "oauth2-proxy": gateway("oauth2-proxy", "10.244.1.2"),
  authz: gateway("authz", "10.244.1.3"),
  ratelimit: gateway("ratelimit", "10.244.1.4"),
  "ratelimit-redis": control("osmo-ratelimit-redis", "10.244.1.5"),
  service: control("osmo-service", "10.244.1.10"),
  router: control("osmo-router", "10.244.1.11"),
  agent: control("osmo-agent", "10.244.1.12"),
  logger: control("osmo-logger", "10.244.1.13"),
  worker: control("osmo-worker", "10.244.1.14"),
  "job-monitor": control("osmo-delayed-job-monitor", "10.244.1.15"),
  ui: control("osmo-ui", "10.244.1.16"),
  "token-rotation": control("token-rotation", "10.244.1.17"),
  "database-role": control("database-role", "10.244.1.18"),
  "stranger in osmo-control-plane": control("debug", "10.244.1.19"),

  listener: pod("osmo-operator", "10.244.2.1", { app: "osmo-operator-osmo-backend-listener" }),
  "backend-worker": pod("osmo-operator", "10.244.2.2", { app: "osmo-operator-osmo-backend-worker" }),
  "stranger in osmo-operator": pod("osmo-operator", "10.244.2.3", { app: "debug" }),

  task: task("5b0c", "10.244.3.1"),
  "task of the same group": task("5b0c", "10.244.3.2"),
  "task of another group": task("91fe", "10.244.3.3"),

  "aml-operator": extension({ app: "aml-operator", "control-plane": "controller-manager" }, "10.244.4.1"),
  "front end": extension({ azuremlappname: "azureml-fe", azuremlappversion: "v2" }, "10.244.4.2"),
  "identity proxy": extension({ "amlarc-identity-component": "identity-proxy" }, "10.244.4.3"),
  volcano: extension({ app: "volcano-admission" }, "10.244.4.4"),
  job: pod("azureml", "10.244.4.10", { "volcano.sh/job-name": "train-7" }),
  "job's other worker": pod("azureml", "10.244.4.11", { "volcano.sh/job-name": "train-7" }),
  model: pod("azureml", "10.244.4.12", { isazuremlapp: "true" }),
  "scoring-certificate": pod("azureml", "10.244.4.20", { app: "scoring-certificate" }),

  "gpu-operator": pod("gpu-operator", "10.244.5.1", { app: "gpu-operator" }),
  driver: pod("gpu-operator", "10.244.5.2", { app: "nvidia-driver-daemonset" }),
  "grid driver": pod("gpu-operator", "10.244.5.4", { app: "grid-driver" }),
  "dcgm-exporter": pod("gpu-operator", "10.244.5.3", { app: "nvidia-dcgm-exporter" }),

  "kai-scheduler": pod("kai-scheduler", "10.244.6.1", { app: "kai-scheduler-default" }),
  "kai-admission": pod("kai-scheduler", "10.244.6.2", { app: "admission" }),
  "queue-controller": pod("kai-scheduler", "10.244.6.3", { app: "queue-controller" }),

  "kube-dns": pod("kube-system", "10.244.7.1", { "k8s-app": "kube-dns" }),
  prometheus: pod("kube-system", "10.244.7.2", { rsName: "ama-metrics" }),
  konnectivity: pod("kube-system", "10.244.7.3", { app: "konnectivity-agent" }),
  "other pod of kube-system": pod("kube-system", "10.244.7.4", { app: "metrics-server" }),
  "pod of another namespace": pod("default", "10.244.8.1", {
    app: "osmo-ui",
    "app.kubernetes.io/name": "osmo-gateway",
    "app.kubernetes.io/component": "envoy",
  }),

  node: { node: "10.0.2.4" },
  "API server": { address: "10.0.0.244" },
  "API server's service": { address: "172.16.0.1" },
  "name service": { address: "172.16.0.10" },
  LocalDNS: { address: "169.254.10.11" },
  "private endpoint": { address: "10.0.3.7" },
  "gateway's load balancer": { address: "10.0.2.254" },
  operator: { address: "192.168.200.9" },
  workstation: { address: "10.0.6.4" },
  firewall: { address: "10.0.0.4" },
  "Entra ID": { address: "20.190.128.1" },
  internet: { address: "203.0.113.7" },
  "on-premises host": { address: "192.168.10.5" },
  IMDS: { address: "169.254.169.254" },
  "Azure's host": { address: "168.63.129.16" },
} as const satisfies Readonly<Record<string, End>>;
export type EndName = keyof typeof ENDS;

/** One line of the table: who, whom, on which port; TCP unless it says otherwise. */
export type Line = readonly [from: EndName, to: EndName, port: number, protocol?: "TCP" | "UDP"];

/** How bad it is: Azure's 0 is the worst. */
type Severity = 0 | 1 | 2 | 3;

interface AlertRule {
  /** Letters, digits and hyphens; unique. */
  readonly name: string;
  readonly severity: Severity;
  /** What happened, and what to do first. */
  readonly description: string;
}

/** Fires when a query finds more rows than `above` within the window. */
export interface QueryAlert extends AlertRule {
  readonly query: string;
  readonly above: number;
  /** ISO 8601 duration. */
  readonly window: "PT5M" | "PT15M";
}

/** Fires when a metric of the cluster is above the threshold for the window. */
export interface MetricAlert extends AlertRule {
  readonly metric: string;
  readonly above: number;
  /** ISO 8601 duration. */
  readonly window: "PT5M" | "PT15M";
}

/** Fires when a Prometheus expression holds for a time. */
export interface PrometheusAlert extends AlertRule {
  readonly expression: string;
  /** ISO 8601 duration. */
  readonly lasting: string;
}

/** Logs worth waking someone for. Tables: learn.microsoft.com/azure/azure-monitor/reference/tables. */
export function queryAlerts({ firewall }: { readonly firewall: boolean }): readonly QueryAlert[] {
  return [
    ...(firewall
      ? [
          {
            name: "firewall-denies",
            severity: 2,
            description:
              "The firewall refused many connections: a workload looks for a way out, or needs a host that is not on the list. See AZFWApplicationRule for whom and where to (D-3).",
            query:
              'union AZFWApplicationRule, AZFWNetworkRule | where Action == "Deny" | project TimeGenerated, SourceIp, DestinationPort, Action',
            above: 100,
            window: "PT15M",
          } as const,
        ]
      : []),
    {
      name: "vault-access-denied",
      severity: 1,
      description:
        "Somebody asked a key vault for what they may not have. See AZKVAuditLogs for the identity and the address (G2).",
      query:
        "AZKVAuditLogs | where HttpStatusCode in (401, 403) and CallerIPAddress != '' | project TimeGenerated, Identity, CallerIPAddress, OperationName, Id",
      above: 10,
      window: "PT15M",
    },
    {
      name: "cluster-admin-changes",
      severity: 1,
      description:
        "Cluster-wide rights were given or taken inside the cluster. See AKSAuditAdmin for who did it (E-3).",
      query:
        'AKSAuditAdmin | where tostring(ObjectRef.resource) in ("clusterroles", "clusterrolebindings") and Verb in ("create", "update", "patch", "delete") | where tostring(User.username) !startswith "system:" and tostring(User.username) != "aksService" | project TimeGenerated, User, Verb, ObjectRef',
      above: 0,
      window: "PT5M",
    },
  ];
}

/** The cluster's own metrics. Source: learn.microsoft.com/azure/aks/monitor-aks-reference. */
export const METRIC_ALERTS: readonly MetricAlert[] = [
  {
    name: "api-server-busy",
    severity: 1,
    description:
      "The API server is short of processor time: requests will fail. Look for a controller that asks too often.",
    metric: "apiserver_cpu_usage_percentage",
    above: 80,
    window: "PT15M",
  },
  {
    name: "api-server-memory",
    severity: 1,
    description: "The API server is short of memory: it will restart. Look for lists of many large objects.",
    metric: "apiserver_memory_usage_percentage",
    above: 85,
    window: "PT15M",
  },
  {
    name: "etcd-full",
    severity: 1,
    description: "etcd is nearly full: then the cluster takes no more changes. Delete finished jobs and their pods.",
    metric: "etcd_database_usage_percentage",
    above: 80,
    window: "PT15M",
  },
];

/** Nodes, as kube-state-metrics and the node exporter tell of them. */
export const NODE_ALERTS: readonly PrometheusAlert[] = [
  {
    name: "NodeNotReady",
    severity: 1,
    description:
      "A node is not ready for 10 minutes: its pods are lost. Describe the node; Azure repairs it after a while.",
    expression: 'kube_node_status_condition{condition="Ready", status="true"} == 0',
    lasting: "PT10M",
  },
  {
    name: "NodeDiskPressure",
    severity: 2,
    description: "A node is short of disk: it will drive pods away. Look for images and logs that nobody needs.",
    expression: 'kube_node_status_condition{condition="DiskPressure", status="true"} == 1',
    lasting: "PT10M",
  },
  {
    name: "PodCrashLooping",
    severity: 2,
    description: "A pod of the platform starts again and again. See its log of the time before.",
    expression:
      'increase(kube_pod_container_status_restarts_total{namespace=~"osmo-.*|azureml|gpu-operator|kai-scheduler"}[30m]) > 5',
    lasting: "PT5M",
  },
];

/** GPUs, as NVIDIA's DCGM exporter tells of them (docs.nvidia.com/datacenter/dcgm, field identifiers). */
export const GPU_ALERTS: readonly PrometheusAlert[] = [
  {
    name: "GpuXidError",
    severity: 1,
    description: "A GPU reported an error (XID): its job is lost, and the next will be. Drain the node.",
    expression: "DCGM_FI_DEV_XID_ERRORS > 0",
    lasting: "PT1M",
  },
  {
    name: "GpuMemoryErrors",
    severity: 1,
    description: "A GPU's memory has errors that were not corrected. Drain the node.",
    expression: "increase(DCGM_FI_DEV_ECC_DBE_VOL_TOTAL[15m]) > 0",
    lasting: "PT1M",
  },
  {
    name: "GpuTooHot",
    severity: 2,
    description:
      "A GPU is above 90 °C for 10 minutes and slows down. Drain the node if it stays; Azure replaces the machine.",
    expression: "DCGM_FI_DEV_GPU_TEMP > 90",
    lasting: "PT10M",
  },
  {
    name: "GpuIdle",
    severity: 3,
    description: "A pod holds a GPU that does nothing for 2 hours: money is lost. Ask its owner.",
    expression: 'avg_over_time(DCGM_FI_DEV_GPU_UTIL{pod!=""}[2h]) < 1',
    lasting: "PT15M",
  },
];

/** A row of the model's executive summary. */
export interface SecurityArea {
  readonly area: string;
  readonly status: string;
  readonly evidence: string;
}

export const areas: readonly SecurityArea[] = [
  {
    area: "Authentication",
    status: "Managed identities + workload identity",
    evidence: "No password-based auth; DefaultAzureCredential",
  },
  {
    area: "Secret Management",
    status: "Azure Key Vault (RBAC) + CSI driver",
    evidence: "Secrets synced to K8s pods at mount time",
  },
  {
    area: "Network Isolation",
    status: "Private endpoints + VPN-only access",
    evidence: "All Azure services behind VNet; no public IPs",
  },
  { area: "Encryption", status: "TLS 1.2+ enforced by Azure", evidence: "Platform-managed keys for data at rest" },
  {
    area: "Supply Chain",
    status: "95% SHA-pinned GitHub Actions",
    evidence: "Dependency review blocks moderate+ vulnerabilities",
  },
];

/** The summary's own count of threats by rating, and the open risks that it names. */
export const riskSummary = {
  threats: 19,
  byRating: { Critical: 1, High: 6, Medium: 7, Low: 5 },
  keyOpenRisks: ["T-2", "S-1", "T-1"],
} as const;

/** A part of the architecture that the model judges. */
export interface ArchitectureComponent {
  readonly category: string;
  readonly component: string;
  readonly details: string;
}

export const architecture: readonly ArchitectureComponent[] = [
  {
    category: "Compute",
    component: "AKS Cluster",
    details: "Private cluster, CNI networking, GPU node pools (Standard_NC-series)",
  },
  {
    category: "Data & Storage",
    component: "Azure Storage Account",
    details: "Blob containers for datasets, checkpoints; private endpoint access",
  },
  {
    category: "Data & Storage",
    component: "Azure Database for PostgreSQL",
    details: "Flexible server for OSMO metadata; VNet-integrated",
  },
  {
    category: "Data & Storage",
    component: "Azure Cache for Redis",
    details: "Enterprise tier; OSMO session state; private endpoint",
  },
  {
    category: "ML & AI",
    component: "Azure Machine Learning",
    details: "Workspace with managed endpoints; K8s compute attach",
  },
  {
    category: "Identity",
    component: "Entra ID + Managed Identities",
    details: "System-assigned for AKS, user-assigned for workloads",
  },
  {
    category: "Networking",
    component: "VNet + NSG + NAT Gateway + VPN",
    details: "Hub-spoke implied; P2S VPN for operator access",
  },
  {
    category: "Observability",
    component: "Azure Monitor + Log Analytics",
    details: "Container Insights, Prometheus metrics, AMPLS for private ingestion",
  },
  {
    category: "Security",
    component: "Azure Key Vault",
    details: "RBAC-mode; CSI Secret Store driver syncs secrets to pods",
  },
  {
    category: "NVIDIA/OSMO",
    component: "OSMO Control Plane + Backend",
    details: "Orchestrates distributed training; Envoy proxy optional",
  },
];

export const dataFlows: readonly string[] = [
  "Training data flows from Azure Blob Storage through AKS pods to GPU compute. Checkpoints and metrics flow back to storage and MLflow tracking. OSMO coordinates multi-node training via its control plane and PostgreSQL metadata store. All Azure service traffic uses private endpoints — no data traverses the public internet.",
  "Operator access traverses a P2S VPN gateway to the AKS API server private endpoint. CI/CD pipelines authenticate via GitHub OIDC federation to Entra ID managed identities. Terraform state resides locally on the operator workstation (see T-2 for associated risk).",
];

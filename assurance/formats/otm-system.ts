import type { BoundaryId, ThreatId } from "../../policies/model";

/*
 * The model's architecture as Open Threat Model draws one: zones of trust, components in them, flows between those. The model
 * names trust boundaries (lines), Open Threat Model zones (areas): each zone here is a side of one or more boundaries, and each
 * boundary is a flow between components on its two sides.
 */

/** An area of trust. */
export interface TrustZone {
  readonly id: string;
  readonly name: string;
  /** Boundaries that it is a side of. */
  readonly boundaries: readonly BoundaryId[];
  /** The zone that it lies in. */
  readonly parent?: string;
  /**
   * How trustworthy it is, 0 to 100. The model gives no number: this is our order, from what anybody reaches (the internet) to
   * what few may change (Azure's control plane).
   */
  readonly trustRating: number;
}

export const trustZones: readonly TrustZone[] = [
  { id: "internet", name: "Internet", boundaries: ["TB-2"], trustRating: 0 },
  { id: "operator-workstation", name: "Operator workstation", boundaries: ["TB-5"], trustRating: 30 },
  { id: "repository", name: "Repository", boundaries: ["TB-6"], trustRating: 40 },
  { id: "ci-cd", name: "CI/CD", boundaries: ["TB-6"], trustRating: 40 },
  { id: "vnet", name: "Virtual network", boundaries: ["TB-2"], trustRating: 60 },
  { id: "aks", name: "AKS cluster", boundaries: ["TB-3", "TB-5"], parent: "vnet", trustRating: 70 },
  {
    id: "osmo-control-plane",
    name: "OSMO control plane",
    boundaries: ["TB-4", "TB-7"],
    parent: "aks",
    trustRating: 70,
  },
  { id: "osmo-backend", name: "OSMO backend", boundaries: ["TB-7"], parent: "aks", trustRating: 60 },
  { id: "workloads", name: "Training and inference", boundaries: ["TB-4", "TB-8"], parent: "aks", trustRating: 50 },
  {
    id: "azure-services",
    name: "Azure services (data plane)",
    boundaries: ["TB-1", "TB-3", "TB-8"],
    trustRating: 80,
  },
  { id: "azure-control-plane", name: "Azure control plane", boundaries: ["TB-1"], trustRating: 90 },
];

/** A part of the system, with the threats to it. */
export interface SystemComponent {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly zone: string;
  /** The row of the model's architecture that it is, or is a part of; left out for what only threats and flows name. */
  readonly architecture?: string;
  /** Threats whose first affected asset it is, or holds. Each threat stands at one component. */
  readonly threats: readonly ThreatId[];
}

export const components: readonly SystemComponent[] = [
  {
    id: "aks-cluster",
    name: "AKS cluster",
    type: "kubernetes-cluster",
    zone: "aks",
    architecture: "AKS Cluster",
    threats: ["D-1"],
  },
  {
    id: "storage-account",
    name: "Azure Storage account",
    type: "object-storage",
    zone: "azure-services",
    architecture: "Azure Storage Account",
    threats: ["I-1"],
  },
  {
    id: "postgresql",
    name: "Azure Database for PostgreSQL",
    type: "database",
    zone: "azure-services",
    architecture: "Azure Database for PostgreSQL",
    threats: ["S-2"],
  },
  {
    id: "redis",
    name: "Azure Cache for Redis",
    type: "cache",
    zone: "azure-services",
    architecture: "Azure Cache for Redis",
    threats: ["I-3"],
  },
  {
    id: "machine-learning",
    name: "Azure Machine Learning",
    type: "machine-learning-workspace",
    zone: "azure-services",
    architecture: "Azure Machine Learning",
    threats: ["T-3"],
  },
  {
    id: "identities",
    name: "Entra ID, managed identities and role assignments",
    type: "identity-provider",
    zone: "azure-control-plane",
    architecture: "Entra ID + Managed Identities",
    threats: ["E-3"],
  },
  {
    id: "network",
    name: "Virtual network, security groups and NAT gateway",
    type: "network",
    zone: "vnet",
    architecture: "VNet + NSG + NAT Gateway + VPN",
    threats: ["D-2", "D-3"],
  },
  {
    id: "vpn-gateway",
    name: "VPN gateway",
    type: "vpn-gateway",
    zone: "vnet",
    architecture: "VNet + NSG + NAT Gateway + VPN",
    threats: ["I-2"],
  },
  {
    id: "observability",
    name: "Azure Monitor and Log Analytics",
    type: "logging",
    zone: "azure-services",
    architecture: "Azure Monitor + Log Analytics",
    threats: [],
  },
  {
    id: "key-vault",
    name: "Azure Key Vault",
    type: "secret-store",
    zone: "azure-services",
    architecture: "Azure Key Vault",
    threats: [],
  },
  {
    id: "osmo-api",
    name: "OSMO control plane",
    type: "web-service",
    zone: "osmo-control-plane",
    architecture: "OSMO Control Plane + Backend",
    threats: ["S-1", "T-1", "D-4", "E-2"],
  },
  {
    id: "osmo-backend-pods",
    name: "OSMO backend",
    type: "web-service",
    zone: "osmo-backend",
    architecture: "OSMO Control Plane + Backend",
    threats: [],
  },
  { id: "training", name: "Training pods", type: "workload", zone: "workloads", threats: ["R-1", "I-4", "I-5"] },
  { id: "state", name: "Infrastructure state", type: "file", zone: "operator-workstation", threats: ["T-2"] },
  { id: "operator", name: "Operator", type: "user", zone: "operator-workstation", threats: [] },
  {
    id: "automation",
    name: "Azure Automation account",
    type: "automation",
    zone: "azure-control-plane",
    threats: ["E-1"],
  },
  { id: "workflows", name: "GitHub Actions workflows", type: "pipeline", zone: "ci-cd", threats: ["E-4"] },
  { id: "source", name: "Repository", type: "source-code", zone: "repository", threats: [] },
  {
    id: "internet-services",
    name: "Services on the internet",
    type: "external-service",
    zone: "internet",
    threats: [],
  },
];

/** How data or control flows across a boundary. */
export interface DataFlow {
  readonly boundary: BoundaryId;
  readonly source: string;
  readonly destination: string;
  readonly bidirectional: boolean;
}

/** One for each boundary, in the model's order: between the components that its description and the model's flows name. */
export const dataFlows: readonly DataFlow[] = [
  { boundary: "TB-1", source: "automation", destination: "storage-account", bidirectional: false },
  { boundary: "TB-2", source: "network", destination: "internet-services", bidirectional: true },
  { boundary: "TB-3", source: "osmo-api", destination: "postgresql", bidirectional: true },
  { boundary: "TB-4", source: "osmo-api", destination: "training", bidirectional: true },
  { boundary: "TB-5", source: "operator", destination: "aks-cluster", bidirectional: false },
  { boundary: "TB-6", source: "workflows", destination: "source", bidirectional: true },
  { boundary: "TB-7", source: "osmo-api", destination: "osmo-backend-pods", bidirectional: true },
  { boundary: "TB-8", source: "training", destination: "storage-account", bidirectional: true },
];

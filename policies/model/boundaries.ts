export type BoundaryId = "TB-1" | "TB-2" | "TB-3" | "TB-4" | "TB-5" | "TB-6" | "TB-7" | "TB-8";

/** A line that data or control crosses from one zone of trust into another. */
export interface TrustBoundary {
  readonly id: BoundaryId;
  readonly name: string;
  readonly description: string;
}

export const boundaries: readonly TrustBoundary[] = [
  {
    id: "TB-1",
    name: "Azure Control Plane ↔ Data Plane",
    description: "ARM API calls cross into subscription data plane",
  },
  {
    id: "TB-2",
    name: "VNet Perimeter ↔ Internet",
    description: "NAT Gateway egress; VPN ingress; no public endpoints",
  },
  {
    id: "TB-3",
    name: "AKS ↔ Azure Services",
    description: "Pod-to-service traffic via private endpoints and managed identity",
  },
  {
    id: "TB-4",
    name: "K8s Namespace Isolation",
    description: "OSMO, training, inference workloads in separate namespaces",
  },
  { id: "TB-5", name: "Operator Workstation ↔ Cluster", description: "P2S VPN tunnel; kubectl via private API server" },
  { id: "TB-6", name: "CI/CD ↔ Repository", description: "GitHub Actions with OIDC federation; SHA-pinned actions" },
  { id: "TB-7", name: "OSMO Control Plane ↔ Backend", description: "gRPC between control plane and backend pods" },
  { id: "TB-8", name: "Training Code ↔ Azure Services", description: "Python SDK calls via DefaultAzureCredential" },
];

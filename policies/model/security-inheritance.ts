/** The model numbers none of these rows: the ids are ours, in its order. */
export type InheritedControlId = "SI-1" | "SI-2" | "SI-3" | "SI-4" | "SI-5" | "SI-6";

/** A control that a provider brings, with what is left for the deployer to set. */
export interface InheritedControl {
  readonly id: InheritedControlId;
  readonly control: string;
  readonly provider: string;
  readonly configurationSurface: string;
}

export const securityInheritance: readonly InheritedControl[] = [
  { id: "SI-1", control: "TLS termination", provider: "Azure platform", configurationSurface: "Enforced by default" },
  {
    id: "SI-2",
    control: "Disk encryption at rest",
    provider: "Azure platform",
    configurationSurface: "Platform-managed keys (PMK)",
  },
  {
    id: "SI-3",
    control: "Identity federation",
    provider: "Entra ID",
    configurationSurface: "Workload identity via OIDC",
  },
  {
    id: "SI-4",
    control: "Network segmentation",
    provider: "Azure VNet + NSG",
    configurationSurface: "Subnets, private endpoints",
  },
  {
    id: "SI-5",
    control: "Secret rotation",
    provider: "Azure Key Vault",
    configurationSurface: "Deployer responsibility",
  },
  {
    id: "SI-6",
    control: "Cluster patch management",
    provider: "AKS managed upgrades",
    configurationSurface: "Deployer selects upgrade policy",
  },
];

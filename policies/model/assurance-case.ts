export type GoalId = "G0" | "G1" | "G2" | "G3" | "G4";
export type AssuranceElementId = GoalId | "E1" | "E2" | "A1" | "A2";

/** An element of the assurance argument, in Goal Structuring Notation: a goal, the evidence for it, or an assumption. */
export interface AssuranceElement {
  readonly id: AssuranceElementId;
  readonly kind: "goal" | "evidence" | "assumption";
  readonly statement: string;
}

/** G0 is the claim, G1 to G4 carry it. */
export const assuranceCase: readonly AssuranceElement[] = [
  {
    id: "G0",
    kind: "goal",
    statement: "The architecture provides adequate security controls for an IaC reference architecture",
  },
  {
    id: "G1",
    kind: "goal",
    statement: "Authentication uses managed identities and workload federation, eliminating password-based access",
  },
  {
    id: "G2",
    kind: "goal",
    statement: "Secrets are stored in Azure Key Vault with RBAC authorization and synced via CSI driver",
  },
  {
    id: "G3",
    kind: "goal",
    statement: "Network access is restricted to private endpoints, VPN, and NSG-controlled subnets",
  },
  {
    id: "G4",
    kind: "goal",
    statement: "Supply chain integrity is maintained through SHA-pinned actions and dependency review",
  },
  {
    id: "E1",
    kind: "evidence",
    statement: "19 STRIDE threats identified; 7 Accepted with compensating controls, 12 Open with remediation roadmap",
  },
  {
    id: "E2",
    kind: "evidence",
    statement: "OpenSSF Passing ~85%; 25 Silver criteria assessed (5 Met, 5 Delegated, 13 N/A, 1 Gap)",
  },
  { id: "A1", kind: "assumption", statement: "Deployer follows docs/operations/security-guide.md hardening checklist" },
  {
    id: "A2",
    kind: "assumption",
    statement: "OSMO vendor provides auth/rate-limiting enablement path in future releases",
  },
];

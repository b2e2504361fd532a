import type { ServedId } from "./model";

/**
 * Controls that are designed and not written yet, by what they serve. As long as one is left, nobody may call the threat
 * mitigated; who writes one takes it from here.
 */
export const plannedControls: Readonly<Partial<Record<ServedId, readonly string[]>>> = {
  "S-1": [
    "osmo-gateway-authentication",
    "osmo-token-login",
    "osmo-roles-least-privilege",
    "osmo-api-behind-gateway",
    "osmo-gateway-private",
  ],
  "S-2": ["postgres-entra-administrator", "postgres-dedicated-login", "postgres-encrypted-transport"],
  "T-1": ["mek-outside-configmap", "mek-synced-from-key-vault", "etcd-encrypted-with-customer-key"],
  "T-2": ["state-store-hardened"],
  "T-3": ["inference-tls-required", "inference-endpoint-private"],
  "R-1": ["workload-log-level", "telemetry-redaction"],
  "I-1": ["datastore-identity-access", "no-storage-keys-in-workloads"],
  "I-2": ["vpn-shared-key-protected", "vpn-entra-authentication"],
  "I-3": ["redis-private-and-encrypted"],
  "I-4": ["workload-private-tmp", "workload-read-only-root"],
  "I-5": ["credential-redaction-injected", "no-credentials-in-environment"],
  "D-1": ["namespace-default-deny", "network-policy-engine", "network-policy-not-allow-all"],
  "D-2": ["flow-logs-collected"],
  "D-3": ["egress-through-firewall", "firewall-allow-list"],
  "D-4": ["osmo-rate-limit"],
  "E-1": ["automation-least-privilege", "custom-role-no-wildcard"],
  "E-2": ["token-expiry", "token-rotation-scheduled", "secret-rotation-enabled"],
  "E-3": ["role-assignment-least-privilege", "access-profile-size", "assign-to-groups"],
  "E-4": ["workflow-least-privilege", "github-federation-scoped"],
  G1: ["managed-identity-only", "local-accounts-disabled", "workload-identity-federation"],
  G2: ["secrets-as-files"],
  G3: ["private-cluster", "no-public-ip-on-nodes"],
  G4: ["actions-pinned", "images-from-approved-registries", "images-pinned"],
  "SI-2": ["disk-encryption"],
  "SI-6": ["cluster-upgrades", "node-os-upgrades"],
};

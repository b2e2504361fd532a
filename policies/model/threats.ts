import type { BoundaryId } from "./boundaries";

export type StrideCategory =
  "Spoofing" | "Tampering" | "Repudiation" | "Information Disclosure" | "Denial of Service" | "Elevation of Privilege";

/** Likelihood, impact and risk rating share one scale; only the rating reaches Critical. */
export type Level = "Low" | "Medium" | "High";
export type Rating = Level | "Critical";

export type ThreatId =
  | "S-1"
  | "S-2"
  | "T-1"
  | "T-2"
  | "T-3"
  | "R-1"
  | "I-1"
  | "I-2"
  | "I-3"
  | "I-4"
  | "I-5"
  | "D-1"
  | "D-2"
  | "D-3"
  | "D-4"
  | "E-1"
  | "E-2"
  | "E-3"
  | "E-4";

/** What the model has decided of a threat. */
export type Disposition =
  | { readonly status: "Open"; readonly remediation: string }
  | { readonly status: "Accepted"; readonly rationale: string };

/** One threat of the STRIDE registry, in the model's own words. */
export interface Threat {
  readonly id: ThreatId;
  readonly category: StrideCategory;
  readonly title: string;
  /** What can happen. */
  readonly threat: string;
  readonly affectedAssets: readonly string[];
  readonly boundary: BoundaryId;
  readonly likelihood: Level;
  readonly impact: Level;
  readonly rating: Rating;
  readonly currentControls: readonly string[];
  /** Where the model saw it. */
  readonly evidence: string;
  readonly disposition: Disposition;
}

/** The registry, in the model's order. */
export const threats: readonly Threat[] = [
  {
    id: "S-1",
    category: "Spoofing",
    title: "OSMO API Authentication Disabled",
    threat: "OSMO API server deploys with auth.enabled: false, allowing unauthenticated gRPC calls",
    affectedAssets: ["OSMO control plane", "backend pods"],
    boundary: "TB-7",
    likelihood: "High",
    impact: "High",
    rating: "High",
    currentControls: ["Cluster-internal networking only", "namespace isolation"],
    evidence: "infrastructure/setup/values/osmo-control-plane-values.yaml sets auth.enabled: false",
    disposition: {
      status: "Open",
      remediation: "Enable OSMO auth when vendor provides production-ready auth configuration",
    },
  },
  {
    id: "S-2",
    category: "Spoofing",
    title: "PostgreSQL Shared Admin Identity",
    threat: "PostgreSQL uses a single psqladmin identity for all OSMO database operations",
    affectedAssets: ["Azure Database for PostgreSQL", "OSMO metadata"],
    boundary: "TB-3",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["VNet integration", "private endpoint", "Key Vault–stored credentials"],
    evidence: "infrastructure/terraform/modules/sil/postgresql.tf configures single admin login",
    disposition: {
      status: "Accepted",
      rationale: "Single-purpose database serving only OSMO; network isolation limits exposure",
    },
  },
  {
    id: "T-1",
    category: "Tampering",
    title: "MEK Stored as ConfigMap",
    threat: "Model Encryption Key (MEK) stored in a Kubernetes ConfigMap, bypassing etcd encryption at rest",
    affectedAssets: ["K8s ConfigMap", "trained model artifacts"],
    boundary: "TB-4",
    likelihood: "Medium",
    impact: "High",
    rating: "High",
    currentControls: ["RBAC-restricted namespace", "cluster-internal access only"],
    evidence: "OSMO deployment stores MEK in ConfigMap rather than K8s Secret",
    disposition: {
      status: "Open",
      remediation: "Migrate MEK to Kubernetes Secret synced from Key Vault via CSI driver",
    },
  },
  {
    id: "T-2",
    category: "Tampering",
    title: "Terraform State Local Storage",
    threat: "Terraform state file stored locally with plaintext secrets including storage keys and passwords",
    affectedAssets: ["terraform.tfstate on operator workstation"],
    boundary: "TB-5",
    likelihood: "High",
    impact: "High",
    rating: "Critical",
    currentControls: [".gitignore excludes *.tfstate", "VPN-only access to workstation"],
    evidence: "infrastructure/terraform/versions.tf has no remote backend configuration",
    disposition: {
      status: "Open",
      remediation: "Configure Azure Storage remote backend with state encryption and locking",
    },
  },
  {
    id: "T-3",
    category: "Tampering",
    title: "Inference Endpoint Allows Insecure Connections",
    threat: "AzureML online endpoint configured with allowInsecureConnections: true",
    affectedAssets: ["AzureML managed online endpoint"],
    boundary: "TB-3",
    likelihood: "Low",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["Private endpoint restricts access to VNet", "cluster-internal traffic only"],
    evidence: "Inference deployment YAML allows insecure connections for internal scoring",
    disposition: {
      status: "Accepted",
      rationale: "Traffic stays within private VNet; TLS adds latency to inference hot path",
    },
  },
  {
    id: "R-1",
    category: "Repudiation",
    title: "Training Debug Logging Captures Credentials",
    threat: "Training scripts log AZURE_* environment variables at debug verbosity, exposing tokens",
    affectedAssets: ["Training pod logs", "Log Analytics workspace"],
    boundary: "TB-8",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["Debug logging disabled by default", "Log Analytics RBAC"],
    evidence: "training/rl/utils/ modules include debug-level credential logging",
    disposition: {
      status: "Open",
      remediation: "Sanitize or redact AZURE_* values before logging; enforce structured logging",
    },
  },
  {
    id: "I-1",
    category: "Information Disclosure",
    title: "Storage Access Key Fallback",
    threat: "Storage account access keys used as fallback when managed identity auth fails",
    affectedAssets: ["Azure Storage Account", "training datasets"],
    boundary: "TB-3",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["Keys stored in Key Vault", "private endpoint restricts network access"],
    evidence: "Training scripts fall back to AZURE_STORAGE_KEY when DefaultAzureCredential is unavailable",
    disposition: {
      status: "Accepted",
      rationale: "Fallback provides operational resilience; keys are Key Vault–managed with rotation capability",
    },
  },
  {
    id: "I-2",
    category: "Information Disclosure",
    title: "VPN Shared Keys in Local Terraform State",
    threat: "VPN gateway shared secret stored in plaintext within local terraform.tfstate",
    affectedAssets: ["VPN gateway", "operator VPN credentials"],
    boundary: "TB-5",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: [".gitignore excludes state files", "workstation access controls"],
    evidence: "infrastructure/terraform/vpn/ stores VPN shared key as Terraform-managed resource",
    disposition: { status: "Open", remediation: "Resolved by T-2 remediation (remote backend with state encryption)" },
  },
  {
    id: "I-3",
    category: "Information Disclosure",
    title: "Redis Access Keys Alongside Private Endpoint",
    threat: "Redis Enterprise exposes access keys even though connectivity uses private endpoints",
    affectedAssets: ["Azure Cache for Redis", "OSMO session data"],
    boundary: "TB-3",
    likelihood: "Low",
    impact: "Low",
    rating: "Low",
    currentControls: ["Private endpoint", "Key Vault–stored keys", "namespace-scoped RBAC"],
    evidence: "Redis module outputs access keys to Terraform state",
    disposition: {
      status: "Accepted",
      rationale: "Private endpoint eliminates network-level exposure; key rotation available via Key Vault",
    },
  },
  {
    id: "I-4",
    category: "Information Disclosure",
    title: "MLflow Temp Config World-Readable",
    threat: "MLflow writes tracking configuration to /tmp with world-readable permissions",
    affectedAssets: ["MLflow tracking URI", "experiment metadata"],
    boundary: "TB-8",
    likelihood: "Low",
    impact: "Low",
    rating: "Low",
    currentControls: ["Pod-level isolation", "no credentials in tracking config"],
    evidence: "MLflow integration code writes to /tmp/mlflow-config",
    disposition: {
      status: "Accepted",
      rationale: "No secrets in config file; pod filesystem isolation limits access to same-pod processes",
    },
  },
  {
    id: "I-5",
    category: "Information Disclosure",
    title: "Training Environment Variable Debug Logging",
    threat: "Training utility modules log environment variables containing Azure credentials at debug level",
    affectedAssets: ["Pod logs", "Log Analytics workspace"],
    boundary: "TB-8",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["Debug logging off by default", "RBAC on Log Analytics"],
    evidence: "training/rl/utils/env.py logs AZURE_* values at debug verbosity",
    disposition: { status: "Open", remediation: "Same as R-1; sanitize credential values before logging" },
  },
  {
    id: "D-1",
    category: "Denial of Service",
    title: "Zero NetworkPolicy Manifests",
    threat: "No Kubernetes NetworkPolicy resources deployed; all pod-to-pod traffic unrestricted",
    affectedAssets: ["AKS cluster", "all workload namespaces"],
    boundary: "TB-4",
    likelihood: "High",
    impact: "High",
    rating: "High",
    currentControls: ["Azure CNI network plugin supports NetworkPolicy", "namespaces provide logical separation"],
    evidence: "No NetworkPolicy resources in infrastructure/setup/manifests/",
    disposition: {
      status: "Open",
      remediation: "Define deny-all default policies per namespace; allow-list required traffic flows",
    },
  },
  {
    id: "D-2",
    category: "Denial of Service",
    title: "Single Shared NSG With Zero Custom Rules",
    threat: "One NSG applied to all subnets with no custom inbound/outbound rules beyond Azure defaults",
    affectedAssets: ["VNet subnets", "all networked resources"],
    boundary: "TB-2",
    likelihood: "Low",
    impact: "Medium",
    rating: "Low",
    currentControls: ["Private endpoints eliminate public attack surface", "VPN-only ingress"],
    evidence: "infrastructure/terraform/modules/platform/networking.tf defines NSG with no custom rules",
    disposition: {
      status: "Accepted",
      rationale: "Private endpoints and VPN remove public exposure; custom rules add value after traffic audit",
    },
  },
  {
    id: "D-3",
    category: "Denial of Service",
    title: "NAT Gateway No Egress Filtering",
    threat: "NAT Gateway allows unrestricted egress from AKS nodes to the internet",
    affectedAssets: ["AKS nodes", "container images", "external APIs"],
    boundary: "TB-2",
    likelihood: "Medium",
    impact: "High",
    rating: "High",
    currentControls: ["NSG default rules", "container image pull from ACR via private endpoint"],
    evidence: "NAT Gateway configured without Azure Firewall or FQDN filtering",
    disposition: {
      status: "Open",
      remediation: "Add Azure Firewall or NSG egress rules restricting outbound to required FQDNs",
    },
  },
  {
    id: "D-4",
    category: "Denial of Service",
    title: "OSMO API Rate Limiting and Proxy Disabled",
    threat: "OSMO API deploys with rateLimit.enabled: false and envoy.enabled: false",
    affectedAssets: ["OSMO control plane API"],
    boundary: "TB-7",
    likelihood: "Medium",
    impact: "Medium",
    rating: "Medium",
    currentControls: ["Cluster-internal access only", "namespace isolation"],
    evidence: "OSMO Helm values disable rate limiting and Envoy sidecar proxy",
    disposition: {
      status: "Open",
      remediation: "Enable Envoy proxy and rate limiting when OSMO vendor provides stable configuration",
    },
  },
  {
    id: "E-1",
    category: "Elevation of Privilege",
    title: "Automation Account Contributor Role",
    threat: "Automation Account assigned Contributor role at resource group scope",
    affectedAssets: ["Azure Automation Account", "resource group resources"],
    boundary: "TB-1",
    likelihood: "Low",
    impact: "Medium",
    rating: "Low",
    currentControls: ["Automation runs scheduled maintenance tasks only", "no external triggers"],
    evidence: "infrastructure/terraform/modules/platform/automation.tf assigns Contributor role",
    disposition: { status: "Open", remediation: "Define custom RBAC role scoped to specific maintenance operations" },
  },
  {
    id: "E-2",
    category: "Elevation of Privilege",
    title: "OSMO Service Token One-Year Expiry Without Rotation",
    threat: "OSMO service token issued with one-year expiry and no automated rotation mechanism",
    affectedAssets: ["OSMO service authentication", "cluster workloads"],
    boundary: "TB-7",
    likelihood: "Medium",
    impact: "High",
    rating: "High",
    currentControls: ["Token stored in Key Vault", "cluster-internal access"],
    evidence: "OSMO deployment scripts create long-lived service tokens",
    disposition: {
      status: "Open",
      remediation: "Implement token rotation via Key Vault rotation policy or OSMO vendor short-lived token support",
    },
  },
  {
    id: "E-3",
    category: "Elevation of Privilege",
    title: "User Provisioning Grants Excessive Admin Roles",
    threat: "add-user-to-platform.sh assigns 9+ admin-level RBAC roles to each onboarded user",
    affectedAssets: ["Azure RBAC", "onboarded user identities"],
    boundary: "TB-1",
    likelihood: "Medium",
    impact: "High",
    rating: "High",
    currentControls: ["Script requires manual execution by a privileged operator"],
    evidence: "infrastructure/setup/optional/add-user-to-platform.sh assigns broad role set",
    disposition: {
      status: "Open",
      remediation: "Define tiered role profiles (reader, contributor, admin); assign minimum required roles",
    },
  },
  {
    id: "E-4",
    category: "Elevation of Privilege",
    title: "GitHub App Token Elevated Repository Permissions",
    threat: "GitHub App token used in workflows has elevated repository permissions beyond immediate need",
    affectedAssets: ["GitHub Actions workflows", "repository contents"],
    boundary: "TB-6",
    likelihood: "Low",
    impact: "Low",
    rating: "Low",
    currentControls: ["SHA-pinned actions", "OIDC federation", "branch protection rules"],
    evidence: "Workflow files request contents: write and other elevated permissions",
    disposition: {
      status: "Accepted",
      rationale: "Permissions required for release-please and dependency review workflows; scoped to repository",
    },
  },
];

const byId = new Map<string, Threat>(threats.map((threat) => [threat.id, threat]));

/** @throws Error naming the id where the model has no such threat */
export function threat(id: ThreatId): Threat {
  const found = byId.get(id);
  if (!found) throw new Error(`The model has no threat "${id}". It has ${[...byId.keys()].join(", ")}.`);
  return found;
}

/** The category as folders and tags spell it, as in `denial-of-service`. */
export function categoryName(category: StrideCategory): string {
  return category.toLowerCase().replaceAll(" ", "-");
}

import { SCANNING } from "./standings";
import { enforced, held, notApplicable, open, rule, runTimeOnly } from "./yardstick";
import type { Rule, Yardstick } from "./yardstick";

const CLUSTER = "compute/cluster.ts";
const REGISTRY = "registry/container-registry.ts";

const PLAN = notApplicable(
  "A plan of the whole subscription, which is its owner's; the platform is one resource group",
);
const UNUSED_SERVICE = notApplicable("The platform has no such service");
const TEMPLATE = notApplicable("There is no template: Pulumi sends each resource by itself, and marks secrets as such");

const cluster: readonly Rule[] = [
  rule("Azure.AKS.AuditLogs", "The cluster's audit logs are collected", enforced("audit-logs-collected")),
  rule("Azure.AKS.AuthorizedIPs", "The API server takes listed addresses only", enforced("private-cluster")),
  rule("Azure.AKS.AutoUpgrade", "The cluster follows an upgrade channel", enforced("cluster-upgrades")),
  rule("Azure.AKS.AzurePolicyAddOn", "Azure Policy's add-on is on", held(CLUSTER, "azurepolicy: { enabled: true }")),
  rule("Azure.AKS.AzureRBAC", "Azure decides who may do what in the cluster", enforced("local-accounts-disabled")),
  rule(
    "Azure.AKS.DefenderProfile",
    "Defender watches the cluster",
    held(CLUSTER, "securityMonitoring: { enabled: true }", "Unless `defender` is switched off"),
  ),
  rule(
    "Azure.AKS.HttpAppRouting",
    "The add-on for HTTP application routing is off",
    notApplicable("Off unless asked for, and Azure gives it to no new cluster"),
  ),
  rule("Azure.AKS.LocalAccounts", "No local accounts", enforced("local-accounts-disabled")),
  rule("Azure.AKS.ManagedAAD", "People sign in by Entra ID", enforced("local-accounts-disabled")),
  rule(
    "Azure.AKS.ManagedIdentity",
    "The cluster acts by managed identities",
    enforced("managed-identity-only", "workload-identity-federation"),
  ),
  rule("Azure.AKS.NetworkPolicy", "An engine for network policies", enforced("network-policy-engine")),
  rule("Azure.AKS.NodeAutoUpgrade", "Nodes get security updates by themselves", enforced("node-os-upgrades")),
  rule(
    "Azure.AKS.SecretStore",
    "Secrets come from Key Vault by the CSI driver",
    enforced("secret-rotation-enabled", "mek-synced-from-key-vault"),
  ),
  rule("Azure.AKS.SecretStoreRotation", "The driver fetches replaced secrets", enforced("secret-rotation-enabled")),
  rule("Azure.AKS.UseRBAC", "Kubernetes' own RBAC is on", held(CLUSTER, "enableRBAC: true")),
];

const data: readonly Rule[] = [
  rule("Azure.Storage.BlobAccessType", "Containers are private", enforced("public-network-access-disabled")),
  rule("Azure.Storage.BlobPublicAccess", "No container can be public", enforced("public-network-access-disabled")),
  rule(
    "Azure.Storage.DefenderCloud",
    "Defender watches the account",
    open("Could be switched on for each account; nothing does. Whoever owns the subscription may have the plan"),
  ),
  rule(
    "Azure.Storage.Defender.MalwareScan",
    "What is uploaded is scanned for malware",
    open("Part of the same plan, paid by what is uploaded; nothing switches it on"),
  ),
  rule(
    "Azure.Storage.Firewall",
    "Networks are denied by default",
    enforced("public-network-access-disabled", "state-store-hardened"),
  ),
  rule(
    "Azure.Storage.LocalAuth",
    "No account keys",
    enforced("storage-shared-key-disabled", "no-storage-keys-in-workloads", "state-store-hardened"),
  ),
  rule("Azure.Storage.MinTLS", "TLS 1.2 or later", enforced("tls-1-2-minimum", "state-store-hardened")),
  rule("Azure.Storage.SecureTransfer", "HTTPS only", enforced("tls-1-2-minimum")),
  rule("Azure.KeyVault.AccessPolicy", "No access policy grants everything", enforced("key-vault-hardened")),
  rule("Azure.KeyVault.AutoRotationPolicy", "Keys are replaced by themselves", enforced("secret-rotation-enabled")),
  rule("Azure.KeyVault.Firewall", "Networks are denied by default", enforced("key-vault-hardened")),
  rule("Azure.KeyVault.Logs", "Reads of secrets are logged", enforced("audit-logs-collected")),
  rule("Azure.KeyVault.RBAC", "Roles instead of access policies", enforced("key-vault-hardened")),
  rule("Azure.PostgreSQL.AAD", "An administrator of Entra ID", enforced("postgres-entra-administrator[entra]")),
  rule("Azure.PostgreSQL.AADOnly", "Nobody signs in by password", enforced("postgres-entra-administrator[password]")),
  rule(
    "Azure.PostgreSQL.AllowAzureAccess",
    "Azure's other customers are not let in",
    enforced("public-network-access-disabled"),
  ),
  rule(
    "Azure.PostgreSQL.DefenderCloud",
    "Defender watches the server",
    open("The rule knows single servers; a flexible server has the like, and nothing switches it on"),
  ),
  rule(
    "Azure.PostgreSQL.FirewallIPRange",
    "Few public addresses are let in",
    enforced("public-network-access-disabled"),
  ),
  rule("Azure.PostgreSQL.FirewallRuleCount", "Few firewall rules", enforced("public-network-access-disabled")),
  rule("Azure.PostgreSQL.MinTLS", "TLS 1.2 or later", enforced("postgres-encrypted-transport")),
  rule("Azure.PostgreSQL.UseSSL", "Encrypted connections only", enforced("postgres-encrypted-transport")),
  rule("Azure.RedisEnterprise.MinTLS", "TLS 1.2 or later", enforced("tls-1-2-minimum", "redis-private-and-encrypted")),
];

const services: readonly Rule[] = [
  rule("Azure.ML.ComputeVnet", "Computes stand in the network", enforced("no-public-ip-on-nodes")),
  rule("Azure.ML.DisableLocalAuth", "Computes have no logins of their own", enforced("local-accounts-disabled")),
  rule("Azure.ML.PublicAccess", "The workspace is closed to the internet", enforced("public-network-access-disabled")),
  rule("Azure.ML.UserManagedIdentity", "The workspace acts by an identity of ours", enforced("managed-identity-only")),
  rule("Azure.ACR.AdminUser", "No administrator with a password", enforced("local-accounts-disabled")),
  rule("Azure.ACR.AnonymousAccess", "Nobody pulls without a name", enforced("local-accounts-disabled")),
  rule("Azure.ACR.ContainerScan", "Images are scanned for known weaknesses", SCANNING),
  rule("Azure.ACR.ExportPolicy", "Images cannot be exported", held(REGISTRY, 'exportPolicy: { status: "disabled" }')),
  rule("Azure.ACR.Firewall", "The registry is closed to the internet", enforced("public-network-access-disabled")),
  rule("Azure.ACR.ImageHealth", "No image has known weaknesses", runTimeOnly("Results of scans are in no program")),
  rule(
    "Azure.ACR.ReplicaLocation",
    "Copies of images stay in allowed regions",
    notApplicable("The registry has no copies in other regions"),
  ),
  rule("Azure.Automation.AuditLogs", "The account's audit logs are collected", enforced("audit-logs-collected")),
  rule(
    "Azure.Automation.EncryptVariables",
    "Variables are encrypted",
    notApplicable("The account has no variables: runbooks get ids as parameters, and secrets from the vault"),
  ),
  rule("Azure.Automation.ManagedIdentity", "Runbooks act by a managed identity", enforced("managed-identity-only")),
  rule("Azure.Automation.WebHookExpiry", "Web hooks end", notApplicable("The account has no web hooks")),
  rule("Azure.AppInsights.LocalAuth", "No telemetry by key", enforced("local-accounts-disabled")),
  rule(
    "Azure.Log.ReplicaLocation",
    "Copies of logs stay in allowed regions",
    notApplicable("The workspace has no copies in other regions"),
  ),
];

const access: readonly Rule[] = [
  rule(
    "Azure.RBAC.CoAdministrator",
    "No classic administrators",
    runTimeOnly("Classic administrators are no resource; they are found in the subscription alone"),
  ),
  rule("Azure.RBAC.LimitMGDelegation", "Few rights by management groups", enforced("role-assignment-least-privilege")),
  rule("Azure.RBAC.LimitOwner", "Few owners", enforced("role-assignment-least-privilege")),
  rule("Azure.RBAC.PIM", "Strong roles are asked for when needed", enforced("role-assignment-least-privilege")),
  rule("Azure.RBAC.UseGroups", "Roles go to groups", enforced("assign-to-groups")),
  rule(
    "Azure.RBAC.UseRGDelegation",
    "Roles are granted on resource groups, not on resources",
    notApplicable("The opposite is wanted here: each role on the one resource that needs it (E-3)"),
  ),
  rule(
    "Azure.Policy.WaiverExpiry",
    "Exemptions of Azure Policy end",
    notApplicable("The stack makes none; waivers of this pack have to end (waivers.md)"),
  ),
  rule(
    "Azure.Resource.AllowedRegions",
    "Resources stand in allowed regions",
    held("conventions/placement.ts", "readonly location: string", "One region, given by `location`"),
  ),
];

const network: readonly Rule[] = [
  rule("Azure.NSG.AnyInboundSource", "No rule lets anybody in", enforced("nsg-explicit-rules")),
  rule(
    "Azure.NSG.LateralTraversal",
    "Workloads open no remote desktops or shells",
    held("network/security-rules.ts", 'deny("Outbound")'),
  ),
  rule("Azure.VNET.FirewallSubnet", "A firewall filters the network's traffic", enforced("egress-through-firewall")),
  rule("Azure.VNET.PrivateSubnet", "No default outbound access", enforced("no-default-outbound-access")),
  rule("Azure.VNET.UseNSGs", "Every subnet has a security group", enforced("subnet-own-nsg")),
  rule("Azure.Firewall.Mode", "A classic firewall denies known bad addresses", enforced("firewall-allow-list")),
  rule("Azure.Firewall.PolicyMode", "The policy denies known bad addresses", enforced("firewall-allow-list")),
  rule(
    "Azure.PublicIP.IsAttached",
    "No public address is left over",
    held("network/firewall.ts", "publicIPAddress: { id: this.address.id }", "Whoever uses an address makes it"),
  ),
];

const subscription: readonly Rule[] = [
  rule("Azure.Defender.Api", "Defender for APIs", UNUSED_SERVICE),
  rule("Azure.Defender.AppServices", "Defender for App Service", UNUSED_SERVICE),
  rule("Azure.Defender.Arm", "Defender for Resource Manager", PLAN),
  rule("Azure.Defender.Containers", "Defender for Containers", PLAN),
  rule("Azure.Defender.CosmosDb", "Defender for Cosmos DB", UNUSED_SERVICE),
  rule("Azure.Defender.Cspm", "Defender's posture management", PLAN),
  rule("Azure.Defender.Dns", "Defender for DNS", PLAN),
  rule("Azure.Defender.KeyVault", "Defender for Key Vault", PLAN),
  rule("Azure.Defender.OssRdb", "Defender for open-source databases", PLAN),
  rule("Azure.Defender.SecurityContact", "Somebody is told of alerts", PLAN),
  rule("Azure.Defender.Servers", "Defender for Servers", PLAN),
  rule("Azure.Defender.SQL", "Defender for Azure SQL", UNUSED_SERVICE),
  rule("Azure.Defender.SQLOnVM", "Defender for SQL on machines", UNUSED_SERVICE),
  rule("Azure.Defender.Storage", "Defender for Storage", PLAN),
  rule("Azure.Defender.Storage.MalwareScan", "Scans of what is uploaded", PLAN),
  rule("Azure.DefenderCloud.ActiveAlerts", "No alert waits", runTimeOnly("Alerts are in no program")),
  rule("Azure.DefenderCloud.Provisioning", "Agents are installed by themselves", PLAN),
  rule("Azure.Deployment.AdminUsername", "No administrator's name in a template", TEMPLATE),
  rule("Azure.Deployment.OuterSecret", "No secret in an outer template", TEMPLATE),
  rule("Azure.Deployment.OutputSecretValue", "No secret among a template's outputs", TEMPLATE),
  rule("Azure.Deployment.SecretLeak", "No secret in a plain parameter", TEMPLATE),
  rule("Azure.Deployment.SecureParameter", "Sensitive parameters are secure", TEMPLATE),
  rule("Azure.Deployment.SecureValue", "Secret properties come from secure parameters", TEMPLATE),
];

/** Of other pillars, or of services that others may use. */
const beyond: readonly Rule[] = [
  rule("Azure.AKS.Version", "A version of Kubernetes that is maintained", enforced("cluster-upgrades")),
  rule(
    "Azure.KeyVault.PurgeProtect",
    "Nothing in a vault can be purged",
    enforced("key-vault-hardened", "backup-and-recovery"),
  ),
  rule(
    "Azure.KeyVault.SoftDelete",
    "What a vault held can be brought back",
    enforced("key-vault-hardened", "backup-and-recovery"),
  ),
  rule("Azure.Redis.MinTLS", "TLS 1.2 or later", enforced("tls-1-2-minimum", "redis-private-and-encrypted")),
  rule("Azure.Redis.NonSslPort", "No port without TLS", enforced("tls-1-2-minimum", "redis-private-and-encrypted")),
  rule(
    "Azure.Redis.PublicNetworkAccess",
    "Closed to the internet",
    enforced("public-network-access-disabled", "redis-private-and-encrypted"),
  ),
  rule(
    "Azure.Storage.ContainerSoftDelete",
    "Deleted containers can be brought back",
    enforced("backup-and-recovery", "state-store-hardened"),
  ),
  rule(
    "Azure.Storage.SoftDelete",
    "Deleted blobs can be brought back",
    enforced("backup-and-recovery", "state-store-hardened"),
  ),
];

export const psrule: Yardstick = {
  title: "PSRule for Azure",
  scope:
    "Baseline GA_2026_03 (release 1.48), pillar security, for the types of resources that the platform has, the subscription's Defender plans, and deployments.",
  references: "psrule",
  rules: [...cluster, ...data, ...services, ...access, ...network, ...subscription],
  beyond,
};

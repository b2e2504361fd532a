/*
 * Ids of the rules that docs/yardsticks.md has to have, by the title of the yardstick, written out from the sources: PSRule's
 * docs/en/baselines at release 1.48, the Pod Security Standards, kubescape's cis-aks-t1.8.0, Pulumi's documentation of its
 * packs, kube-linter's internal/defaultchecks, Checkov's checks of Azure.
 */

const all = (prefix: string, names: string): readonly string[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => prefix + name);

export const YARDSTICK_IDS: Readonly<Record<string, readonly string[]>> = {
  "PSRule for Azure": [
    ...all(
      "Azure.AKS.",
      `AuditLogs AuthorizedIPs AutoUpgrade AzurePolicyAddOn AzureRBAC DefenderProfile HttpAppRouting LocalAccounts ManagedAAD
       ManagedIdentity NetworkPolicy NodeAutoUpgrade SecretStore SecretStoreRotation UseRBAC`,
    ),
    ...all(
      "Azure.Storage.",
      `BlobAccessType BlobPublicAccess DefenderCloud Defender.MalwareScan Firewall LocalAuth MinTLS SecureTransfer`,
    ),
    ...all("Azure.KeyVault.", "AccessPolicy AutoRotationPolicy Firewall Logs RBAC"),
    ...all(
      "Azure.PostgreSQL.",
      "AAD AADOnly AllowAzureAccess DefenderCloud FirewallIPRange FirewallRuleCount MinTLS UseSSL",
    ),
    "Azure.RedisEnterprise.MinTLS",
    ...all("Azure.ML.", "ComputeVnet DisableLocalAuth PublicAccess UserManagedIdentity"),
    ...all("Azure.ACR.", "AdminUser AnonymousAccess ContainerScan ExportPolicy Firewall ImageHealth ReplicaLocation"),
    ...all("Azure.Automation.", "AuditLogs EncryptVariables ManagedIdentity WebHookExpiry"),
    ...all("Azure.RBAC.", "CoAdministrator LimitMGDelegation LimitOwner PIM UseGroups UseRGDelegation"),
    ...all("Azure.NSG.", "AnyInboundSource LateralTraversal"),
    ...all("Azure.VNET.", "FirewallSubnet PrivateSubnet UseNSGs"),
    ...all("Azure.Firewall.", "Mode PolicyMode"),
    ...all("Azure.", "PublicIP.IsAttached Log.ReplicaLocation AppInsights.LocalAuth"),
    ...all("Azure.", "Resource.AllowedRegions Policy.WaiverExpiry"),
    ...all(
      "Azure.Defender.",
      `Api AppServices Arm Containers CosmosDb Cspm Dns KeyVault OssRdb SecurityContact Servers SQL SQLOnVM Storage
       Storage.MalwareScan`,
    ),
    ...all("Azure.DefenderCloud.", "ActiveAlerts Provisioning"),
    ...all("Azure.Deployment.", "AdminUsername OuterSecret OutputSecretValue SecretLeak SecureParameter SecureValue"),
  ],
  "Pod Security Standards": [
    "baseline: HostProcess: pod and container: securityContext.windowsOptions.hostProcess",
    "baseline: Host Namespaces: hostNetwork",
    "baseline: Host Namespaces: hostPID",
    "baseline: Host Namespaces: hostIPC",
    "baseline: Privileged Containers: container: securityContext.privileged",
    "baseline: Capabilities: container: securityContext.capabilities.add",
    "baseline: HostPath Volumes: volumes[*].hostPath",
    "baseline: Host Ports: container: ports[*].hostPort",
    "baseline: Host Probes / Lifecycle Hooks: container: livenessProbe, readinessProbe, startupProbe: host",
    "baseline: Host Probes / Lifecycle Hooks: container: lifecycle.postStart, lifecycle.preStop: host",
    "baseline: AppArmor: pod and container: securityContext.appArmorProfile.type",
    "baseline: AppArmor: annotation container.apparmor.security.beta.kubernetes.io/*",
    "baseline: SELinux: pod and container: securityContext.seLinuxOptions.type",
    "baseline: SELinux: pod and container: securityContext.seLinuxOptions.user",
    "baseline: SELinux: pod and container: securityContext.seLinuxOptions.role",
    "baseline: /proc Mount Type: container: securityContext.procMount",
    "baseline: Seccomp: pod and container: securityContext.seccompProfile.type",
    "baseline: Sysctls: securityContext.sysctls[*].name",
    "restricted: Volume Types: volumes[*]",
    "restricted: Privilege Escalation: container: securityContext.allowPrivilegeEscalation",
    "restricted: Running as Non-root: pod or container: securityContext.runAsNonRoot",
    "restricted: Running as Non-root user: pod and container: securityContext.runAsUser",
    "restricted: Seccomp: pod or container: securityContext.seccompProfile.type",
    "restricted: Capabilities: container: securityContext.capabilities.drop",
    "restricted: Capabilities: container: securityContext.capabilities.add",
  ],
  "CIS Azure Kubernetes Service benchmark": [
    "2.1.1",
    ...all("3.1.", "1 2 3 4"),
    ...all("3.2.", "1 2 3 4 5 6 7 8 9 10 11"),
    ...all("4.1.", "1 2 3 4 5 6 9 10 11 12"),
    ...all("4.2.", "1 2 3 4 5 6 7 8"),
    ...all("4.", "4.1 4.2 5.1 5.2 7.1 7.2 7.3"),
    ...all("5.", "1.1 1.2 1.3 1.4 2.1 2.2 3.1 4.1 4.2 4.3 4.4 4.5 5.1 6.1 6.2"),
  ],
  "Pulumi's pack CIS Kubernetes, Azure (AKS)": [
    ...all(
      "k8s-",
      `cluster-admin-role-binding-minimized rbac-secret-access-minimized rbac-wildcard-use-minimized
       rbac-create-pods-minimized default-service-accounts-not-used service-account-token-mounted-minimized
       pod-security-privileged-containers-minimized pod-security-host-pid-minimized pod-security-host-ipc-minimized
       pod-security-host-network-minimized pod-security-allow-privilege-escalation-minimized
       namespaces-network-policies-defined secrets-as-files-not-env-vars resource-namespace-boundaries
       pod-security-context-applied default-namespace-not-used`,
    ),
    ...all(
      "aks-",
      `cluster-audit-logging-enabled defender-container-scanning-enabled acr-readonly-access approved-registries-only
       dedicated-service-accounts secrets-encryption-enabled cluster-endpoint-restrict-public-access
       private-endpoint-enabled private-nodes-enabled network-policy-enabled load-balancer-tls-encryption
       azure-ad-integration-enabled azure-rbac-enabled`,
    ),
    "acr-user-access-minimized",
  ],
  "kube-linter": all(
    "",
    `dangling-service deprecated-service-account-field docker-sock drop-net-raw-capability duplicate-env-var env-var-secret
     host-ipc host-network host-pid invalid-target-ports job-ttl-seconds-after-finished latest-tag liveness-port
     mismatching-selector no-anti-affinity no-extensions-v1beta no-read-only-root-fs non-existent-service-account
     pdb-max-unavailable pdb-min-available privilege-escalation-container privileged-container readiness-port
     run-as-non-root sensitive-host-mounts ssh-port startup-port unsafe-sysctls unset-cpu-requirements
     unset-memory-requirements pdb-unhealthy-pod-eviction-policy`,
  ),
  Checkov: [
    ...all("CKV_AZURE_", "4 5 6 7 8 115 116 117 141 143 168 169 170 171 172 226 227 232 246"),
    ...all("CKV_AZURE_", "3 33 34 35 36 43 44 59 64 190 206 244 250"),
    ...all("CKV_AZURE_", "40 41 42 109 110 111 112 114 189"),
    ...all("CKV_AZURE_", "11 29 30 31 32 68 102 128 130 136 146 147"),
    ...all("CKV_AZURE_", "89 91 148 230"),
    ...all("CKV_AZURE_", "142 144 150 243"),
    ...all("CKV_AZURE_", "137 138 139 163 164 165 166 167 233 237"),
    ...all("CKV_AZURE_", "12 77 118 182 183 216 219 220"),
    ...all("CKV_AZURE_", "73 39"),
    ...all("CKV2_AZURE_", "29 1 8 20 21 33 38 40 41 47 32 6 17 26 42 57 49 50 30 31 24 36"),
  ],
};

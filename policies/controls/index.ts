import type { Control } from "../framework/control";
import { actionsPinned } from "./baseline/actions-pinned";
import { backupAndRecovery } from "./baseline/backup-and-recovery";
import { clusterUpgrades } from "./baseline/cluster-upgrades";
import { diskEncryption } from "./baseline/disk-encryption";
import { imagesFromApprovedRegistries } from "./baseline/images-from-approved-registries";
import { imagesPinned } from "./baseline/images-pinned";
import { keyVaultHardened } from "./baseline/key-vault-hardened";
import { localAccountsDisabled } from "./baseline/local-accounts-disabled";
import { managedIdentityOnly } from "./baseline/managed-identity-only";
import { noDefaultNamespace } from "./baseline/no-default-namespace";
import { noPublicIpOnNodes } from "./baseline/no-public-ip-on-nodes";
import { nodeOsUpgrades } from "./baseline/node-os-upgrades";
import { podSecurityLabels } from "./baseline/pod-security-labels";
import { podSecurityRestricted } from "./baseline/pod-security-restricted";
import { privateCluster } from "./baseline/private-cluster";
import { privateEndpointsForDataServices } from "./baseline/private-endpoints-for-data-services";
import { publicNetworkAccessDisabled } from "./baseline/public-network-access-disabled";
import { rbacNoClusterAdmin } from "./baseline/rbac-no-cluster-admin";
import { rbacNoWildcard } from "./baseline/rbac-no-wildcard";
import { resourceLimits } from "./baseline/resource-limits";
import { secretsAsFiles } from "./baseline/secrets-as-files";
import { serviceAccountTokenMount } from "./baseline/service-account-token-mount";
import { tls12Minimum } from "./baseline/tls-1-2-minimum";
import { workloadIdentityFederation } from "./baseline/workload-identity-federation";
import { egressThroughFirewall } from "./denial-of-service/egress-through-firewall";
import { firewallAllowList } from "./denial-of-service/firewall-allow-list";
import { flowLogsCollected } from "./denial-of-service/flow-logs-collected";
import { namespaceDefaultDeny } from "./denial-of-service/namespace-default-deny";
import { networkPolicyEngine } from "./denial-of-service/network-policy-engine";
import { networkPolicyNotAllowAll } from "./denial-of-service/network-policy-not-allow-all";
import { noDefaultOutboundAccess } from "./denial-of-service/no-default-outbound-access";
import { nsgExplicitRules } from "./denial-of-service/nsg-explicit-rules";
import { osmoRateLimit } from "./denial-of-service/osmo-rate-limit";
import { privateEndpointSubnetPolicies } from "./denial-of-service/private-endpoint-subnet-policies";
import { subnetOwnNsg } from "./denial-of-service/subnet-own-nsg";
import { accessProfileSize } from "./elevation-of-privilege/access-profile-size";
import { assignToGroups } from "./elevation-of-privilege/assign-to-groups";
import { automationLeastPrivilege } from "./elevation-of-privilege/automation-least-privilege";
import { customRoleNoWildcard } from "./elevation-of-privilege/custom-role-no-wildcard";
import { githubFederationScoped } from "./elevation-of-privilege/github-federation-scoped";
import { roleAssignmentLeastPrivilege } from "./elevation-of-privilege/role-assignment-least-privilege";
import { secretRotationEnabled } from "./elevation-of-privilege/secret-rotation-enabled";
import { tokenExpiry } from "./elevation-of-privilege/token-expiry";
import { tokenRotationScheduled } from "./elevation-of-privilege/token-rotation-scheduled";
import { workflowLeastPrivilege } from "./elevation-of-privilege/workflow-least-privilege";
import { credentialRedactionInjected } from "./information-disclosure/credential-redaction-injected";
import { datastoreIdentityAccess } from "./information-disclosure/datastore-identity-access";
import { noCredentialsInEnvironment } from "./information-disclosure/no-credentials-in-environment";
import { noStorageKeysInWorkloads } from "./information-disclosure/no-storage-keys-in-workloads";
import { redisAccessKeysDisabled } from "./information-disclosure/redis-access-keys-disabled";
import { redisPrivateAndEncrypted } from "./information-disclosure/redis-private-and-encrypted";
import { storageSharedKeyDisabled } from "./information-disclosure/storage-shared-key-disabled";
import { vpnEntraAuthentication } from "./information-disclosure/vpn-entra-authentication";
import { vpnSharedKeyProtected } from "./information-disclosure/vpn-shared-key-protected";
import { workloadPrivateTmp } from "./information-disclosure/workload-private-tmp";
import { workloadReadOnlyRoot } from "./information-disclosure/workload-read-only-root";
import { auditLogsCollected } from "./repudiation/audit-logs-collected";
import { telemetryRedaction } from "./repudiation/telemetry-redaction";
import { workloadLogLevel } from "./repudiation/workload-log-level";
import { osmoApiBehindGateway } from "./spoofing/osmo-api-behind-gateway";
import { osmoGatewayAuthentication } from "./spoofing/osmo-gateway-authentication";
import { osmoGatewayPrivate } from "./spoofing/osmo-gateway-private";
import { osmoRolesLeastPrivilege } from "./spoofing/osmo-roles-least-privilege";
import { osmoTokenLogin } from "./spoofing/osmo-token-login";
import { postgresDedicatedLogin } from "./spoofing/postgres-dedicated-login";
import { postgresEncryptedTransport } from "./spoofing/postgres-encrypted-transport";
import { postgresEntraAdministrator } from "./spoofing/postgres-entra-administrator";
import { etcdEncryptedWithCustomerKey } from "./tampering/etcd-encrypted-with-customer-key";
import { inferenceEndpointPrivate } from "./tampering/inference-endpoint-private";
import { inferenceTlsRequired } from "./tampering/inference-tls-required";
import { mekOutsideConfigMap } from "./tampering/mek-outside-configmap";
import { mekSyncedFromKeyVault } from "./tampering/mek-synced-from-key-vault";
import { stateBackendRemote } from "./tampering/state-backend-remote";
import { stateSecretsEncrypted } from "./tampering/state-secrets-encrypted";
import { stateStoreHardened } from "./tampering/state-store-hardened";

/** Every control of the pack, in the order of their files. `npm run new-control` adds to it. */
export const controls: readonly Control[] = [
  actionsPinned,
  backupAndRecovery,
  clusterUpgrades,
  diskEncryption,
  imagesFromApprovedRegistries,
  imagesPinned,
  keyVaultHardened,
  localAccountsDisabled,
  managedIdentityOnly,
  noDefaultNamespace,
  noPublicIpOnNodes,
  nodeOsUpgrades,
  podSecurityLabels,
  podSecurityRestricted,
  privateCluster,
  privateEndpointsForDataServices,
  publicNetworkAccessDisabled,
  rbacNoClusterAdmin,
  rbacNoWildcard,
  resourceLimits,
  secretsAsFiles,
  serviceAccountTokenMount,
  tls12Minimum,
  workloadIdentityFederation,
  egressThroughFirewall,
  firewallAllowList,
  flowLogsCollected,
  namespaceDefaultDeny,
  networkPolicyEngine,
  networkPolicyNotAllowAll,
  noDefaultOutboundAccess,
  nsgExplicitRules,
  osmoRateLimit,
  privateEndpointSubnetPolicies,
  subnetOwnNsg,
  accessProfileSize,
  assignToGroups,
  automationLeastPrivilege,
  customRoleNoWildcard,
  githubFederationScoped,
  roleAssignmentLeastPrivilege,
  secretRotationEnabled,
  tokenExpiry,
  tokenRotationScheduled,
  workflowLeastPrivilege,
  credentialRedactionInjected,
  datastoreIdentityAccess,
  noCredentialsInEnvironment,
  noStorageKeysInWorkloads,
  redisAccessKeysDisabled,
  redisPrivateAndEncrypted,
  storageSharedKeyDisabled,
  vpnEntraAuthentication,
  vpnSharedKeyProtected,
  workloadPrivateTmp,
  workloadReadOnlyRoot,
  auditLogsCollected,
  telemetryRedaction,
  workloadLogLevel,
  osmoApiBehindGateway,
  osmoGatewayAuthentication,
  osmoGatewayPrivate,
  osmoRolesLeastPrivilege,
  osmoTokenLogin,
  postgresDedicatedLogin,
  postgresEncryptedTransport,
  postgresEntraAdministrator,
  etcdEncryptedWithCustomerKey,
  inferenceEndpointPrivate,
  inferenceTlsRequired,
  mekOutsideConfigMap,
  mekSyncedFromKeyVault,
  stateBackendRemote,
  stateSecretsEncrypted,
  stateStoreHardened,
];

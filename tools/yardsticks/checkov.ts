import { SCANNING } from "./standings";
import { enforced, held, notApplicable, open, rule } from "./yardstick";
import type { Rule, Yardstick } from "./yardstick";

const CLUSTER = "compute/cluster.ts";
const STORAGE = "data/object-storage.ts";
const VAULT = "vault/key-vault.ts";
const PARAMETERS = "data/postgres-parameters.ts";
const REGISTRY = "registry/container-registry.ts";
const NO_SYNC = notApplicable("The platform has no Storage Sync Service");
const BLOBS = "The platform keeps blobs and files, no queues and no tables";
const SINGLE_SERVER = "Of single servers, which Azure retired";
const CHOSEN = "Where `customerManagedKeys` asks for it, as in production";

const cluster: readonly Rule[] = [
  rule("CKV_AZURE_4", "Logs of the cluster go to Azure Monitor", held(CLUSTER, "omsagent: {")),
  rule("CKV_AZURE_5", "RBAC is on", held(CLUSTER, "enableRBAC: true")),
  rule("CKV_AZURE_6", "The API server takes listed addresses only", enforced("private-cluster")),
  rule("CKV_AZURE_7", "An engine for network policies", enforced("network-policy-engine")),
  rule("CKV_AZURE_8", "No dashboard", notApplicable("Azure took the add-on away with Kubernetes 1.19")),
  rule("CKV_AZURE_115", "The cluster is private", enforced("private-cluster")),
  rule("CKV_AZURE_116", "Azure Policy's add-on is on", held(CLUSTER, "azurepolicy: { enabled: true }")),
  rule("CKV_AZURE_117", "Disks are encrypted with a key of ours", held(CLUSTER, "diskEncryptionSetID", CHOSEN)),
  rule("CKV_AZURE_141", "No local administrator", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_143", "Nodes have no public address", enforced("no-public-ip-on-nodes")),
  rule(
    "CKV_AZURE_168",
    "Nodes take 50 pods or more",
    held(CLUSTER, 'networkPluginMode: "overlay"', "Azure's default there is 250"),
  ),
  rule("CKV_AZURE_169", "Nodes are scale sets", held(CLUSTER, 'type: "VirtualMachineScaleSets"')),
  rule("CKV_AZURE_170", "A paid tier", held(CLUSTER, 'tier: "Standard"')),
  rule("CKV_AZURE_171", "The cluster follows an upgrade channel", enforced("cluster-upgrades")),
  rule("CKV_AZURE_172", "The CSI driver fetches replaced secrets", enforced("secret-rotation-enabled")),
  rule(
    "CKV_AZURE_226",
    "Disks of the system are ephemeral",
    held(CLUSTER, 'osDiskType: "Ephemeral"', "On GPU nodes where the size has room"),
  ),
  rule("CKV_AZURE_227", "Machines encrypt temporary disks and caches", enforced("disk-encryption")),
  rule("CKV_AZURE_232", "System nodes run critical pods only", held(CLUSTER, "CriticalAddonsOnly=true:NoSchedule")),
  rule(
    "CKV_AZURE_246",
    "HTTP application routing is off",
    notApplicable("Off unless asked for, and Azure gives it to no new cluster"),
  ),
  rule("CKV2_AZURE_29", "Azure's network plugin", held(CLUSTER, 'networkPlugin: "azure"')),
];

const storage: readonly Rule[] = [
  rule("CKV_AZURE_3", "HTTPS only", enforced("tls-1-2-minimum")),
  rule("CKV_AZURE_33", "Requests to queues are logged", notApplicable(BLOBS)),
  rule("CKV_AZURE_34", "Containers are private", enforced("public-network-access-disabled")),
  rule("CKV_AZURE_35", "Networks are denied by default", enforced("public-network-access-disabled")),
  rule(
    "CKV_AZURE_36",
    "Azure's own services are let in",
    notApplicable(
      "They come by private endpoints; only the account that Azure itself writes flow logs to lets them past",
    ),
  ),
  rule("CKV_AZURE_43", "Names follow Azure's rules", held("conventions/names.ts", "storageAccount: {")),
  rule("CKV_AZURE_44", "TLS 1.2 or later", enforced("tls-1-2-minimum", "state-store-hardened")),
  rule("CKV_AZURE_59", "No public access", enforced("public-network-access-disabled", "state-store-hardened")),
  rule("CKV_AZURE_64", "File Sync is closed to the internet", NO_SYNC),
  rule("CKV_AZURE_190", "No container can be public", enforced("public-network-access-disabled")),
  rule(
    "CKV_AZURE_206",
    "Data is copied to a second region",
    open("The operator's choice (`storageRedundancy`): production has Standard_GZRS, development Standard_LRS"),
  ),
  rule("CKV_AZURE_244", "No local users", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_250", "Storage Sync Service is not open to everybody", NO_SYNC),
  rule("CKV2_AZURE_1", "Critical data is encrypted with a key of ours", held(STORAGE, "keyVaultProperties: {", CHOSEN)),
  rule(
    "CKV2_AZURE_8",
    "The container of the activity log is private",
    notApplicable("No activity log goes to a container"),
  ),
  rule("CKV2_AZURE_20", "Reads of tables are logged", notApplicable(BLOBS)),
  rule("CKV2_AZURE_21", "Reads of blobs are logged", enforced("audit-logs-collected")),
  rule("CKV2_AZURE_33", "A private endpoint", enforced("private-endpoints-for-data-services")),
  rule("CKV2_AZURE_38", "Deleted blobs can be brought back", enforced("backup-and-recovery", "state-store-hardened")),
  rule(
    "CKV2_AZURE_40",
    "No account keys",
    enforced("storage-shared-key-disabled", "no-storage-keys-in-workloads", "state-store-hardened"),
  ),
  rule(
    "CKV2_AZURE_41",
    "Shared access signatures end",
    notApplicable("None can be signed without account keys but those of an identity, which end within seven days"),
  ),
  rule("CKV2_AZURE_47", "No anonymous access", enforced("public-network-access-disabled")),
];

const vault: readonly Rule[] = [
  rule("CKV_AZURE_40", "Keys end", held(VAULT, 'expiryTime: "P2Y"')),
  rule("CKV_AZURE_41", "Secrets end", enforced("token-expiry")),
  rule("CKV_AZURE_42", "The vault can be recovered", enforced("key-vault-hardened")),
  rule("CKV_AZURE_109", "The vault has a firewall", enforced("key-vault-hardened")),
  rule("CKV_AZURE_110", "Nothing in it can be purged", enforced("key-vault-hardened")),
  rule("CKV_AZURE_111", "What it held can be brought back", enforced("key-vault-hardened")),
  rule(
    "CKV_AZURE_112",
    "Keys stand in hardware",
    held(VAULT, '"RSA-HSM"', "Where `vaultSku` is premium, as in production"),
  ),
  rule("CKV_AZURE_114", "Secrets say what they are", held(VAULT, "contentType: description")),
  rule("CKV_AZURE_189", "Closed to the internet", enforced("public-network-access-disabled")),
  rule("CKV2_AZURE_32", "A private endpoint", enforced("private-endpoints-for-data-services")),
];

const databases: readonly Rule[] = [
  rule("CKV_AZURE_11", "Not everybody is let in", enforced("public-network-access-disabled")),
  rule("CKV_AZURE_29", "Encrypted connections only", enforced("postgres-encrypted-transport")),
  rule("CKV_AZURE_30", "Checkpoints are logged", held(PARAMETERS, 'log_checkpoints: "on"')),
  rule("CKV_AZURE_31", "Connections are logged", held(PARAMETERS, 'log_connections: "on"')),
  rule("CKV_AZURE_32", "Connections are throttled", held(PARAMETERS, '"connection_throttle.enable": "on"')),
  rule("CKV_AZURE_68", "Closed to the internet", enforced("public-network-access-disabled")),
  rule("CKV_AZURE_102", "Backups are copied to a second region", notApplicable(`${SINGLE_SERVER}; see CKV_AZURE_136`)),
  rule("CKV_AZURE_128", "Threats are detected", open("A flexible server has the like, and nothing switches it on")),
  rule("CKV_AZURE_130", "A second layer of encryption", notApplicable(SINGLE_SERVER)),
  rule(
    "CKV_AZURE_136",
    "Backups are copied to a second region",
    open("The operator's choice (`postgresGeoBackup`): production does, development does not"),
  ),
  rule(
    "CKV_AZURE_146",
    "The server keeps its logs",
    notApplicable(`${SINGLE_SERVER}; logs go to Log Analytics and stay`),
  ),
  rule("CKV_AZURE_147", "TLS 1.2 or later", enforced("postgres-encrypted-transport")),
  rule("CKV2_AZURE_6", "Azure's other customers are not let in", enforced("public-network-access-disabled")),
  rule(
    "CKV2_AZURE_17",
    "Data is encrypted with a key of ours",
    open("Possible (`customerManagedKeys: [postgres]`); neither stack asks for it, and Azure's own key is the default"),
  ),
  rule("CKV2_AZURE_26", "Not everybody is let in", enforced("public-network-access-disabled")),
  rule("CKV2_AZURE_42", "A private endpoint", enforced("private-endpoints-for-data-services")),
  rule("CKV2_AZURE_57", "A private endpoint", enforced("private-endpoints-for-data-services")),
  rule(
    "CKV_AZURE_89",
    "Redis is closed to the internet",
    enforced("public-network-access-disabled", "redis-private-and-encrypted"),
  ),
  rule("CKV_AZURE_91", "Redis takes TLS only", enforced("tls-1-2-minimum", "redis-private-and-encrypted")),
  rule("CKV_AZURE_148", "Redis takes TLS 1.2 or later", enforced("tls-1-2-minimum", "redis-private-and-encrypted")),
  rule(
    "CKV_AZURE_230",
    "Redis has a replica",
    held(
      "data/redis.ts",
      "highAvailability: args.highAvailability",
      "Unless `redisHighAvailability` is off, as in development",
    ),
  ),
];

const services: readonly Rule[] = [
  rule("CKV_AZURE_142", "Computes have no logins of their own", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_144", "The workspace is closed to the internet", enforced("public-network-access-disabled")),
  rule(
    "CKV_AZURE_150",
    "Computes shrink to nothing",
    notApplicable("Azure Machine Learning has no cluster of its own here: its compute is the AKS cluster"),
  ),
  rule("CKV_AZURE_243", "A private endpoint", enforced("private-endpoints-for-data-services")),
  rule("CKV2_AZURE_49", "The workspace is not open to everybody", enforced("public-network-access-disabled")),
  rule("CKV2_AZURE_50", "Its storage is closed to the internet", enforced("public-network-access-disabled")),
  rule("CKV_AZURE_137", "No administrator with a password", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_138", "Nobody pulls without a name", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_139", "The registry is closed to the internet", enforced("public-network-access-disabled")),
  rule("CKV_AZURE_163", "Images are scanned for known weaknesses", SCANNING),
  rule(
    "CKV_AZURE_164",
    "Images are signed",
    open(
      "Content Trust, which the check asks for, is being retired by Azure; digests pin what runs (images-pinned), but nobody signs",
    ),
  ),
  rule("CKV_AZURE_165", "Copies in other regions", notApplicable("The platform stands in one region")),
  rule(
    "CKV_AZURE_166",
    "Images wait until they are scanned",
    open("Quarantine needs a scanner that lets images out; the platform has none"),
  ),
  rule(
    "CKV_AZURE_167",
    "Images without a tag are deleted",
    notApplicable("Azure does either this or keeps deleted images for a time; `registryCleanup` chooses"),
  ),
  rule(
    "CKV_AZURE_233",
    "The registry stands in several zones",
    held(REGISTRY, 'zoneRedundancy: args.zoneRedundant ? "Enabled"', "Where `zones` names several, as in production"),
  ),
  rule("CKV_AZURE_237", "Data endpoints of its own", held(REGISTRY, "dataEndpointEnabled: true")),
  rule("CKV2_AZURE_30", "Web hooks go by HTTPS", notApplicable("The registry has no web hooks")),
  rule("CKV_AZURE_73", "Variables are encrypted", notApplicable("The automation account has no variables")),
  rule("CKV2_AZURE_24", "The account is closed to the internet", enforced("public-network-access-disabled")),
  rule("CKV2_AZURE_36", "Runbooks act by a managed identity", enforced("managed-identity-only")),
  rule("CKV_AZURE_39", "No custom role owns a subscription", enforced("custom-role-no-wildcard")),
];

const network: readonly Rule[] = [
  rule("CKV_AZURE_12", "Flow logs are kept for 90 days", enforced("flow-logs-collected")),
  rule("CKV_AZURE_77", "No UDP from the internet", enforced("nsg-explicit-rules")),
  rule(
    "CKV_AZURE_118",
    "No machine forwards packets",
    notApplicable("The program makes no network interface; those of nodes are AKS's"),
  ),
  rule(
    "CKV_AZURE_182",
    "Two name servers",
    notApplicable("The firewall is the name server; behind its one address Azure has several machines"),
  ),
  rule(
    "CKV_AZURE_183",
    "Name servers stand in the network",
    held("network/virtual-network.ts", "dhcpOptions: { dnsServers:"),
  ),
  rule("CKV_AZURE_216", "The firewall denies known bad addresses", enforced("firewall-allow-list")),
  rule("CKV_AZURE_219", "The firewall has a policy", held("network/firewall.ts", "firewallPolicy: { id: policy.id }")),
  rule(
    "CKV_AZURE_220",
    "The firewall stops intrusions",
    held("network/firewall.ts", 'intrusionDetection: { mode: "Deny" }', "In the tier Premium, as in production"),
  ),
  rule("CKV2_AZURE_31", "Subnets have a security group", enforced("subnet-own-nsg")),
];

/** Of Kubernetes, of GitHub, and of resources that others may use. */
const beyond: readonly Rule[] = [
  rule("CKV_AZURE_1", "Machines take no passwords", enforced("local-accounts-disabled")),
  rule("CKV_AZURE_9", "No remote desktop from the internet", enforced("nsg-explicit-rules")),
  rule("CKV_AZURE_10", "No SSH from the internet", enforced("nsg-explicit-rules")),
  rule("CKV_AZURE_97", "Scale sets encrypt where they run", enforced("disk-encryption")),
  rule("CKV_AZURE_119", "Network interfaces have no public address", enforced("no-public-ip-on-nodes")),
  rule("CKV_AZURE_151", "Windows machines encrypt where they run", enforced("disk-encryption")),
  rule("CKV_AZURE_160", "No HTTP from the internet", enforced("nsg-explicit-rules")),
  rule("CKV_AZURE_249", "GitHub's tokens are trusted narrowly", enforced("github-federation-scoped")),
  rule("CKV_K8S_11", "Limits of processor", enforced("resource-limits")),
  rule("CKV_K8S_13", "Limits of memory", enforced("resource-limits")),
  rule("CKV_K8S_14", "No image by the tag latest", enforced("images-pinned")),
  rule("CKV_K8S_16", "No privileged container", enforced("pod-security-restricted[privileged-containers]")),
  rule("CKV_K8S_17", "Not the node's processes", enforced("pod-security-restricted[host-namespaces-pid]")),
  rule("CKV_K8S_18", "Not the node's IPC", enforced("pod-security-restricted[host-namespaces-ipc]")),
  rule("CKV_K8S_19", "Not the node's network", enforced("pod-security-restricted[host-namespaces-network]")),
  rule("CKV_K8S_20", "No privileges are gained", enforced("pod-security-restricted[privilege-escalation]")),
  rule("CKV_K8S_21", "Nothing in the default namespace", enforced("no-default-namespace")),
  rule("CKV_K8S_22", "Root filesystems are read-only", enforced("workload-read-only-root")),
  rule("CKV_K8S_23", "No containers of root", enforced("pod-security-restricted[running-as-non-root]")),
  rule("CKV_K8S_25", "No capabilities are added", enforced("pod-security-restricted[capabilities-add]")),
  rule("CKV_K8S_26", "No ports of the node", enforced("pod-security-restricted[host-ports]")),
  rule("CKV_K8S_27", "No container has the socket of Docker", enforced("pod-security-restricted[host-path-volumes]")),
  rule("CKV_K8S_28", "NET_RAW is dropped", enforced("pod-security-restricted[capabilities-drop]")),
  rule("CKV_K8S_31", "A seccomp profile", enforced("pod-security-restricted[seccomp]")),
  rule("CKV_K8S_35", "Secrets as files, not as variables", enforced("secrets-as-files")),
  rule("CKV_K8S_37", "Capabilities are dropped", enforced("pod-security-restricted[capabilities-drop]")),
  rule("CKV_K8S_38", "Tokens are mounted where they are needed", enforced("service-account-token-mount")),
  rule("CKV_K8S_39", "No CAP_SYS_ADMIN", enforced("pod-security-restricted[capabilities-add]")),
  rule("CKV_K8S_43", "Images are pinned by digest", enforced("images-pinned")),
  rule("CKV_K8S_49", "Few wildcards in roles", enforced("rbac-no-wildcard")),
  rule("CKV_K8S_157", "Few roles may bind roles", enforced("rbac-no-wildcard")),
  rule("CKV_K8S_158", "Few roles may escalate", enforced("rbac-no-wildcard")),
  rule("CKV2_K8S_6", "Network policies select every pod", enforced("namespace-default-deny")),
  rule("CKV_SECRET_6", "No secret in plain text", enforced("no-credentials-in-environment")),
  rule("CKV2_GHA_1", "Workflows may not write everything", enforced("workflow-least-privilege")),
];

export const checkov: Yardstick = {
  title: "Checkov",
  scope: "Its checks of Azure for the services that the platform has, as of August 2026.",
  references: "checkov",
  rules: [...cluster, ...storage, ...vault, ...databases, ...services, ...network],
  beyond,
};

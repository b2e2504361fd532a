import { AZURE, EVIDENCE, KUBERNETES } from "../../../policies/framework/resource-types";
import { withItem } from "./rows";
import type { Row } from "./rows";

const cluster = { type: AZURE.managedCluster } as const;
const rotation = { type: KUBERNETES.cronJob, name: "token-rotation" } as const;
const POD = ["spec", "jobTemplate", "spec", "template", "spec"] as const;
const CONTAINER = [...POD, "containers", 0] as const;

export const baseline: readonly Row[] = [
  {
    control: "managed-identity-only",
    when: "the automation account has no managed identity",
    mutation: { type: AZURE.automationAccount, path: ["identity"], remove: true },
  },
  {
    control: "local-accounts-disabled",
    when: "the cluster has an administrator of its own",
    mutation: { ...cluster, path: ["disableLocalAccounts"], remove: true },
  },
  {
    control: "local-accounts-disabled",
    when: "the registry has an administrator with a password",
    mutation: { type: AZURE.containerRegistry, path: ["adminUserEnabled"], value: true },
  },
  {
    control: "local-accounts-disabled",
    when: "the registry gives images to whoever asks",
    mutation: { type: AZURE.containerRegistry, path: ["anonymousPullEnabled"], value: true },
  },
  {
    control: "local-accounts-disabled",
    when: "the storage account has users of its own",
    mutation: { type: AZURE.storageAccount, name: "storage", path: ["isLocalUserEnabled"], value: true },
  },
  {
    control: "workload-identity-federation",
    when: "a federated credential serves every account of a namespace",
    mutation: {
      type: AZURE.federatedIdentityCredential,
      name: "training-azureml-training",
      path: ["subject"],
      value: "system:serviceaccount:azureml:*",
    },
  },
  {
    control: "key-vault-hardened",
    when: "a vault can be emptied for good",
    mutation: { type: AZURE.keyVault, name: "vault", path: ["properties", "enablePurgeProtection"], remove: true },
  },
  {
    control: "key-vault-hardened",
    when: "access policies decide who reads a vault",
    mutation: {
      type: AZURE.keyVault,
      name: "vault",
      path: ["properties", "enableRbacAuthorization"],
      value: false,
    },
  },
  {
    control: "secrets-as-files",
    when: "a job takes a secret into its environment",
    mutation: {
      ...rotation,
      path: [...CONTAINER, "env"],
      value: withItem({ name: "PASSWORD", valueFrom: { secretKeyRef: { name: "db-secret", key: "db-password" } } }),
    },
  },
  {
    control: "private-endpoints-for-data-services",
    when: "the registry loses its private endpoint",
    mutation: { type: AZURE.privateEndpoint, name: "registry-registry", drop: true },
  },
  {
    control: "private-cluster",
    when: "the API server has a public name",
    mutation: { ...cluster, path: ["apiServerAccessProfile", "enablePrivateCluster"], value: false },
  },
  {
    control: "private-cluster",
    when: "commands get in by Azure's own door",
    mutation: { ...cluster, path: ["apiServerAccessProfile", "disableRunCommand"], remove: true },
  },
  {
    control: "public-network-access-disabled",
    when: "the registry answers on the public internet",
    mutation: { type: AZURE.containerRegistry, path: ["publicNetworkAccess"], remove: true },
  },
  {
    control: "public-network-access-disabled",
    when: "containers of blobs may be opened to everybody",
    mutation: { type: AZURE.storageAccount, name: "storage", path: ["allowBlobPublicAccess"], value: true },
  },
  {
    control: "public-network-access-disabled",
    when: "data sets are read without signing in",
    mutation: { type: AZURE.blobContainer, name: "datasets", path: ["publicAccess"], value: "Blob" },
  },
  {
    control: "no-public-ip-on-nodes",
    when: "GPU nodes get public addresses",
    mutation: { type: AZURE.agentPool, name: "h100", path: ["enableNodePublicIP"], value: true },
  },
  {
    control: "actions-pinned",
    when: "a workflow runs an action by its tag",
    mutation: {
      type: EVIDENCE.repositoryWorkflows,
      path: ["workflows", 0, "jobs", 0, "actions", 0],
      value: { uses: "actions/checkout@v6", pin: "movable" },
    },
  },
  {
    control: "images-from-approved-registries",
    when: "a job's image comes from Docker Hub",
    mutation: {
      ...rotation,
      path: [...CONTAINER, "image"],
      value: (image: unknown) => String(image).replace(/^[^/]+\//, "docker.io/"),
    },
  },
  {
    control: "images-pinned",
    when: "a job's image is known by its tag alone",
    mutation: {
      ...rotation,
      path: [...CONTAINER, "image"],
      value: (image: unknown) => String(image).replace(/@sha256:.*$/, ""),
    },
  },
  {
    control: "tls-1-2-minimum",
    when: "storage takes TLS 1.0",
    mutation: { type: AZURE.storageAccount, name: "storage", path: ["minimumTlsVersion"], value: "TLS1_0" },
  },
  {
    control: "disk-encryption",
    when: "GPU nodes leave their caches unencrypted",
    mutation: { type: AZURE.agentPool, name: "h100", path: ["enableEncryptionAtHost"], remove: true },
  },
  {
    control: "cluster-upgrades",
    when: "nobody upgrades the cluster",
    mutation: { ...cluster, path: ["autoUpgradeProfile", "upgradeChannel"], value: "none" },
  },
  {
    control: "node-os-upgrades",
    when: "nobody patches the nodes",
    mutation: { ...cluster, path: ["autoUpgradeProfile", "nodeOSUpgradeChannel"], value: "None" },
  },
  {
    control: "backup-and-recovery",
    when: "deleted blobs are gone",
    mutation: {
      type: AZURE.blobService,
      name: "storage",
      path: ["deleteRetentionPolicy", "enabled"],
      value: false,
    },
  },
  {
    control: "pod-security-labels",
    when: "a namespace refuses no pod",
    mutation: {
      type: KUBERNETES.namespace,
      name: "osmo-workflows",
      path: ["metadata", "labels", "pod-security.kubernetes.io/enforce"],
      remove: true,
    },
  },
  {
    control: "pod-security-restricted",
    when: "a job may run as root",
    mutation: { ...rotation, path: [...POD, "securityContext", "runAsNonRoot"], remove: true },
  },
  {
    control: "pod-security-restricted",
    when: "a job is on the node's network",
    mutation: { ...rotation, path: [...POD, "hostNetwork"], value: true },
  },
  {
    control: "rbac-no-wildcard",
    when: "contributors may do everything with everything of a group",
    mutation: {
      type: KUBERNETES.role,
      name: "contributors-azureml",
      path: ["rules"],
      value: withItem({ apiGroups: ["batch"], resources: ["*"], verbs: ["*"] }),
    },
  },
  {
    control: "rbac-no-wildcard",
    when: "readers read every Secret of the cluster",
    mutation: {
      type: KUBERNETES.clusterRole,
      name: "physical-ai-readers",
      path: ["rules"],
      value: withItem({ apiGroups: [""], resources: ["secrets"], verbs: ["get"] }),
    },
  },
  {
    control: "rbac-no-wildcard",
    when: "contributors stand for others",
    mutation: {
      type: KUBERNETES.role,
      name: "contributors-azureml",
      path: ["rules"],
      value: withItem({ apiGroups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] }),
    },
  },
  {
    control: "rbac-no-cluster-admin",
    when: "readers edit what is in every namespace",
    mutation: {
      type: KUBERNETES.clusterRoleBinding,
      name: "physical-ai-readers",
      path: ["roleRef", "name"],
      value: "edit",
    },
  },
  {
    control: "rbac-no-cluster-admin",
    when: "whoever has not signed in is a reader",
    mutation: {
      type: KUBERNETES.clusterRoleBinding,
      name: "physical-ai-readers",
      path: ["subjects"],
      value: withItem({ kind: "Group", name: "system:unauthenticated" }),
    },
  },
  {
    control: "rbac-no-cluster-admin",
    when: "readers are administrators of the cluster",
    mutation: {
      type: KUBERNETES.clusterRoleBinding,
      name: "physical-ai-readers",
      path: ["roleRef", "name"],
      value: "cluster-admin",
    },
  },
  {
    control: "no-default-namespace",
    when: "a job names no namespace",
    mutation: { ...rotation, path: ["metadata", "namespace"], remove: true },
    also: { "namespace-default-deny": "the job is in the namespace default then, which has no policy" },
  },
  {
    control: "resource-limits",
    when: "a job takes as much memory as there is",
    mutation: { ...rotation, path: [...CONTAINER, "resources", "limits"], remove: true },
  },
  {
    control: "service-account-token-mount",
    when: "a job gets a token of the API server unasked",
    mutation: { ...rotation, path: [...POD, "automountServiceAccountToken"], value: true },
  },
];

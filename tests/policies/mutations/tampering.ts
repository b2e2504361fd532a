import { AZURE, EVIDENCE, KUBERNETES } from "../../../policies/framework/resource-types";
import type { Row } from "./rows";

const osmo = { type: KUBERNETES.helmRelease, name: "osmo" } as const;

export const tampering: readonly Row[] = [
  {
    control: "mek-outside-configmap",
    when: "somebody writes OSMO's master encryption key into a ConfigMap",
    mutation: {
      add: {
        type: KUBERNETES.configMap,
        name: "mek-config",
        properties: {
          metadata: { name: "mek-config", namespace: "osmo-control-plane" },
          data: { "mek.yaml": "currentMek: key1\nmeks:\n  key1: bm90IGEga2V5\n" },
        },
      },
    },
  },
  {
    control: "mek-synced-from-key-vault",
    when: "OSMO's API looks for its master encryption key beside the vault's files",
    mutation: {
      ...osmo,
      path: ["values", "services", "service", "extraEnv", 0, "value"],
      value: "/etc/osmo/mek.yaml",
    },
  },
  {
    control: "mek-synced-from-key-vault",
    when: "the vault's driver hands everything but the master encryption key over",
    mutation: {
      type: KUBERNETES.secretProviderClass,
      name: "osmo-control-plane",
      path: ["spec", "parameters", "objects"],
      value: "array:\n  - |\n    objectName: osmo-database\n    objectType: secret\n",
    },
  },
  {
    control: "etcd-encrypted-with-customer-key",
    when: "the cluster encrypts etcd with no key of the platform's own",
    mutation: {
      type: AZURE.managedCluster,
      path: ["securityProfile", "azureKeyVaultKms", "enabled"],
      value: false,
    },
  },
  {
    control: "etcd-encrypted-with-customer-key",
    when: "the vault of etcd's key is reached by the internet",
    mutation: {
      type: AZURE.managedCluster,
      path: ["securityProfile", "azureKeyVaultKms", "keyVaultNetworkAccess"],
      value: "Public",
    },
  },
  {
    control: "state-backend-remote",
    when: "the state is a file",
    mutation: { type: EVIDENCE.stateBackend, path: ["backend"], value: "file" },
  },
  {
    control: "state-backend-remote",
    when: "nothing keeps two updates at once apart",
    mutation: { type: EVIDENCE.stateBackend, path: ["locking"], value: false },
  },
  {
    control: "state-secrets-encrypted",
    when: "a passphrase encrypts the secrets in the state",
    mutation: { type: EVIDENCE.stateBackend, path: ["secretsProvider"], value: "passphrase" },
  },
  {
    control: "state-store-hardened",
    when: "the state goes into an account whose blobs keep no versions",
    mutation: {
      add: {
        type: AZURE.blobContainer,
        name: "pulumi-state",
        properties: {
          resourceGroupName: "rg-physai-prod-001",
          accountName: "stphysailakeprod001",
          containerName: "pulumi-state",
        },
      },
    },
  },
  {
    control: "inference-tls-required",
    when: "models are asked in plain text",
    mutation: {
      type: AZURE.clusterExtension,
      path: ["configurationSettings", "allowInsecureConnections"],
      value: "True",
    },
  },
  {
    control: "inference-endpoint-private",
    when: "an endpoint for models answers on the public internet",
    mutation: {
      type: AZURE.machineLearningOnlineEndpoint,
      path: ["properties", "publicNetworkAccess"],
      value: "Enabled",
    },
  },
  {
    control: "inference-endpoint-private",
    when: "the router of models gets a public load balancer",
    mutation: {
      type: AZURE.clusterExtension,
      path: ["configurationSettings", "internalLoadBalancerProvider"],
      remove: true,
    },
  },
];

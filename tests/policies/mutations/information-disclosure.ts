import { AZURE, KUBERNETES } from "../../../policies/framework/resource-types";
import { withItem } from "./rows";
import type { Row } from "./rows";

const rotation = { type: KUBERNETES.cronJob, name: "token-rotation" } as const;
const POD = ["spec", "jobTemplate", "spec", "template", "spec"] as const;

export const informationDisclosure: readonly Row[] = [
  {
    control: "storage-shared-key-disabled",
    when: "a key opens the storage account",
    mutation: { type: AZURE.storageAccount, name: "storage", path: ["allowSharedKeyAccess"], remove: true },
  },
  {
    control: "datastore-identity-access",
    when: "datastores of Azure Machine Learning sign in by the account's key",
    mutation: { type: AZURE.machineLearningWorkspace, path: ["systemDatastoresAuthMode"], value: "AccessKey" },
  },
  {
    control: "datastore-identity-access",
    when: "one datastore keeps the account's key",
    mutation: {
      type: AZURE.machineLearningDatastore,
      name: "datasets",
      path: ["properties", "credentials"],
      value: { credentialsType: "AccountKey", secrets: { secretsType: "AccountKey", key: "not a key" } },
    },
  },
  {
    control: "no-storage-keys-in-workloads",
    when: "a job is handed the key of a storage account",
    mutation: {
      ...rotation,
      path: [...POD, "containers", 0, "env"],
      value: withItem({ name: "AZURE_STORAGE_KEY", value: "bm90IGEga2V5" }),
    },
    also: { "no-credentials-in-environment": "a key in plain text is a credential in plain text" },
  },
  {
    control: "vpn-shared-key-protected",
    when: "a tunnel's key is a text like any other",
    mutation: {
      add: {
        type: AZURE.vpnConnection,
        name: "lab",
        properties: {
          resourceGroupName: "rg-physai-prod-001",
          connectionType: "IPsec",
          connectionProtocol: "IKEv2",
          sharedKey: "not a key",
        },
      },
    },
  },
  {
    control: "vpn-entra-authentication",
    when: "a certificate lets people in, too",
    mutation: {
      type: AZURE.vpnGateway,
      path: ["vpnClientConfiguration", "vpnAuthenticationTypes"],
      value: ["AAD", "Certificate"],
    },
  },
  {
    control: "vpn-entra-authentication",
    when: "people come in by a protocol that knows no Entra ID",
    mutation: { type: AZURE.vpnGateway, path: ["vpnClientConfiguration", "vpnClientProtocols"], value: ["IkeV2"] },
  },
  {
    control: "redis-access-keys-disabled",
    when: "a second database of Redis takes keys, for which there is no waiver",
    mutation: {
      add: {
        type: AZURE.redisEnterpriseDatabase,
        name: "sessions",
        properties: {
          resourceGroupName: "rg-physai-prod-001",
          clusterName: "amr-physai-prod-001",
          databaseName: "sessions",
          clientProtocol: "Encrypted",
        },
      },
    },
    also: { "audit-logs-collected": "nobody collects who signs in to the new database" },
  },
  {
    control: "redis-private-and-encrypted",
    when: "Redis speaks plain text",
    mutation: { type: AZURE.redisEnterpriseDatabase, path: ["clientProtocol"], value: "Plaintext" },
    also: { "tls-1-2-minimum": "it holds every service to TLS, Redis among them" },
  },
  {
    control: "workload-private-tmp",
    when: "a job's temporary files lie on the node's disk",
    mutation: { ...rotation, path: [...POD, "volumes", 1, "emptyDir"], value: {} },
  },
  {
    control: "workload-private-tmp",
    when: "a job keeps temporary files in the node's own folder",
    mutation: { ...rotation, path: [...POD, "volumes", 1], value: { name: "tmp", hostPath: { path: "/tmp" } } },
    also: { "pod-security-restricted": "no pod may mount a path of the node" },
  },
  {
    control: "workload-read-only-root",
    when: "a job may write beside its image",
    mutation: {
      ...rotation,
      path: [...POD, "containers", 0, "securityContext", "readOnlyRootFilesystem"],
      remove: true,
    },
  },
  {
    control: "credential-redaction-injected",
    when: "the policy that mends users' pods is bound to nothing",
    mutation: { type: KUBERNETES.mutatingAdmissionPolicyBinding, name: "physical-ai-mend-workloads", drop: true },
  },
  {
    control: "credential-redaction-injected",
    when: "pods come in unmended where mending fails",
    mutation: {
      type: KUBERNETES.mutatingAdmissionPolicy,
      name: "physical-ai-mend-workloads",
      path: ["spec", "failurePolicy"],
      value: "Ignore",
    },
  },
  {
    control: "credential-redaction-injected",
    when: "the namespace of training is none whose pods are mended",
    mutation: {
      type: KUBERNETES.namespace,
      name: "azureml",
      path: ["metadata", "labels", "physical-ai.io/admission"],
      remove: true,
    },
  },
  {
    control: "no-credentials-in-environment",
    when: "a job's token is written into its environment",
    mutation: {
      ...rotation,
      path: [...POD, "containers", 0, "env"],
      value: withItem({ name: "HF_TOKEN", value: "not a token" }),
    },
  },
];

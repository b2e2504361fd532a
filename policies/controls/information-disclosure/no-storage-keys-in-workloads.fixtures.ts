import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { noStorageKeysInWorkloads } from "./no-storage-keys-in-workloads";

/** A form, and no key. */
const CONNECTION =
  "DefaultEndpointsProtocol=https;AccountName=datasets;AccountKey=bm90LWEta2V5;EndpointSuffix=core.windows.net";
const SAS = "https://datasets.example/models?sv=2024-11-04&sig=bm90LWEtc2lnbmF0dXJl%3D";

const pod = (container: Record<string, unknown>, more: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:batch/v1:Job",
  name: "trainer",
  properties: { spec: { template: { spec: { containers: [{ name: "train", ...container }], ...more } } } },
});
const withEnv = (...env: readonly unknown[]) => pod({ env });
const fromSecret = (name: string) => ({ name, valueFrom: { secretKeyRef: { name: "storage", key: "key" } } });
const release = (values: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values },
});
const configMap = (data: Record<string, unknown>): FixtureResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name: "settings",
  properties: { data },
});
const object = (kind: "Secret" | "PersistentVolume", properties: Record<string, unknown>): FixtureResource => ({
  type: `kubernetes:core/v1:${kind}`,
  name: "storage",
  properties,
});
const blobDriver = (more: Record<string, unknown>) => ({ driver: "blob.csi.azure.com", ...more });

export default fixtures(noStorageKeysInWorkloads, {
  pass: [
    {
      title: "the account's name, and an identity",
      resources: [
        withEnv({ name: "AZURE_STORAGE_ACCOUNT", value: "datasets" }, { name: "AZURE_CLIENT_ID", value: "0" }),
      ],
    },
    {
      title: "a connection string that is not storage's and holds no key",
      resources: [withEnv(fromSecret("APPLICATIONINSIGHTS_CONNECTION_STRING"))],
    },
    {
      title: "names that are no keys: of a table, of a tensor",
      resources: [
        withEnv({ name: "STORAGE_KEY_PREFIX", value: "runs" }, { name: "BLOB_STORAGE_URL", value: "https://a" }),
      ],
    },
    {
      title: "OSMO's data by an address alone",
      resources: [release({ workflow_data: { credential: { endpoint: "azure://datasets/osmo" } } })],
    },
    {
      title: "a volume that is mounted by an identity",
      resources: [object("PersistentVolume", { spec: { csi: blobDriver({ volumeAttributes: { clientID: "0" } }) } })],
    },
  ],
  fail: [
    { title: "the key", resources: [withEnv({ name: "AZURE_STORAGE_KEY", value: "bm90LWEta2V5" })] },
    { title: "the key from a Secret", resources: [withEnv(fromSecret("AZURE_STORAGE_KEY"))] },
    { title: "other names for it", resources: [withEnv(fromSecret("BLOB_ACCOUNT_SHARED_ACCESS_KEY"))] },
    { title: "in small letters", resources: [withEnv(fromSecret("azureStorageAccountKey"))] },
    { title: "a connection string", resources: [withEnv(fromSecret("AZURE_STORAGE_CONNECTION_STRING"))] },
    { title: "a shared access signature by name", resources: [withEnv(fromSecret("AZURE_STORAGE_SAS_TOKEN"))] },
    { title: "a connection string under a name of its own", resources: [withEnv({ name: "DATA", value: CONNECTION })] },
    { title: "a shared access signature in an address", resources: [withEnv({ name: "MODEL_URL", value: SAS })] },
    {
      title: "on the command line",
      resources: [pod({ args: ["az", "storage", "blob", "list", "--account-key", "$(KEY)"] })],
    },
    {
      title: "exported by a shell",
      resources: [pod({ command: ["sh", "-c", "export AZURE_STORAGE_KEY=$(cat /k); train"] })],
    },
    {
      title: "in a container before the others",
      resources: [pod({}, { initContainers: [{ name: "fetch", env: [fromSecret("AZURE_STORAGE_KEY")] }] })],
    },
    { title: "in a ConfigMap", resources: [configMap({ AZURE_STORAGE_KEY: "bm90LWEta2V5" })] },
    { title: "in a file of a ConfigMap", resources: [configMap({ "train.env": `RUN=1\nDATA=${CONNECTION}\n` })] },
    {
      title: "in a ConfigMap's binary data",
      resources: [
        {
          type: "kubernetes:core/v1:ConfigMap",
          name: "settings",
          properties: { binaryData: { blob: Buffer.from(CONNECTION).toString("base64") } },
        },
      ],
    },
    {
      title: "in the values of a chart",
      resources: [release({ worker: { extraEnv: [fromSecret("AZURE_STORAGE_KEY")] } })],
    },
    { title: "as a value of a chart", resources: [release({ storage: { accountKey: "bm90LWEta2V5" } })] },
    {
      title: "beside an address of storage, as OSMO's charts take it",
      resources: [release({ credential: { endpoint: "azure://datasets/osmo", access_key: "bm90LWEta2V5" } })],
    },
    {
      title: "in a file of values",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: { chart: "service", valueYamlFiles: [{ text: `storage:\n  url: ${SAS}\n` }] },
        },
      ],
    },
    {
      title: "a Secret with it",
      resources: [object("Secret", { stringData: { azurestorageaccountkey: "bm90LWEta2V5" } })],
    },
    {
      title: "a Secret with a connection string",
      resources: [object("Secret", { data: { data: Buffer.from(CONNECTION).toString("base64") } })],
    },
    {
      title: "a share that is mounted by the key",
      resources: [pod({}, { volumes: [{ name: "data", azureFile: { secretName: "storage", shareName: "data" } }] })],
    },
    {
      title: "the driver with a Secret",
      resources: [
        pod({}, { volumes: [{ name: "data", csi: blobDriver({ nodePublishSecretRef: { name: "storage" } }) }] }),
      ],
    },
    {
      title: "the driver with a Secret by name",
      resources: [
        pod({}, { volumes: [{ name: "data", csi: blobDriver({ volumeAttributes: { secretName: "storage" } }) }] }),
      ],
    },
    {
      title: "a volume of the cluster with a Secret",
      resources: [
        object("PersistentVolume", { spec: { csi: blobDriver({ nodeStageSecretRef: { name: "storage" } }) } }),
      ],
    },
  ],
  unknown: [
    {
      title: "the variable's name is not known yet",
      resources: [withEnv({ name: unknown, value: "a" })],
    },
    { title: "its value is not known yet", resources: [withEnv({ name: "MODEL_URL", value: unknown })] },
    { title: "the environment is not known yet", resources: [pod({ env: unknown })] },
    { title: "the values of the chart are not known yet", resources: [release(unknown)] },
    {
      title: "what the volume is made of is not known yet",
      resources: [pod({}, { volumes: [{ name: "data", csi: unknown }] })],
    },
    { title: "what the Secret holds is not known yet", resources: [object("Secret", { data: unknown })] },
  ],
  notApplicable: [
    { title: "a pod that is told nothing", resources: [pod({})] },
    { title: "a Secret of something else", resources: [object("Secret", { stringData: { password: "a" } })] },
    {
      title: "a volume of another driver",
      resources: [object("PersistentVolume", { spec: { csi: { driver: "disk.csi.azure.com" } } })],
    },
  ],
});

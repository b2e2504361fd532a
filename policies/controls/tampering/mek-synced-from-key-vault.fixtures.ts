import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { mekSyncedFromKeyVault } from "./mek-synced-from-key-vault";

const READERS = ["service", "worker", "logger", "agent", "delayedJobMonitor", "router"];
const FILE = "/mnt/vault/mek.yaml";

const csi = (secretProviderClass: unknown = "osmo", driver = "secrets-store.csi.k8s.io") => ({
  name: "vault",
  csi: { driver, readOnly: true, volumeAttributes: { secretProviderClass } },
});
const part = (volume: unknown, env: unknown = [{ name: "OSMO_MEK_FILE", value: FILE }], list = "extraEnv") => ({
  [list]: env,
  extraVolumes: [volume],
  extraVolumeMounts: [{ name: "vault", mountPath: "/mnt/vault" }],
});
const all = (volume: unknown) =>
  Object.fromEntries(
    READERS.map((name) => [name, part(volume, undefined, name === "router" ? "extraEnvs" : "extraEnv")]),
  );
const release = (services: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    namespace: "osmo",
    values: { services },
    ...properties,
  },
});
const vaultClass = (spec: Record<string, unknown> = {}, namespace = "osmo"): FixtureResource => ({
  type: "kubernetes:secrets-store.csi.x-k8s.io/v1:SecretProviderClass",
  name: "osmo",
  properties: {
    metadata: { name: "osmo", namespace },
    spec: {
      provider: "azure",
      parameters: {
        objects: "array:\n  - |\n    objectName: osmo-mek\n    objectType: secret\n    objectAlias: mek.yaml\n",
      },
      secretObjects: [{ secretName: "osmo-mek", data: [{ key: "mek.yaml", objectName: "mek.yaml" }] }],
      ...spec,
    },
  },
});
const SECRET = { name: "vault", secret: { secretName: "osmo-mek" } };
const umbrella = (existingSecret: unknown): FixtureResource =>
  release({}, { chart: "osmo", values: { secrets: { masterEncryptionKey: { existingSecret } } } });
const deployment = (volume: unknown): FixtureResource => ({
  type: KUBERNETES.deployment,
  name: "worker",
  properties: {
    metadata: { namespace: "osmo" },
    spec: {
      template: {
        spec: {
          volumes: [volume],
          containers: [
            {
              name: "worker",
              args: ["--mek_file", FILE],
              volumeMounts: [{ name: "vault", mountPath: "/mnt/vault" }],
            },
          ],
        },
      },
    },
  },
});

export default fixtures(mekSyncedFromKeyVault, {
  pass: [
    { title: "a file of the vault, for each part", resources: [release(all(csi())), vaultClass()] },
    { title: "a Secret that is kept like the vault's", resources: [release(all(SECRET)), vaultClass()] },
    { title: "the chart that is to replace the others", resources: [umbrella("osmo-mek"), vaultClass()] },
    { title: "its later version", resources: [umbrella({ name: "osmo-mek" }), vaultClass()] },
    { title: "a rendered workload", resources: [deployment(csi()), vaultClass()] },
  ],
  fail: [
    { title: "the chart as it is", resources: [release({}), vaultClass()] },
    {
      title: "one part without it",
      resources: [release({ ...all(csi()), logger: {} }), vaultClass()],
    },
    { title: "a class that nobody made", resources: [release(all(csi("other"))), vaultClass()] },
    { title: "a class of another namespace", resources: [release(all(csi())), vaultClass({}, "web")] },
    { title: "a class of another store", resources: [release(all(csi())), vaultClass({ provider: "vault" })] },
    { title: "another driver", resources: [release(all(csi("osmo", "file.csi.azure.com"))), vaultClass()] },
    {
      title: "a class without the file",
      resources: [
        release(all(csi())),
        vaultClass({ parameters: { objects: "array:\n  - |\n    objectName: database\n" } }),
      ],
    },
    {
      title: "a Secret that somebody made",
      resources: [release(all({ ...SECRET, secret: { secretName: "mine" } })), vaultClass()],
    },
    {
      title: "a ConfigMap",
      resources: [release(all({ name: "vault", configMap: { name: "mek-config" } })), vaultClass()],
    },
    {
      title: "a file beside the volume",
      resources: [
        release({ ...all(csi()), agent: part(csi(), [{ name: "OSMO_MEK_FILE", value: "/opt/mek.yaml" }]) }),
        vaultClass(),
      ],
    },
    {
      title: "the chart that is to replace the others, with a Secret of one's own",
      resources: [umbrella("mine"), vaultClass()],
    },
    { title: "the same without a Secret", resources: [umbrella(""), vaultClass()] },
    { title: "a rendered workload", resources: [deployment({ name: "vault", hostPath: { path: "/keys" } })] },
  ],
  unknown: [
    { title: "the values are not known yet", resources: [release(unknown), vaultClass()] },
    { title: "the class is not known yet", resources: [release(all(csi(unknown))), vaultClass()] },
    { title: "the store is not known yet", resources: [release(all(csi())), vaultClass({ provider: unknown })] },
    {
      title: "what the class holds is not known yet",
      resources: [release(all(csi())), vaultClass({ parameters: { objects: unknown } })],
    },
  ],
  notApplicable: [
    { title: "the backend's chart", resources: [release({}, { chart: "backend-operator" })] },
    {
      title: "a workload without the key",
      resources: [
        { ...deployment(csi()), properties: { spec: { template: { spec: { containers: [{ name: "web" }] } } } } },
      ],
    },
  ],
});

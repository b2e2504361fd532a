import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { mekOutsideConfigMap } from "./mek-outside-configmap";

const base64 = (text: string) => Buffer.from(text).toString("base64");
/** A key that was made up for this example. */
const WEB_KEY = JSON.stringify({ k: "ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZSE", kid: "key1", kty: "oct" });
const KEY_FILE = `currentMek: key1\nmeks:\n  key1: ${base64(WEB_KEY)}\n`;
const [FIRST, SECOND] = [base64(WEB_KEY).slice(0, 64), base64(WEB_KEY).slice(64)];

const VAULT = {
  name: "vault",
  csi: { driver: "secrets-store.csi.k8s.io", volumeAttributes: { secretProviderClass: "osmo" } },
};
const SETTINGS = { name: "settings", configMap: { name: "settings" } };

const configMap = (properties: Record<string, unknown>, name = "settings"): FixtureResource => ({
  type: "kubernetes:core/v1:ConfigMap",
  name,
  properties,
});
const release = (values: unknown, properties: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:helm.sh/v3:Release",
  name: "control-plane",
  properties: {
    chart: "service",
    repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia/osmo" },
    values,
    ...properties,
  },
});
const worker = (volumes: unknown, env: unknown = [{ name: "OSMO_MEK_FILE", value: "/mnt/vault/mek.yaml" }]) => ({
  services: {
    worker: { extraEnv: env, extraVolumes: volumes, extraVolumeMounts: [{ name: "vault", mountPath: "/mnt/vault" }] },
  },
});
const pod = (spec: Record<string, unknown>, container: Record<string, unknown> = {}): FixtureResource => ({
  type: KUBERNETES.deployment,
  name: "worker",
  properties: { spec: { template: { spec: { ...spec, containers: [{ name: "worker", ...container }] } } } },
});
const keyFrom = (volume: Record<string, unknown>, mountPath = "/opt/osmo") =>
  pod(
    { volumes: [{ name: "key", ...volume }] },
    { args: ["--mek_file", "/opt/osmo/config.yaml"], volumeMounts: [{ name: "key", mountPath }] },
  );

export default fixtures(mekOutsideConfigMap, {
  pass: [
    { title: "a ConfigMap without a key", resources: [configMap({ data: { "app.yaml": "level: info\n" } })] },
    {
      title: "a file under the key's name that only has to be there",
      resources: [configMap({ data: { "mek.yaml": "{}" } })],
    },
    {
      title: "a certificate, which is base64 too",
      resources: [configMap({ data: { "ca.crt": base64("certificate ".repeat(40)) } })],
    },
    { title: "the key on a volume of the vault", resources: [release(worker([VAULT]))] },
    { title: "the chart as it is: no key at all", resources: [release({})] },
    {
      title: "a rendered workload with the key from a Secret",
      resources: [keyFrom({ secret: { secretName: "osmo-mek" } })],
    },
    {
      title: "other settings from a ConfigMap",
      resources: [
        pod(
          { volumes: [VAULT, SETTINGS] },
          {
            env: [{ name: "OSMO_MEK_FILE", value: "/mnt/vault/mek.yaml" }],
            volumeMounts: [
              { name: "vault", mountPath: "/mnt/vault" },
              { name: "settings", mountPath: "/etc/settings" },
            ],
          },
        ),
      ],
    },
  ],
  fail: [
    {
      title: "as OSMO's instructions have it",
      resources: [configMap({ data: { "mek.yaml": KEY_FILE } }, "mek-config")],
    },
    { title: "under another name", resources: [configMap({ data: { "app.yaml": `server: {}\n${KEY_FILE}` } })] },
    { title: "the key alone", resources: [configMap({ data: { value: WEB_KEY } })] },
    { title: "the key alone, in base64", resources: [configMap({ data: { value: base64(WEB_KEY) } })] },
    { title: "the key over two lines", resources: [configMap({ data: { value: `x: |\n  ${FIRST}\n  ${SECOND}\n` } })] },
    {
      title: "a web key as YAML",
      resources: [configMap({ data: { value: "kty: oct\nk: ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGU\n" } })],
    },
    { title: "as binary data", resources: [configMap({ binaryData: { blob: base64(KEY_FILE) } })] },
    {
      title: "an older token",
      resources: [{ ...configMap({ data: { meks: KEY_FILE } }), type: "kubernetes:v1:ConfigMap" }],
    },
    {
      title: "a patch that adds it",
      resources: [{ ...configMap({ data: { meks: KEY_FILE } }), type: "kubernetes:core/v1:ConfigMapPatch" }],
    },
    {
      title: "a key of another make under its name",
      resources: [configMap({ data: { currentMek: "c2VjcmV0LXNlY3JldC1zZWNyZXQ" } })],
    },
    {
      title: "the chart takes it from its ConfigMap",
      resources: [release({ services: { configFile: { enabled: true } } })],
    },
    {
      title: "the chart's switch is a text, which it takes for on",
      resources: [release({ services: { configFile: { enabled: "false" } } })],
    },
    {
      title: "the chart's switch in a file of values",
      resources: [
        release(worker([VAULT]), { valueYamlFiles: [{ text: "services: { configFile: { enabled: yes } }" }] }),
      ],
    },
    {
      title: "the chart's volume is a ConfigMap",
      resources: [release(worker([{ name: "vault", configMap: { name: "settings" } }]))],
    },
    {
      title: "a ConfigMap among the values of another chart",
      resources: [release({ extraConfigMaps: { settings: { text: KEY_FILE } } }, { chart: "oci://example.org/web" })],
    },
    {
      title: "a volume from the ConfigMap",
      resources: [pod({ volumes: [{ name: "mek-volume", configMap: { name: "mek-config" } }] })],
    },
    {
      title: "the file lies in a ConfigMap of another name",
      resources: [keyFrom({ configMap: { name: "settings" } })],
    },
    {
      title: "the file itself is mounted",
      resources: [keyFrom({ configMap: { name: "settings" } }, "/opt/osmo/config.yaml")],
    },
    {
      title: "a volume of several sources",
      resources: [keyFrom({ projected: { sources: [{ configMap: { name: "settings" } }] } })],
    },
    {
      title: "a variable of an init container",
      resources: [
        pod({
          initContainers: [
            {
              name: "prepare",
              env: [{ name: "KEY", valueFrom: { configMapKeyRef: { name: "settings", key: "mek.yaml" } } }],
            },
          ],
        }),
      ],
    },
  ],
  unknown: [
    { title: "what an entry holds is not known yet", resources: [configMap({ data: { "app.yaml": unknown } })] },
    { title: "the entries are not known yet", resources: [configMap({ data: unknown })] },
    {
      title: "the chart's switch is not known yet",
      resources: [release({ services: { configFile: { enabled: unknown } } })],
    },
    {
      title: "the volumes are not known yet",
      resources: [release(worker(unknown))],
    },
    {
      title: "where the file is is not known yet",
      resources: [pod({ volumes: [VAULT] }, { env: [{ name: "OSMO_MEK_FILE", value: unknown }] })],
    },
  ],
  notApplicable: [
    { title: "a workload without the key", resources: [pod({ volumes: [SETTINGS] })] },
    { title: "another chart", resources: [release({ replicas: 1 }, { chart: "oci://example.org/web" })] },
    {
      title: "a Secret",
      resources: [{ type: KUBERNETES.secret, name: "osmo-mek", properties: { stringData: { "mek.yaml": KEY_FILE } } }],
    },
  ],
});

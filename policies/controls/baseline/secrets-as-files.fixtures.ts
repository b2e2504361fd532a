import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { secretsAsFiles } from "./secrets-as-files";

const pod = (container: Record<string, unknown>, more: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "trainer",
  properties: { spec: { template: { spec: { containers: [{ name: "train", ...container }], ...more } } } },
});
const release = (values: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values },
});
const FROM_SECRET = { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "password" } } };

export default fixtures(secretsAsFiles, {
  pass: [
    {
      title: "the path of a file that the vault's driver mounts",
      resources: [
        pod(
          {
            env: [{ name: "PASSWORD_FILE", value: "/mnt/vault/password" }],
            volumeMounts: [{ name: "vault", mountPath: "/mnt/vault", readOnly: true }],
          },
          { volumes: [{ name: "vault", csi: { driver: "secrets-store.csi.k8s.io" } }] },
        ),
      ],
    },
    {
      title: "settings of a ConfigMap and of the pod itself",
      resources: [
        pod({
          env: [{ name: "NODE", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
          envFrom: [{ configMapRef: { name: "settings" } }],
        }),
      ],
    },
    {
      title: "values of a chart",
      resources: [release({ worker: { extraEnv: [{ name: "OSMO_MEK_FILE", value: "/mnt/vault/mek.yaml" }] } })],
    },
  ],
  fail: [
    { title: "a key of a Secret", resources: [pod({ env: [FROM_SECRET] })] },
    { title: "a whole Secret", resources: [pod({ envFrom: [{ prefix: "DB_", secretRef: { name: "database" } }] })] },
    {
      title: "in a container before the others",
      resources: [pod({}, { initContainers: [{ name: "fetch", env: [FROM_SECRET] }] })],
    },
    {
      title: "in a container for debugging",
      resources: [
        pod({}, { ephemeralContainers: [{ name: "shell", envFrom: [{ secretRef: { name: "database" } }] }] }),
      ],
    },
    {
      title: "a Secret that need not be there",
      resources: [
        pod({ env: [{ name: "TOKEN", valueFrom: { secretKeyRef: { name: "token", key: "token", optional: true } } }] }),
      ],
    },
    {
      title: "deep in the values of a chart",
      resources: [release({ services: { agent: { extraEnv: [FROM_SECRET] } } })],
    },
    { title: "in a list of another name", resources: [release({ worker: { settings: [FROM_SECRET] } })] },
    {
      title: "whole Secrets in the values",
      resources: [release({ worker: { extraEnvFrom: [{ secretRef: { name: "database" } }] } })],
    },
    { title: "a Secret by name in the values", resources: [release({ worker: { extraEnvVarsSecret: "database" } })] },
    {
      title: "a file of values",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: {
            chart: "service",
            valueYamlFiles: [
              { text: "env:\n- name: TOKEN\n  valueFrom:\n    secretKeyRef: {name: token, key: token}\n" },
            ],
          },
        },
      ],
    },
  ],
  unknown: [
    { title: "the environment is not known yet", resources: [pod({ env: unknown })] },
    {
      title: "where a value comes from is not known yet",
      resources: [pod({ env: [{ name: "DB_PASSWORD", valueFrom: unknown }] })],
    },
    { title: "the values of the chart are not known yet", resources: [release(unknown)] },
    {
      title: "a file of values cannot be read",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: { chart: "service", valueYamlFiles: [{ path: "/nowhere/values.yaml" }] },
        },
      ],
    },
  ],
  notApplicable: [
    { title: "a pod without an environment", resources: [pod({})] },
    { title: "values without one", resources: [release({ replicas: 2 })] },
  ],
});

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { workloadReadOnlyRoot } from "./workload-read-only-root";

const READ_ONLY = { readOnlyRootFilesystem: true };
const container = (name: string, securityContext?: unknown) => ({
  name,
  ...(securityContext !== undefined && { securityContext }),
});
const deployment = (spec: Record<string, unknown>): FixtureResource => ({
  type: "kubernetes:apps/v1:Deployment",
  name: "trainer",
  properties: { spec: { template: { spec } } },
});
const release = (values: Record<string, unknown>): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "osmo",
  properties: { chart: "service", values },
});

export default fixtures(workloadReadOnlyRoot, {
  pass: [
    {
      title: "every container, also before the others",
      resources: [
        deployment({ initContainers: [container("prepare", READ_ONLY)], containers: [container("train", READ_ONLY)] }),
      ],
    },
    {
      title: "the values of a chart",
      resources: [release({ gateway: { envoy: { securityContext: READ_ONLY } } })],
    },
  ],
  fail: [
    {
      title: "nothing is said, so the root can be written",
      resources: [deployment({ containers: [container("train")] })],
    },
    {
      title: "switched off",
      resources: [deployment({ containers: [container("train", { readOnlyRootFilesystem: false })] })],
    },
    {
      title: "asked of the pod, which does not hand it on to its containers",
      resources: [deployment({ securityContext: READ_ONLY, containers: [container("train")] })],
    },
    {
      title: "one container before the others",
      resources: [deployment({ initContainers: [container("prepare")], containers: [container("train", READ_ONLY)] })],
    },
    {
      title: "a container for debugging",
      resources: [
        deployment({ containers: [container("train", READ_ONLY)], ephemeralContainers: [container("shell")] }),
      ],
    },
    {
      title: "a job that is started by the clock",
      resources: [
        {
          type: "kubernetes:batch/v1beta1:CronJob",
          name: "nightly",
          properties: { spec: { jobTemplate: { spec: { template: { spec: { containers: [container("train")] } } } } } },
        },
      ],
    },
    {
      title: "the values of a chart",
      resources: [release({ gateway: { envoy: { securityContext: { readOnlyRootFilesystem: false } } } })],
    },
    {
      title: "a file of values",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "osmo",
          properties: {
            chart: "service",
            valueYamlFiles: [{ text: "worker:\n  securityContext:\n    readOnlyRootFilesystem: no\n" }],
          },
        },
      ],
    },
  ],
  unknown: [
    {
      title: "the setting is not known yet",
      resources: [deployment({ containers: [container("train", { readOnlyRootFilesystem: unknown })] })],
    },
    { title: "the containers are not known yet", resources: [deployment({ containers: unknown })] },
  ],
  notApplicable: [
    {
      title: "containers of Windows, which have no such setting",
      resources: [deployment({ nodeSelector: { "kubernetes.io/os": "windows" }, containers: [container("build")] })],
    },
    { title: "values that say nothing of it, so the chart decides", resources: [release({ replicas: 2 })] },
    {
      title: "a part of a chart that is switched off",
      resources: [release({ debug: { enabled: false, securityContext: { readOnlyRootFilesystem: false } } })],
    },
  ],
});

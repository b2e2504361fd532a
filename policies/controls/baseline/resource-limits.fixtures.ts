import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { resourceLimits } from "./resource-limits";

const LIMITS = { limits: { cpu: "500m", memory: "1Gi" } };
const container = (resources?: unknown, name = "train") => ({ name, ...(resources !== undefined && { resources }) });
const job = (spec: unknown): FixtureResource => ({
  type: "kubernetes:batch/v1:Job",
  name: "trainer",
  properties: { metadata: { name: "trainer" }, spec: { template: { spec } } },
});
const withLimits = (limits: unknown) => job({ containers: [container({ limits })] });

export default fixtures(resourceLimits, {
  pass: [
    { title: "both are limited", resources: [withLimits({ cpu: "500m", memory: "1Gi" })] },
    { title: "in numbers", resources: [withLimits({ cpu: 2, memory: 1073741824 })] },
    { title: "the whole pod is limited", resources: [job({ resources: LIMITS, containers: [container()] })] },
    {
      title: "an ephemeral container, which can have none",
      resources: [job({ containers: [container(LIMITS)], ephemeralContainers: [container(undefined, "debug")] })],
    },
  ],
  fail: [
    { title: "nothing is said", resources: [job({ containers: [container()] })] },
    {
      title: "requests alone",
      resources: [job({ containers: [container({ requests: { cpu: "1", memory: "1Gi" } })] })],
    },
    { title: "memory alone is limited", resources: [withLimits({ memory: "1Gi" })] },
    { title: "zero, which is no limit", resources: [withLimits({ cpu: "0", memory: "0Mi" })] },
    { title: "the processor is not known yet, and the memory has no limit", resources: [withLimits({ cpu: unknown })] },
    {
      title: "an init container has none",
      resources: [job({ containers: [container(LIMITS)], initContainers: [container(undefined, "install")] })],
    },
    {
      title: "one has none while the others are not known yet",
      resources: [job({ containers: [container()], initContainers: unknown })],
    },
    {
      title: "pods of a CronJob of an old version",
      resources: [
        {
          type: "kubernetes:batch/v1beta1:CronJob",
          name: "nightly",
          properties: { spec: { jobTemplate: { spec: { template: { spec: { containers: [container()] } } } } } },
        },
      ],
    },
  ],
  unknown: [
    { title: "the limits are not known yet", resources: [withLimits(unknown)] },
    { title: "one of them is not known yet", resources: [withLimits({ cpu: "1", memory: unknown })] },
    { title: "the containers are not known yet", resources: [job({ containers: unknown })] },
    { title: "the pod is not known yet", resources: [job(unknown)] },
  ],
  notApplicable: [
    {
      title: "a kind without pods",
      resources: [{ type: "kubernetes:core/v1:Service", name: "web", properties: { spec: {} } }],
    },
  ],
});

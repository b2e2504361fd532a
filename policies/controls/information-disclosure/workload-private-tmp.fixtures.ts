import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { workloadPrivateTmp } from "./workload-private-tmp";

const MEMORY = { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } };
const TMP = { name: "tmp", mountPath: "/tmp" };
const READ_ONLY = { readOnlyRootFilesystem: true };

const pod = (container: Record<string, unknown>, volumes?: unknown, more = {}): FixtureResource => ({
  type: "kubernetes:core/v1:Pod",
  name: "trainer",
  properties: {
    spec: { containers: [{ name: "train", ...container }], ...(volumes !== undefined && { volumes }), ...more },
  },
});
const mounted = (volume: Record<string, unknown>, mountPath = "/tmp"): FixtureResource =>
  pod({ volumeMounts: [{ name: "tmp", mountPath }], securityContext: READ_ONLY }, [{ name: "tmp", ...volume }]);

export default fixtures(workloadPrivateTmp, {
  pass: [
    { title: "memory at /tmp", resources: [pod({ volumeMounts: [TMP] }, [MEMORY])] },
    { title: "a root that nobody can write, without /tmp", resources: [pod({ securityContext: READ_ONLY })] },
    {
      title: "another folder by TMPDIR, in memory too",
      resources: [
        pod(
          {
            volumeMounts: [
              TMP,
              { name: "data", mountPath: "/data" },
              { name: "tmp", mountPath: "/data/tmp", subPath: "t" },
            ],
            env: [{ name: "TMPDIR", value: "/data/tmp" }],
          },
          [MEMORY, { name: "data", persistentVolumeClaim: { claimName: "data" } }],
        ),
      ],
    },
    {
      title: "files that are only read",
      resources: [mounted({ configMap: { name: "settings" } }, "/tmp/settings")],
    },
  ],
  fail: [
    { title: "/tmp in the image's own files", resources: [pod({})] },
    { title: "/tmp on the node's disk", resources: [mounted({ emptyDir: {} })] },
    { title: "the node's /tmp", resources: [mounted({ hostPath: { path: "/tmp" } })] },
    { title: "another folder of the node", resources: [mounted({ hostPath: { path: "/mnt/scratch" } })] },
    {
      title: "the node's /tmp under another name",
      resources: [mounted({ hostPath: { path: "/var/../tmp/" } }, "/scratch")],
    },
    {
      title: "a claim that others mount too",
      resources: [mounted({ persistentVolumeClaim: { claimName: "shared" } })],
    },
    {
      title: "the same, with a slash more",
      resources: [mounted({ persistentVolumeClaim: { claimName: "shared" } }, "//tmp/")],
    },
    { title: "a share of files", resources: [mounted({ nfs: { server: "files", path: "/tmp" } })] },
    {
      title: "a share below /tmp",
      resources: [mounted({ persistentVolumeClaim: { claimName: "shared" } }, "/tmp/mlflow")],
    },
    {
      title: "a disk of a StatefulSet",
      resources: [
        {
          type: "kubernetes:apps/v1:StatefulSet",
          name: "trainers",
          properties: {
            spec: {
              template: { spec: { containers: [{ name: "train", volumeMounts: [TMP], securityContext: READ_ONLY }] } },
              volumeClaimTemplates: [{ metadata: { name: "tmp" } }],
            },
          },
        },
      ],
    },
    {
      title: "TMPDIR on a share",
      resources: [
        pod(
          {
            volumeMounts: [TMP, { name: "data", mountPath: "/data" }],
            env: [{ name: "TMPDIR", value: "/data/tmp" }],
          },
          [MEMORY, { name: "data", persistentVolumeClaim: { claimName: "data" } }],
        ),
      ],
    },
    {
      title: "one container before the others",
      resources: [pod({ volumeMounts: [TMP] }, [MEMORY], { initContainers: [{ name: "prepare" }] })],
    },
  ],
  unknown: [
    {
      title: "where the volume is mounted is not known yet",
      resources: [pod({ volumeMounts: [{ name: "tmp", mountPath: unknown }] }, [MEMORY])],
    },
    { title: "the volumes are not known yet", resources: [pod({ volumeMounts: [TMP] }, unknown)] },
    {
      title: "what the volume is made of is not known yet",
      resources: [pod({ volumeMounts: [TMP] }, [{ name: "tmp", emptyDir: { medium: unknown } }])],
    },
    { title: "whether the root can be written is not known yet", resources: [pod({ securityContext: unknown })] },
    {
      title: "TMPDIR is not known yet",
      resources: [pod({ volumeMounts: [TMP], env: [{ name: "TMPDIR", value: unknown }] }, [MEMORY])],
    },
  ],
  notApplicable: [
    { title: "containers of Windows", resources: [pod({}, undefined, { os: { name: "windows" } })] },
    {
      title: "a resource without pods",
      resources: [{ type: "kubernetes:core/v1:ConfigMap", name: "settings", properties: { data: {} } }],
    },
  ],
});

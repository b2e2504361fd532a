import { expect } from "chai";
import type { GpuPool } from "../../../../components/compute/gpu-pools";
import { GpuOperator } from "../../../../components/kubernetes/gpu/gpu-operator";
import { GRID_DRIVER } from "../../../../components/kubernetes/gpu/grid-driver-pods";
import { KaiScheduler } from "../../../../components/kubernetes/gpu/kai-scheduler";
import { at, register } from "../../registered";
import { A10, H100_NVL, pool, registry, RTX_PRO } from "./pools";

const operator = async (...pools: GpuPool[]) =>
  (
    await register(
      () => new GpuOperator("gpu-operator", { ...registry, pools, namespace: "gpu-operator", gridDriver: GRID_DRIVER }),
      "update",
    )
  ).all;

describe("GPU operator", () => {
  it("is the release of the chart that is pinned, in its namespace", async () => {
    const release = (await operator(pool("h100", H100_NVL))).find(({ type }) => type.endsWith(":Release"));
    expect(release?.inputs).to.deep.include({
      name: "gpu-operator",
      namespace: "gpu-operator",
      chart: "gpu-operator",
      version: "v26.3.2",
      repositoryOpts: { repo: "https://helm.ngc.nvidia.com/nvidia" },
    });
  });

  it("installs GRID drivers only where a pool needs them", async () => {
    const kinds = async (...pools: GpuPool[]) => (await operator(...pools)).map(({ type }) => type);
    expect(await kinds(pool("a10", A10), pool("h100", H100_NVL))).to.not.include("kubernetes:apps/v1:DaemonSet");
    expect(await kinds(pool("rtxpro", RTX_PRO))).to.include("kubernetes:apps/v1:DaemonSet");
  });

  it("has its metrics collected by an object of its own", async () => {
    const monitor = (await operator(pool("a10", A10))).find(({ type }) => type.endsWith(":PodMonitor"));
    expect(monitor?.type).to.equal("kubernetes:azmonitoring.coreos.com/v1:PodMonitor");
    expect(at(monitor?.inputs, "spec")).to.deep.equal({
      selector: { matchLabels: { app: "nvidia-dcgm-exporter" } },
      podMetricsEndpoints: [{ port: "metrics", path: "/metrics", interval: "15s" }],
      labelLimit: 63,
      labelNameLengthLimit: 511,
      labelValueLengthLimit: 1023,
    });
  });
});

describe("KAI scheduler", () => {
  const kai = async () =>
    (
      await register(
        () =>
          new KaiScheduler("kai-scheduler", {
            ...registry,
            namespace: "kai-scheduler",
            workloads: "osmo-workflows",
            teams: { locomotion: { gpus: 2 } },
            totalGpus: 8,
            osmo: true,
          }),
        "update",
      )
    ).all;

  it("is the release of the chart that is pinned, without its hooks", async () => {
    const release = (await kai()).find(({ type }) => type.endsWith(":Release"));
    expect(release?.inputs).to.deep.include({
      name: "kai-scheduler",
      namespace: "kai-scheduler",
      chart: "oci://ghcr.io/nvidia/kai-scheduler/kai-scheduler",
      version: "v0.20.1",
      disableWebhooks: true,
    });
  });

  it("has queues before the configuration that starts their webhook", async () => {
    const kinds = (await kai())
      .filter(({ type }) => type.startsWith("kubernetes:"))
      .map(({ type, name }) => [type, name]);
    expect(kinds).to.deep.equal([
      ["kubernetes:helm.sh/v3:Release", "kai-scheduler"],
      ["kubernetes:scheduling.run.ai/v2:Queue", "physical-ai"],
      ["kubernetes:scheduling.run.ai/v2:Queue", "team-locomotion"],
      ["kubernetes:kai.scheduler/v1:Config", "kai-config"],
    ]);
  });
});

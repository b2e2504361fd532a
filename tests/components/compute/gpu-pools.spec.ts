import { expect } from "chai";
import { gpuFamilyOf, gpuPool } from "../../../components/compute/gpu-pools";
import type { GpuPoolRequest } from "../../../components/compute/gpu-pools";

const request = (changes: Partial<GpuPoolRequest>): GpuPoolRequest => ({
  size: "Standard_NV36ads_A10_v5",
  subnet: "gpu",
  minCount: 0,
  maxCount: 1,
  spot: false,
  zones: [],
  taints: [],
  labels: {},
  ...changes,
});

describe("GPU pool", () => {
  it("lets AKS install the driver of an A10, and the GPU operator that of an H100", () => {
    const drivers = ["Standard_NV36ads_A10_v5", "Standard_NC40ads_H100_v5", "Standard_NC24ads_A100_v4"].map(
      (size) => gpuPool("pool", request({ size })).driver,
    );
    expect(drivers).to.deep.equal(["Install", "None", "None"]);
  });

  it("keeps the GPU operator's driver away from an RTX PRO 6000", () => {
    const pool = gpuPool("pool", request({ size: "Standard_NC128ds_xl_RTXPRO6000BSE_v6" }));
    expect([pool.driver, pool.labels["nvidia.com/gpu.deploy.driver"]]).to.deep.equal(["None", "false"]);
  });

  it("does as it is told where a driver is given", () => {
    expect(gpuPool("pool", request({ driver: "None" })).driver).to.equal("None");
  });

  it("knows how many GPUs a node has", () => {
    const sizes = {
      Standard_NV36ads_A10_v5: 1,
      Standard_NV72ads_A10_v5: 2,
      Standard_NC40ads_H100_v5: 1,
      Standard_NC80adis_H100_v5: 2,
      Standard_ND96isr_H100_v5: 8,
      Standard_NC24ads_A100_v4: 1,
      Standard_NC96ads_A100_v4: 4,
      Standard_NC128ds_xl_RTXPRO6000BSE_v6: 1,
    };
    expect(Object.fromEntries(Object.keys(sizes).map((size) => [size, gpuFamilyOf(size)?.gpus(size)]))).to.deep.equal(
      sizes,
    );
  });

  it("refuses pods that ask for no GPU", () => {
    expect(gpuPool("pool", request({})).taints).to.deep.equal(["nvidia.com/gpu=present:NoSchedule"]);
  });

  it("marks spare capacity, so that only what can be interrupted runs there", () => {
    const pool = gpuPool("pool", request({ spot: true, taints: ["team=robots:NoSchedule"] }));
    expect(pool.taints).to.deep.equal([
      "nvidia.com/gpu=present:NoSchedule",
      "kubernetes.azure.com/scalesetpriority=spot:NoSchedule",
      "team=robots:NoSchedule",
    ]);
    expect(pool.labels).to.include({ accelerator: "nvidia", "kubernetes.azure.com/scalesetpriority": "spot" });
  });

  it("knows no size without a GPU", () => {
    expect(gpuFamilyOf("Standard_D8ds_v5")).to.equal(undefined);
  });
});

import { expect } from "chai";
import { gpuPool } from "../../../components/compute/gpu-pools";
import { instanceTypes } from "../../../components/ml/instance-types";

const pool = (name: string, size: string) =>
  gpuPool(name, { size, subnet: "gpu", minCount: 0, maxCount: 1, spot: false, zones: [], taints: [], labels: {} });

describe("instance types", () => {
  it("are one without a GPU where there are no pools", () => {
    expect(instanceTypes([])).to.deep.equal({
      defaultinstancetype: {
        resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "8Gi" } },
      },
    });
  });

  it("are one for each number of GPUs that a pool's nodes have", () => {
    const names = Object.keys(
      instanceTypes([pool("a10", "Standard_NV36ads_A10_v5"), pool("h100", "Standard_ND96isr_H100_v5")]),
    );
    expect(names).to.deep.equal(["defaultinstancetype", "a10", "h100", "h1002", "h1004", "h1008"]);
  });

  it("ask for GPUs on nodes of their pool", () => {
    expect(instanceTypes([pool("a100", "Standard_NC48ads_A100_v4")]).a1002).to.deep.equal({
      nodeSelector: { agentpool: "a100" },
      resources: {
        requests: { cpu: "8", memory: "32Gi", "nvidia.com/gpu": "2" },
        limits: { cpu: "16", memory: "64Gi", "nvidia.com/gpu": "2" },
      },
    });
  });
});

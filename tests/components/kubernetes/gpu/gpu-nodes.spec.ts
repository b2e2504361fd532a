import { expect } from "chai";
import fc from "fast-check";
import {
  driverSource,
  gpuTolerations,
  operatorLabels,
  totalGpus,
} from "../../../../components/kubernetes/gpu/gpu-nodes";
import { A10, A100, H100_NVL, H100_SXM, pool, RTX_PRO } from "./pools";

describe("drivers of GPU nodes", () => {
  it("come from AKS, from the GPU operator or from the platform, as the pool says", () => {
    expect([A10, A100, H100_NVL, RTX_PRO].map((size) => driverSource(pool("p", size)))).to.deep.equal([
      "aks",
      "operator",
      "operator",
      "grid",
    ]);
  });

  it("come from AKS wherever it is told to, whatever the size", () => {
    expect(driverSource(pool("p", RTX_PRO, { driver: "Install" }))).to.equal("aks");
  });
});

describe("labels for the GPU operator", () => {
  it("keep its driver off nodes that have one", () => {
    expect(operatorLabels(pool("p", A10))).to.deep.equal({ "nvidia.com/gpu.deploy.driver": "false" });
  });

  it("keep it from dividing GPUs that Azure's hosts divide", () => {
    expect(operatorLabels(pool("p", RTX_PRO))).to.deep.equal({
      "nvidia.com/gpu.deploy.driver": "false",
      "nvidia.com/gpu.deploy.mig-manager": "false",
    });
  });

  it("say nothing of nodes that are all its own", () => {
    expect(operatorLabels(pool("p", H100_NVL))).to.deep.equal({});
  });

  it("name the profile as the GPU's memory makes it", () => {
    const profiles = [A100, H100_NVL, H100_SXM].map(
      (size) => operatorLabels(pool("p", size, { mig: "MIG3g" }))["nvidia.com/mig.config"],
    );
    expect(profiles).to.deep.equal(["all-3g.40gb", "all-3g.47gb", "all-3g.40gb"]);
  });

  it("agree with AKS on how its GPUs are divided, so that the operator leaves them", () => {
    expect(operatorLabels(pool("p", A100, { mig: "MIG1g", driver: "Install" }))).to.deep.equal({
      "nvidia.com/gpu.deploy.driver": "false",
      "nvidia.com/mig.config": "all-1g.10gb",
    });
  });
});

describe("number of GPUs", () => {
  it("counts every node that may be there", () => {
    expect(totalGpus([pool("a", H100_SXM, { maxCount: 2 }), pool("b", A10, { maxCount: 3 })])).to.equal(19);
  });

  it("counts the parts of GPUs that are divided", () => {
    const parts = (["MIG1g", "MIG2g", "MIG3g", "MIG4g", "MIG7g"] as const).map((mig) =>
      totalGpus([pool("p", A100, { mig })]),
    );
    expect(parts).to.deep.equal([7, 3, 2, 1, 1]);
  });

  it("is none without pools", () => {
    expect(totalGpus([])).to.equal(0);
  });
});

describe("tolerations of pods on GPU nodes", () => {
  it("are those of GPUs and of spare capacity, whatever pools there are", () => {
    const always = [
      { key: "nvidia.com/gpu", operator: "Exists", effect: "NoSchedule" },
      { key: "kubernetes.azure.com/scalesetpriority", operator: "Equal", value: "spot", effect: "NoSchedule" },
    ];
    expect(gpuTolerations([])).to.deep.equal(always);
    expect(gpuTolerations([pool("p", A10, { spot: true })])).to.deep.equal(always);
  });

  it("take in the pools' own taints, once each", () => {
    const taints = ["team=robots:NoSchedule", "busy:NoExecute"];
    expect(gpuTolerations([pool("a", A10, { taints }), pool("b", A10, { taints })]).slice(2)).to.deep.equal([
      { key: "team", operator: "Equal", value: "robots", effect: "NoSchedule" },
      { key: "busy", operator: "Exists", effect: "NoExecute" },
    ]);
  });

  it("leave no taint of any pool out", () => {
    const word = fc.stringMatching(/^[a-z]{1,3}$/);
    const taint = fc
      .tuple(word, fc.option(word, { nil: undefined }), fc.constantFrom("NoSchedule", "PreferNoSchedule", "NoExecute"))
      .map(([key, value, effect]) => ({ key, value, effect }));
    fc.assert(
      fc.property(fc.array(fc.array(taint)), (pools) => {
        const written = pools.map((taints) => ({
          taints: taints.map(({ key, value, effect }) => `${key}${value === undefined ? "" : `=${value}`}:${effect}`),
        }));
        const tolerations = gpuTolerations(written);
        return pools
          .flat()
          .every(({ key, value = "", effect }) =>
            tolerations.some(
              (each) =>
                each.key === key && each.effect === effect && (each.operator === "Exists" || each.value === value),
            ),
          );
      }),
    );
  });
});

import { expect } from "chai";
import { chartImage } from "../../../../components/kubernetes/gpu/chart-images";
import { gpuOperatorValues } from "../../../../components/kubernetes/gpu/gpu-operator-values";
import { A10, A100, H100_NVL, pool, registry, RTX_PRO, textsIn } from "./pools";

const values = (...pools: ReturnType<typeof pool>[]) => gpuOperatorValues({ pools, ...registry });

describe("values of the GPU operator", () => {
  it("install drivers only where a pool leaves them to the operator", () => {
    const drivers = [values(pool("a", A10)), values(pool("a", RTX_PRO)), values(pool("a", A10), pool("b", H100_NVL))];
    expect(drivers.map(({ driver }) => driver.enabled)).to.deep.equal([false, false, true]);
  });

  it("take every image that they switch on from the platform's registry", () => {
    const repositories = textsIn(values(pool("a", A100, { mig: "MIG1g" }))).filter((text) => text.includes(".io/"));
    expect(new Set(repositories)).to.deep.equal(
      new Set(["cr.azurecr.io/gpu-operator", "cr.azurecr.io/gpu-operator/node-feature-discovery"]),
    );
  });

  it("name an image for every part that is switched on, and none for the others", () => {
    const parts = Object.entries(values(pool("a", A100, { mig: "MIG1g" }))) as [string, Record<string, unknown>][];
    const withImage = parts.filter(([, part]) => "image" in part).map(([name]) => name);
    expect(withImage.sort()).to.deep.equal([
      "dcgmExporter",
      "devicePlugin",
      "driver",
      "gfd",
      "migManager",
      "node-feature-discovery",
      "nodeStatusExporter",
      "operator",
      "toolkit",
      "validator",
    ]);
    const on = parts.filter(([, part]) => part.enabled === true).map(([name]) => name);
    expect(on.filter((name) => name !== "nfd" && !withImage.includes(name))).to.deep.equal([]);
  });

  it("give tag and digest where a digest is known, the tag otherwise", () => {
    const { devicePlugin, toolkit } = values(pool("a", A10));
    expect(devicePlugin).to.deep.include({
      repository: "cr.azurecr.io/gpu-operator",
      image: "k8s-device-plugin",
      version: "v0.19.2@sha256:32e1bdf5b45f6ccf7389d9e3ff98f569fa7063c562f5376f478bd4b1fe1a4aa6",
    });
    expect(toolkit).to.deep.include({ image: "container-toolkit", version: "v1.17.8-ubuntu20.04" });
  });

  it("name the driver without the nodes' system, which the operator adds", () => {
    expect(values(pool("a", A100)).driver).to.deep.include({
      repository: "cr.azurecr.io/gpu-operator",
      image: "driver",
      version: "580.126.20",
    });
  });

  it("divide GPUs where the operator installs their driver, and leave it to Azure elsewhere", () => {
    const divided = [
      values(pool("a", A100, { mig: "MIG2g" })),
      values(pool("a", A100, { mig: "MIG2g", driver: "Install" })),
      values(pool("a", A100)),
    ];
    expect(divided.map(({ migManager, mig }) => [migManager.enabled, mig.strategy])).to.deep.equal([
      [true, "single"],
      [false, "single"],
      [false, "single"],
    ]);
  });

  it("give containers the GPUs that they were given, not those that they name", () => {
    const { devicePlugin, toolkit } = values(pool("a", A10));
    expect([...toolkit.env, ...devicePlugin.env].map(({ name, value }) => `${name}=${value}`)).to.deep.equal([
      "ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED=false",
      "ACCEPT_NVIDIA_VISIBLE_DEVICES_AS_VOLUME_MOUNTS=true",
      "DEVICE_LIST_STRATEGY=volume-mounts",
    ]);
  });

  it("reach nodes with the pools' own taints", () => {
    const own = { key: "team", operator: "Equal", value: "robots", effect: "NoSchedule" };
    const { daemonsets, "node-feature-discovery": discovery } = values(
      pool("a", A10, { taints: ["team=robots:NoSchedule"] }),
    );
    expect(daemonsets.tolerations).to.deep.include(own);
    expect(discovery.worker.tolerations).to.deep.include(own);
  });

  it("measure GPUs, and need no Prometheus of the cluster's own for it", () => {
    const { dcgm, dcgmExporter } = values(pool("a", A10));
    expect([dcgm.enabled, dcgmExporter.enabled, dcgmExporter.serviceMonitor.enabled]).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it("have requests and limits for everything that runs on nodes", () => {
    const { validator, driver, toolkit, devicePlugin, gfd, dcgmExporter, migManager, nodeStatusExporter } = values();
    for (const part of [validator, driver, toolkit, devicePlugin, gfd, dcgmExporter, migManager, nodeStatusExporter]) {
      expect(Object.keys(part.resources)).to.deep.equal(["requests", "limits"]);
    }
  });
});

describe("images of charts", () => {
  it("are refused when the registry's list lacks them", () => {
    expect(() => chartImage(registry, "gpu-operator/unheard-of")).to.throw(
      "0 images have the repository gpu-operator/unheard-of, not one.",
    );
  });

  it("are refused when drivers of two versions leave open which is meant", () => {
    const other = { source: "s", repository: "gpu-operator/driver", tag: "590.1-ubuntu22.04", neededBy: "tests" };
    expect(() => gpuOperatorValues({ ...registry, images: [...registry.images, other], pools: [] })).to.throw(
      "The registry's list has 2 versions of the GPU driver, not one.",
    );
  });
});

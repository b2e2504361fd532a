import { expect } from "chai";
import { nameOf, requiredImages } from "../../../../components/registry/images";

const gpuImages = (images: ReturnType<typeof requiredImages>) =>
  images.filter(({ repository }) => /^(gpu-operator|kai-scheduler)\/|\/pause$/.test(repository)).map(nameOf);

describe("images of the GPU stack", () => {
  it("are imported where they are asked for, and only there", () => {
    expect(gpuImages(requiredImages({ osmo: false }, {}))).to.deep.equal([]);
    // OSMO's workflows are scheduled by KAI, also those that need no GPU.
    const withoutGpus = gpuImages(requiredImages({ osmo: true }, {}));
    expect(withoutGpus).to.have.length(8);
    expect(withoutGpus.filter((name) => !name.startsWith("kai-scheduler/"))).to.deep.equal([]);
    expect(gpuImages(requiredImages({ osmo: false, gpus: true }, {}))).to.have.members([
      "gpu-operator/gpu-operator:v26.3.2",
      "gpu-operator/driver:580.126.20-ubuntu22.04",
      "gpu-operator/driver:580.126.20-ubuntu24.04",
      "gpu-operator/k8s-driver-manager:v0.11.0",
      "gpu-operator/container-toolkit:v1.17.8-ubuntu20.04",
      "gpu-operator/k8s-device-plugin:v0.19.2",
      "gpu-operator/dcgm-exporter:4.5.3-4.8.2-distroless",
      "gpu-operator/k8s-mig-manager:v0.14.2",
      "gpu-operator/node-feature-discovery:v0.18.3",
      "third-party/pause:3.10",
      "kai-scheduler/operator:v0.20.1",
      "kai-scheduler/scheduler:v0.20.1",
      "kai-scheduler/binder:v0.20.1",
      "kai-scheduler/podgrouper:v0.20.1",
      "kai-scheduler/podgroupcontroller:v0.20.1",
      "kai-scheduler/queuecontroller:v0.20.1",
      "kai-scheduler/admission:v0.20.1",
      "kai-scheduler/resourcereservation:v0.20.1",
    ]);
  });

  it("come from their publishers' registries", () => {
    const hosts = requiredImages({ osmo: false, gpus: true }, {})
      .filter(({ repository }) => /^(gpu-operator|kai-scheduler)\//.test(repository))
      .map(({ source }) => source.slice(0, source.lastIndexOf("/")));
    expect([...new Set(hosts)].sort()).to.deep.equal([
      "ghcr.io/nvidia/kai-scheduler",
      "nvcr.io/nvidia",
      "nvcr.io/nvidia/cloud-native",
      "nvcr.io/nvidia/k8s",
      "registry.k8s.io/nfd",
    ]);
  });

  it("have names and digests once each", () => {
    const images = requiredImages({ osmo: true, gpus: true }, {});
    expect(new Set(images.map(nameOf)).size).to.equal(images.length);
    const digests = images.flatMap(({ digest }) => (digest ? [digest] : []));
    expect(new Set(digests).size).to.equal(digests.length);
    expect(digests.filter((digest) => !/^sha256:[0-9a-f]{64}$/.test(digest))).to.deep.equal([]);
  });
});

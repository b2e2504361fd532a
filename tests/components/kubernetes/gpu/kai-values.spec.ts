import { expect } from "chai";
import { kaiConfig, kaiValues } from "../../../../components/kubernetes/gpu/kai-values";
import { registry, textsIn } from "./pools";

const needs = { ...registry, namespace: "kai-scheduler", workloads: "osmo-workflows" };
const digest = `sha256:${"a".repeat(64)}`;

describe("values of KAI", () => {
  it("name the operator in the platform's registry, and no queue of the chart's own", () => {
    const { global, operator, defaultQueue } = kaiValues(needs);
    expect(global.registry).to.equal("cr.azurecr.io/kai-scheduler");
    expect(operator.image).to.deep.equal({ name: "operator", tag: "v0.20.1" });
    expect(defaultQueue).to.deep.equal({ createDefaultQueue: false });
  });

  it("take a digest into the tag", () => {
    const images = registry.images.map((image) =>
      image.repository === "kai-scheduler/operator" ? { ...image, digest } : image,
    );
    expect(kaiValues({ ...needs, images }).operator.image.tag).to.equal(`v0.20.1@${digest}`);
  });
});

describe("configuration of KAI", () => {
  const config = kaiConfig(needs);

  it("names every image, so that none follows from the operator's own", () => {
    const images = [
      config.binder.service,
      config.binder.resourceReservation,
      config.podGrouper.service,
      config.podGroupController.service,
      config.queueController.service,
      config.admission.service,
      config.scheduler.service,
    ].map(({ image }) => `${image.repository}/${image.name}:${image.tag}`);
    expect(images).to.deep.equal([
      "cr.azurecr.io/kai-scheduler/binder:v0.20.1",
      "cr.azurecr.io/kai-scheduler/resourcereservation:v0.20.1",
      "cr.azurecr.io/kai-scheduler/podgrouper:v0.20.1",
      "cr.azurecr.io/kai-scheduler/podgroupcontroller:v0.20.1",
      "cr.azurecr.io/kai-scheduler/queuecontroller:v0.20.1",
      "cr.azurecr.io/kai-scheduler/admission:v0.20.1",
      "cr.azurecr.io/kai-scheduler/scheduler:v0.20.1",
    ]);
    expect(textsIn(config).filter((text) => text.includes("ghcr.io"))).to.deep.equal([]);
  });

  it("has webhooks for the one namespace, so that pods elsewhere start while KAI is down", () => {
    expect(config.global.namespaceLabelSelector).to.deep.equal({ "kubernetes.io/metadata.name": "osmo-workflows" });
  });

  it("runs its pods as Pod Security's restricted level asks", () => {
    expect(config.global.securityContext).to.deep.equal({
      allowPrivilegeEscalation: false,
      runAsNonRoot: true,
      runAsUser: 10000,
      capabilities: { drop: ["ALL"] },
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("shares no GPU between pods, and starts no pods to make the cluster grow", () => {
    expect([config.admission.gpuSharing, config.nodeScaleAdjuster.service.enabled]).to.deep.equal([false, false]);
  });
});

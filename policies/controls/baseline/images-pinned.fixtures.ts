import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { imagesPinned } from "./images-pinned";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const HOST = "crplatform.azurecr.io";

const pod = (image: unknown, more: Record<string, unknown> = {}): FixtureResource => ({
  type: "kubernetes:batch/v1:Job",
  name: "trainer",
  properties: {
    spec: { template: { spec: { containers: [{ name: "train", ...(image !== undefined && { image }) }], ...more } } },
  },
});
const release = (values: unknown): FixtureResource => ({
  type: KUBERNETES.helmRelease,
  name: "gpu-operator",
  properties: { chart: "gpu-operator", values },
});
const PINNED = `${HOST}/training@${DIGEST}`;

export default fixtures(imagesPinned, {
  pass: [
    { title: "a digest", resources: [pod(PINNED)] },
    { title: "a digest, and the tag that people read", resources: [pod(`${HOST}/training:2.3.2@${DIGEST}`)] },
    { title: "a chart that is told a reference", resources: [release({ image: PINNED })] },
    {
      title: "a chart that is told the parts",
      resources: [
        release({
          devicePlugin: { repository: HOST, image: "device-plugin", version: `v0.19.2@${DIGEST}` },
          exporter: { image: { repository: `${HOST}/exporter`, tag: "4.5", digest: DIGEST } },
          scheduler: { image: { name: "scheduler", tag: `v0.20.1@${DIGEST}` } },
        }),
      ],
    },
  ],
  fail: [
    { title: "a tag", resources: [pod(`${HOST}/training:2.3.2`)] },
    { title: "the newest", resources: [pod(`${HOST}/training:latest`)] },
    { title: "nothing, which means the newest", resources: [pod(`${HOST}/training`)] },
    { title: "the port of a registry, which is no tag", resources: [pod("registry.example:5000/training")] },
    { title: "a digest that is cut short", resources: [pod(`${HOST}/training@sha256:0123456789abcdef`)] },
    { title: "a digest of another kind", resources: [pod(`${HOST}/training@md5:0123456789abcdef0123456789abcdef`)] },
    { title: "a tag that looks like a digest", resources: [pod(`${HOST}/training:sha256-${"0".repeat(64)}`)] },
    { title: "a digest with something behind", resources: [pod(`${PINNED}:latest`)] },
    {
      title: "a container before the others",
      resources: [pod(PINNED, { initContainers: [{ name: "fetch", image: "busybox" }] })],
    },
    {
      title: "a container for debugging",
      resources: [pod(PINNED, { ephemeralContainers: [{ name: "shell", image: "busybox:1.37" }] })],
    },
    {
      title: "a volume that is an image",
      resources: [pod(PINNED, { volumes: [{ name: "models", image: { reference: `${HOST}/models:1` } }] })],
    },
    { title: "no image, which a default may fill", resources: [pod(undefined)] },
    { title: "a chart that is told a reference", resources: [release({ envoy: { image: `${HOST}/envoy:v1.38.1` } })] },
    {
      title: "a chart that is told the parts",
      resources: [release({ nfd: { image: { repository: `${HOST}/nfd`, tag: "v0.18.3" } } })],
    },
    {
      title: "a chart that is told a version, which YAML takes for a number",
      resources: [release({ driver: { repository: HOST, image: "driver", version: 580.1 } })],
    },
    { title: "a chart that is told a tag alone", resources: [release({ global: { osmoImageTag: "6.3.1" } })] },
    { title: "images by name", resources: [release({ backend_images: { init: `${HOST}/init:6.3.1` } })] },
  ],
  unknown: [
    { title: "the image is not known yet", resources: [pod(unknown)] },
    { title: "the containers are not known yet", resources: [pod(PINNED, { initContainers: unknown })] },
    {
      title: "part of the image is not known yet",
      resources: [release({ nfd: { image: { repository: `${HOST}/nfd`, tag: unknown } } })],
    },
    { title: "the values of the chart are not known yet", resources: [release(unknown)] },
  ],
  notApplicable: [
    { title: "a chart that is told nothing of images", resources: [release({ replicas: 2 })] },
    {
      title: "a part of a chart that is switched off",
      resources: [release({ migManager: { enabled: false, image: `${HOST}/mig:1` } })],
    },
    { title: "a chart that is told a registry alone", resources: [release({ global: { imageRegistry: HOST } })] },
  ],
});

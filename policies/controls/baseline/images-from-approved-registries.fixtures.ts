import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { KUBERNETES } from "../../framework/resource-types";
import { imagesFromApprovedRegistries } from "./images-from-approved-registries";

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
const OWN = "crplatform.azurecr.io/training/isaac-lab:2.3.2";

export default fixtures(imagesFromApprovedRegistries, {
  pass: [
    { title: "a registry of one's own", resources: [pod(OWN)] },
    { title: "the same with its port", resources: [pod("crplatform.azurecr.io:443/training/isaac-lab:2.3.2")] },
    { title: "Microsoft's", resources: [pod("mcr.microsoft.com/azureml/base:1")] },
    {
      title: "another place, by configuration",
      resources: [pod("nvcr.io/nvidia/isaac-lab:2.3.2")],
      settings: { registries: ["nvcr.io/nvidia"] },
    },
    {
      title: "a chart that is told a place, and the names in it",
      resources: [
        release({
          global: { osmoImageLocation: "crplatform.azurecr.io/osmo", osmoImageTag: "6.3.1" },
          driver: { repository: "crplatform.azurecr.io/gpu-operator", image: "driver", version: "580" },
        }),
      ],
    },
    {
      title: "a chart whose images are named below one registry",
      resources: [
        release({
          global: { imageRegistry: "crplatform.azurecr.io" },
          image: { repository: "kai/operator", tag: "v0.20" },
        }),
      ],
    },
  ],
  fail: [
    { title: "no registry, which means Docker Hub", resources: [pod("python:3.11")] },
    { title: "a name of Docker Hub that looks like a host", resources: [pod("azurecr/io:1")] },
    { title: "a public registry", resources: [pod("quay.io/oauth2-proxy/oauth2-proxy:v7.14.2")] },
    { title: "a host that begins like an approved one", resources: [pod("crplatform.azurecr.io.attacker.com/a:1")] },
    { title: "a host that ends like an approved one", resources: [pod("evilazurecr.io/a:1")] },
    { title: "the approved host in the path", resources: [pod("attacker.com/crplatform.azurecr.io/a:1")] },
    { title: "the approved host before an @", resources: [pod("crplatform.azurecr.io@attacker.com/a:1")] },
    { title: "a host below an approved one", resources: [pod("a.crplatform.azurecr.io/a:1")] },
    { title: "the approved ending without a name", resources: [pod(".azurecr.io/a:1")] },
    { title: "another port of the host", resources: [pod("crplatform.azurecr.io:5000/a:1")] },
    { title: "a letter of another alphabet", resources: [pod("mcr.micrоsoft.com/a:1")] },
    { title: "an address, which no runtime takes", resources: [pod("https://mcr.microsoft.com/a:1")] },
    {
      title: "a neighbour of an approved place",
      resources: [pod("nvcr.io/nvidia-evil/isaac-lab:1")],
      settings: { registries: ["nvcr.io/nvidia"] },
    },
    { title: "nothing is approved", resources: [pod(OWN)], settings: { registries: [] } },
    {
      title: "a container before the others",
      resources: [pod(OWN, { initContainers: [{ name: "fetch", image: "busybox" }] })],
    },
    {
      title: "a volume that is an image",
      resources: [pod(OWN, { volumes: [{ name: "models", image: { reference: "ghcr.io/a/models:1" } }] })],
    },
    {
      title: "a chart that is told a reference",
      resources: [release({ envoy: { image: "envoyproxy/envoy:v1.38.1" } })],
    },
    {
      title: "a chart that is told the parts",
      resources: [release({ image: { registry: "docker.io", repository: "bitnami/redis", tag: "8" } })],
    },
    {
      title: "a chart that is told a place",
      resources: [release({ global: { osmoImageLocation: "nvcr.io/nvidia/osmo" } })],
    },
    {
      title: "a file of values",
      resources: [
        {
          type: KUBERNETES.helmRelease,
          name: "gpu-operator",
          properties: { chart: "gpu-operator", valueYamlFiles: [{ text: "image: nvcr.io/nvidia/driver:580\n" }] },
        },
      ],
    },
  ],
  unknown: [
    { title: "the image is not known yet", resources: [pod(unknown)] },
    { title: "the containers are not known yet", resources: [pod(OWN, { containers: unknown })] },
    { title: "the place is not known yet", resources: [release({ global: { osmoImageLocation: unknown } })] },
    { title: "the values of the chart are not known yet", resources: [release(unknown)] },
  ],
  notApplicable: [
    { title: "a chart that is told nothing of images", resources: [release({ replicas: 2 })] },
    {
      title: "a part of a chart that is switched off",
      resources: [release({ migManager: { enabled: false, image: "nvcr.io/nvidia/mig:1" } })],
    },
  ],
});

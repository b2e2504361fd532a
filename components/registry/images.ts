/** An image that is brought into the platform's registry, from which alone the cluster pulls it (G4). */
export interface Image {
  /** Where it comes from, as in `nvcr.io/nvidia/osmo/service`. */
  readonly source: string;
  /** What it is called in the platform's registry, as in `osmo/service`. */
  readonly repository: string;
  readonly tag: string;
  /** `sha256:` and 64 hexadecimal digits. Left out where nobody has published it: the configuration gives it. */
  readonly digest?: string;
  readonly neededBy: string;
}

const OSMO_VERSION = "6.3.1";

const osmo = (name: string, neededBy: string): Image => ({
  source: `nvcr.io/nvidia/osmo/${name}`,
  repository: `osmo/${name}`,
  tag: OSMO_VERSION,
  neededBy,
});

/** Images of OSMO: the control plane, its gateway and its backend. */
const OSMO_IMAGES: readonly Image[] = [
  osmo("service", "OSMO API"),
  osmo("worker", "OSMO control plane"),
  osmo("logger", "OSMO control plane"),
  osmo("agent", "OSMO control plane"),
  osmo("router", "OSMO control plane"),
  osmo("delayed-job-monitor", "OSMO control plane"),
  osmo("web-ui", "OSMO user interface"),
  // The existing platform's list forgets these two: with authorization on, the gateway could not start.
  osmo("authz-sidecar", "OSMO gateway"),
  osmo("backend-test-runner", "OSMO backend operator"),
  osmo("backend-listener", "OSMO backend operator"),
  osmo("backend-worker", "OSMO backend operator"),
  osmo("init-container", "OSMO workflow pods"),
  osmo("client", "OSMO workflow pods"),
  {
    source: "docker.io/envoyproxy/envoy",
    repository: "third-party/envoy",
    tag: "v1.38.1",
    neededBy: "OSMO gateway",
  },
  {
    source: "quay.io/oauth2-proxy/oauth2-proxy",
    repository: "third-party/oauth2-proxy",
    tag: "v7.14.2",
    neededBy: "OSMO gateway",
  },
  {
    source: "docker.io/envoyproxy/ratelimit",
    repository: "third-party/ratelimit",
    tag: "9d8d70a8",
    neededBy: "OSMO gateway",
  },
  {
    source: "docker.io/library/postgres",
    repository: "third-party/postgres",
    tag: "16",
    // The existing platform's own.
    digest: "sha256:eb4759788a2182f08257135e61a34f2cfc3c2914079f3465d64ee62350f4d081",
    neededBy: "OSMO's database role",
  },
  {
    // Speaks Redis' protocol, and is free software still.
    source: "docker.io/valkey/valkey",
    repository: "third-party/valkey",
    tag: "8.1.3-alpine",
    neededBy: "counters of the OSMO gateway's rate limits",
  },
];

/** Images that training and evaluation run in. Digests: the existing platform's job files. */
const TRAINING_IMAGES: readonly Image[] = [
  {
    source: "nvcr.io/nvidia/isaac-lab",
    repository: "training/isaac-lab",
    tag: "2.3.2",
    digest: "sha256:388dbc806f48359a964cb9f807feb226da95d0a107f470fdcad9780ea10fe6f2",
    neededBy: "reinforcement learning and simulation",
  },
  {
    source: "docker.io/pytorch/pytorch",
    repository: "training/pytorch",
    tag: "2.11.0-cuda12.8-cudnn9-runtime",
    digest: "sha256:eee11b3b3872a8c838e35ef48f08b2d5def2080902c7f666831310ca1a0ef2be",
    neededBy: "imitation learning",
  },
  {
    source: "docker.io/pytorch/pytorch",
    repository: "training/pytorch",
    tag: "2.6.0-cuda12.4-cudnn9-devel",
    digest: "sha256:0cf3402e946b7c384ba943ee05c90b4c5a4a05227923921f2b0918c011cfaf56",
    neededBy: "vision-language-action training",
  },
  {
    source: "docker.io/pytorch/pytorch",
    repository: "training/pytorch",
    tag: "2.4.1-cuda12.4-cudnn9-runtime",
    digest: "sha256:0a3b9fedefe1f61ac4d5a9de9015c0863db27ca0fde2d4e37e6268147980b726",
    neededBy: "evaluation",
  },
  {
    source: "docker.io/library/python",
    repository: "training/python",
    tag: "3.11-slim",
    digest: "sha256:b27df5841f3355e9473f9a516d38a6783b6c8dfeacaf2d14a240f443b368ddb6",
    neededBy: "replay of recorded jobs, OSMO's token rotation and its database role",
  },
];

const fromNvidia = (path: string, tag: string, neededBy: string, digest?: string): Image => ({
  source: `nvcr.io/nvidia/${path}`,
  repository: `gpu-operator/${path.slice(path.lastIndexOf("/") + 1)}`,
  tag,
  ...(digest && { digest: `sha256:${digest}` }),
  neededBy,
});

const KAI_VERSION = "v0.20.1";

const kai = (name: string): Image => ({
  source: `ghcr.io/nvidia/kai-scheduler/${name}`,
  repository: `kai-scheduler/${name}`,
  tag: KAI_VERSION,
  neededBy: "KAI scheduler",
});

/**
 * Images of the GPU operator v26.3.2: all that its chart runs with what the platform switches on. Digests: NVIDIA's bundle of
 * that release, where it has the same tag; the existing platform's manifests.
 */
const GPU_IMAGES: readonly Image[] = [
  fromNvidia("gpu-operator", "v26.3.2", "GPU operator and its checks of nodes"),
  // One for each Ubuntu that AKS gives to nodes: 22.04 up to Kubernetes 1.34, 24.04 from then on.
  fromNvidia("driver", "580.126.20-ubuntu22.04", "GPU drivers of A100 and H100"),
  fromNvidia("driver", "580.126.20-ubuntu24.04", "GPU drivers of A100 and H100"),
  fromNvidia(
    "cloud-native/k8s-driver-manager",
    "v0.11.0",
    "GPU drivers of A100 and H100",
    "8aec215a8b159b0162b55e688065efd58ebfa848ebc999c1797221686ff1243d",
  ),
  fromNvidia("k8s/container-toolkit", "v1.17.8-ubuntu20.04", "GPU operator"),
  fromNvidia(
    "k8s-device-plugin",
    "v0.19.2",
    "GPU operator",
    "32e1bdf5b45f6ccf7389d9e3ff98f569fa7063c562f5376f478bd4b1fe1a4aa6",
  ),
  fromNvidia(
    "k8s/dcgm-exporter",
    "4.5.3-4.8.2-distroless",
    "metrics of GPUs",
    "60d3b00ac80b4ae77f94dae2f943685605585ad9e92fdccda3154d009ae317cc",
  ),
  fromNvidia(
    "cloud-native/k8s-mig-manager",
    "v0.14.2",
    "GPUs that are divided",
    "313586bfa5c07601a83f310dd700db0007d489df2ad42bb52c611802cbb7a278",
  ),
  {
    source: "registry.k8s.io/nfd/node-feature-discovery",
    repository: "gpu-operator/node-feature-discovery",
    tag: "v0.18.3",
    neededBy: "GPU operator",
  },
];

/** Images of KAI, which schedules OSMO's workflows, with or without GPUs. */
const KAI_IMAGES: readonly Image[] = [
  kai("operator"),
  kai("scheduler"),
  kai("binder"),
  kai("podgrouper"),
  kai("podgroupcontroller"),
  kai("queuecontroller"),
  kai("admission"),
  kai("resourcereservation"),
];

/** A program that waits and does nothing. Digest: the existing platform's manifests. */
export const PAUSE_IMAGE: Image = {
  source: "registry.k8s.io/pause",
  repository: "third-party/pause",
  tag: "3.10",
  digest: "sha256:ee6521f290b2168b6e0935a181d4cff9be1ac3f505666ef0e3c98fae8199917a",
  neededBy: "GRID drivers of RTX PRO, certificate of scoring",
};

/** Parts of the platform that bring images of their own. */
interface Parts {
  readonly osmo: boolean;
  readonly gpus?: boolean;
  readonly machineLearning?: boolean;
}

/** Every image that the platform needs, with digests that the configuration gives by `repository:tag`. */
export function requiredImages(
  { osmo: withOsmo, gpus = false, machineLearning = false }: Parts,
  digests: Readonly<Record<string, string>>,
): readonly Image[] {
  const all = [
    ...(withOsmo ? OSMO_IMAGES : []),
    ...(gpus ? GPU_IMAGES : []),
    ...(gpus || withOsmo ? KAI_IMAGES : []),
    ...(gpus || machineLearning ? [PAUSE_IMAGE] : []),
    ...TRAINING_IMAGES,
  ];
  return all.map((image) => {
    const digest = digests[nameOf(image)] ?? image.digest;
    return digest === undefined ? image : { ...image, digest };
  });
}

/** `osmo/service:6.3.1`: what an image is called in the platform's registry. */
export function nameOf({ repository, tag }: Image): string {
  return `${repository}:${tag}`;
}

/** `registry.azurecr.io/osmo/service:6.3.1@sha256:...`: what the cluster pulls; by digest where one is known. */
export function pullReference(image: Image, registryHost: string): string {
  return `${registryHost}/${nameOf(image)}${image.digest ? `@${image.digest}` : ""}`;
}

/**
 * The one image of a repository, as in `osmo/client`.
 *
 * @throws Error where there is none or several: which is meant has to be said in the list
 */
export function imageOf(images: readonly Image[], repository: string): Image {
  const found = images.filter((image) => image.repository === repository);
  if (found.length !== 1) throw new Error(`${found.length} images have the repository ${repository}, not one.`);
  return found[0]!;
}

/** The Azure CLI's commands that bring the images in; the registry fetches them itself, over Azure's control plane. */
export function importCommands(images: readonly Image[], registry: string): readonly string[] {
  return images.map((image) => {
    const source = image.digest ? `${image.source}@${image.digest}` : `${image.source}:${image.tag}`;
    return `az acr import --name ${registry} --source ${source} --image ${nameOf(image)}`;
  });
}

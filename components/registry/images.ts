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
    neededBy: "replay of recorded jobs, and the database's set-up",
  },
];

/** Every image that the platform needs, with digests that the configuration gives by `repository:tag`. */
export function requiredImages(
  { osmo: withOsmo }: { readonly osmo: boolean },
  digests: Readonly<Record<string, string>>,
): readonly Image[] {
  return [...(withOsmo ? OSMO_IMAGES : []), ...TRAINING_IMAGES].map((image) => {
    const digest = digests[nameOf(image)] ?? image.digest;
    return digest === undefined ? image : { ...image, digest };
  });
}

/** `osmo/service:6.3.1`: what an image is called in the platform's registry. */
export function nameOf({ repository, tag }: Image): string {
  return `${repository}:${tag}`;
}

/** The Azure CLI's commands that bring the images in; the registry fetches them itself, over Azure's control plane. */
export function importCommands(images: readonly Image[], registry: string): readonly string[] {
  return images.map((image) => {
    const source = image.digest ? `${image.source}@${image.digest}` : `${image.source}:${image.tag}`;
    return `az acr import --name ${registry} --source ${source} --image ${nameOf(image)}`;
  });
}

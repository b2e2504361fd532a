import type { Manifest } from "../api-client";

/** The registry that the tests approve. */
export const REGISTRY = "physicalai.azurecr.io";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
/** An image that no policy has anything against, and whose root is not made read-only. */
export const IMAGE = `${REGISTRY}/training/isaac-lab:2.3.2@${DIGEST}`;
/** One that is known to write nowhere. */
export const READ_ONLY_IMAGE = `${REGISTRY}/training/python:3.11-slim@${DIGEST}`;

/** A pinned reference to another image. */
export const pinned = (repository: string): string => `${repository}@${DIGEST}`;

export interface Container {
  readonly name?: string;
  readonly image?: string;
  /** Plain values by name, or a list as Kubernetes takes it. */
  readonly env?: Readonly<Record<string, string>> | readonly object[];
  readonly [field: string]: unknown;
}

const isList = (env: NonNullable<Container["env"]>): env is readonly object[] => Array.isArray(env);

const container = ({ env, ...rest }: Container, name: string) => ({
  name,
  image: IMAGE,
  ...rest,
  ...(env && { env: isList(env) ? env : Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
});

/** What the tests vary of a pod. */
export interface PodOptions {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly init?: readonly Container[];
  /** Containers beside the first. */
  readonly others?: readonly Container[];
  /** Further fields of the pod's spec. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** A pod in a namespace of workloads, with a container `main`. */
export function podWith(main: Container = {}, options: PodOptions = {}): Manifest {
  const {
    name = "job",
    namespace = "osmo-workflows",
    labels = {},
    annotations = {},
    init,
    others = [],
    spec,
  } = options;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels, annotations },
    spec: {
      containers: [container(main, "main"), ...others.map((each, index) => container(each, `other-${index}`))],
      ...(init && { initContainers: init.map((each, index) => container(each, `init-${index}`)) }),
      ...spec,
    },
  };
}

/** A value of a Secret. */
export const fromSecret = (name: string) => ({
  name,
  valueFrom: { secretKeyRef: { name: "credentials", key: "value" } },
});

export interface MendedContainer {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly volumeMounts?: readonly object[];
  readonly securityContext?: object;
}

/** The spec of a pod that the API server returned. */
export interface MendedSpec {
  readonly containers: readonly MendedContainer[];
  readonly initContainers?: readonly MendedContainer[];
  readonly volumes?: readonly { readonly name: string }[];
  readonly securityContext?: object;
}

export const specOf = (pod: Manifest): MendedSpec => pod.spec as MendedSpec;

import { NO_PRIVILEGES, RUNTIME_SECCOMP } from "../kubernetes/pod-security";
import { SERVICE_ACCOUNTS, WORKLOAD_IDENTITY_LABEL } from "./cluster-names";

export interface Toleration {
  readonly key: string;
  readonly operator: "Equal" | "Exists";
  readonly value?: string;
  readonly effect: string;
}

/** Part of the pods of workflows. OSMO lays a pool's templates over each other, and lists over each other by name. */
export interface PodTemplate {
  readonly metadata?: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly serviceAccountName?: string;
    readonly automountServiceAccountToken?: false;
    readonly securityContext?: typeof RUNTIME_SECCOMP;
    readonly nodeSelector?: Readonly<Record<string, string>>;
    readonly tolerations?: readonly Toleration[];
    readonly initContainers?: readonly ContainerTemplate[];
    readonly containers?: readonly ContainerTemplate[];
    readonly volumes?: readonly { readonly name: string; readonly emptyDir: Readonly<Record<string, string>> }[];
  };
}

interface ContainerTemplate {
  readonly name: string;
  readonly securityContext: typeof NO_PRIVILEGES;
  readonly resources?: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** Not less: images of users run as root at times, and OSMO's own container writes the files that they read. */
const securityContext = NO_PRIVILEGES;

/** What a task asks for, filled in by OSMO. */
const asked = {
  cpu: "{{USER_CPU}}",
  memory: "{{USER_MEMORY}}",
  "nvidia.com/gpu": "{{USER_GPU}}",
  "ephemeral-storage": "{{USER_STORAGE}}",
};

const SHARED_MEMORY = "shm";

/** Templates of every pool: who pods are, what their containers may do, what they get. */
export const commonTemplates = {
  default_ctrl: {
    metadata: { labels: WORKLOAD_IDENTITY_LABEL },
    spec: {
      serviceAccountName: SERVICE_ACCOUNTS.workflow,
      // Azure's webhook projects the token that stands for the identity; the cluster's own is nothing to tasks.
      automountServiceAccountToken: false,
      securityContext: RUNTIME_SECCOMP,
      initContainers: [{ name: "osmo-init", securityContext }],
      containers: [
        {
          name: "osmo-ctrl",
          securityContext,
          // Source: the existing platform's template.
          resources: {
            requests: { cpu: "250m", memory: "1Gi", "ephemeral-storage": "3Gi" },
            limits: { cpu: "500m", memory: "16Gi", "ephemeral-storage": "3Gi" },
          },
        },
      ],
    },
  },
  default_user: {
    spec: {
      containers: [
        {
          name: "{{USER_CONTAINER_NAME}}",
          securityContext,
          resources: { requests: asked, limits: asked },
          volumeMounts: [{ name: SHARED_MEMORY, mountPath: "/dev/shm" }],
        },
      ],
      // Processes of one training job hand tensors to each other by it.
      volumes: [{ name: SHARED_MEMORY, emptyDir: { medium: "Memory", sizeLimit: "{{USER_SHM_SIZE}}" } }],
    },
  },
} satisfies Readonly<Record<string, PodTemplate>>;

import { vaultVolume, VAULT_MOUNT } from "../kubernetes/key-vault-secrets";
import { CLUSTER_SECRETS, OPERATOR_NAMESPACE, SECRET_CLASSES, VAULT_FILES, WORKFLOWS_NAMESPACE } from "./cluster-names";
import { BACKEND } from "./configuration-values";
import type { LogValues } from "./control-plane-values";
import { logValues, OSMO_VERSION } from "./control-plane-values";
import type { Volume, VolumeMount } from "./pod-settings";
import type { ResourceSize } from "./resource-sizes";
import { RESOURCE_SIZES } from "./resource-sizes";

/** What the values of the chart `backend-operator` depend on. */
export interface BackendOperatorNeeds {
  /** Name that the gateway answers to. */
  readonly hostName: string;
  readonly registryHost: string;
}

interface Part {
  readonly extraArgs: readonly string[];
  readonly extraPodLabels: Readonly<Record<string, string>>;
  readonly volumes: readonly Volume[];
  readonly volumeMounts: readonly VolumeMount[];
  readonly resources: ResourceSize;
}

/** Values of the chart `backend-operator` 1.3.1, with exactly the keys that are used. */
export interface BackendOperatorValues {
  readonly global: {
    readonly osmoImageLocation: string;
    readonly osmoImageTag: string;
    readonly serviceUrl: string;
    readonly agentNamespace: string;
    readonly backendNamespace: string;
    readonly backendName: string;
    readonly loginMethod: "token";
    readonly accountTokenSecret: string;
    readonly accountTokenSecretKey: string;
    readonly logs: LogValues;
    readonly networkPolicy: { readonly enabled: false };
  };
  readonly services: { readonly backendListener: Part; readonly backendWorker: Part };
  readonly backendTestRunner: { readonly enabled: false };
}

/** Where the parts note that they are alive, for their probes. The chart forgets it where it is given other volumes. */
const progress = { name: "progress-files", mountPath: "/var/run/osmo" };

/**
 * Values of OSMO's backend. It signs in by a token that it reads again at each connection, from a folder that follows the
 * vault: a replaced token needs no restart (S-1, E-2).
 */
export function backendOperatorValues({ hostName, registryHost }: BackendOperatorNeeds): BackendOperatorValues {
  return {
    global: {
      osmoImageLocation: `${registryHost}/osmo`,
      osmoImageTag: OSMO_VERSION,
      serviceUrl: `https://${hostName}`,
      agentNamespace: OPERATOR_NAMESPACE,
      backendNamespace: WORKFLOWS_NAMESPACE,
      backendName: BACKEND,
      loginMethod: "token",
      // The chart mounts it, as a copy that does not follow; nobody reads that.
      accountTokenSecret: CLUSTER_SECRETS.backendToken.name,
      accountTokenSecretKey: CLUSTER_SECRETS.backendToken.key,
      logs: logValues,
      // The platform's own deny everything that is not listed.
      networkPolicy: { enabled: false },
    },
    services: {
      backendListener: part(RESOURCE_SIZES.backendListener),
      backendWorker: part(RESOURCE_SIZES.backendWorker),
    },
    // It pulls from registries of others.
    backendTestRunner: { enabled: false },
  };
}

function part(resources: ResourceSize): Part {
  return {
    // The last one counts.
    extraArgs: ["--token_file", `${VAULT_MOUNT}/${VAULT_FILES.backendToken}`],
    extraPodLabels: { "app.kubernetes.io/part-of": "osmo" },
    volumes: [{ name: progress.name, emptyDir: {} }, vaultVolume(SECRET_CLASSES.operator)],
    volumeMounts: [progress, { name: "vault", mountPath: VAULT_MOUNT, readOnly: true }],
    resources,
  };
}

import { REDIS_PORT } from "../data/redis";
import { vaultVolume, VAULT_MOUNT } from "../kubernetes/key-vault-secrets";
import type { Image } from "../registry/images";
import { imageOf } from "../registry/images";
import {
  CLUSTER_SECRETS,
  CONFIG_FILES,
  SECRET_CLASSES,
  SERVICE_ACCOUNTS,
  VAULT_FILES,
  WORKLOAD_IDENTITY_LABEL,
} from "./cluster-names";
import { tagOf } from "./gateway-values";
import type { EnvVar, Volume, VolumeMount } from "./pod-settings";
import { configMount, configVolume, fromSecret } from "./pod-settings";
import type { ResourceSize, Scaling } from "./resource-sizes";
import { RESOURCE_SIZES, scalingOf } from "./resource-sizes";
import type { CommandLineSignIn } from "./sign-in";
import { commandLineSignIn } from "./sign-in";
import type { Text } from "./text";

export interface ServiceNeeds {
  readonly hostName: string;
  readonly images: readonly Image[];
  readonly tenantId: Text;
  readonly clientId: string;
  readonly automationClientId: string;
  readonly databaseHost: Text;
  readonly redisHost: Text;
  readonly highAvailability: boolean;
}

interface Spread {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly whenUnsatisfiable: "ScheduleAnyway";
}

interface Pods {
  readonly extraPodLabels: Readonly<Record<string, string>>;
  readonly extraVolumes: readonly Volume[];
  readonly extraVolumeMounts: readonly VolumeMount[];
  readonly resources: ResourceSize;
}

/** A part of the control plane as the chart knows most of them. */
interface Part extends Pods {
  readonly scaling: Scaling;
  readonly topologySpreadConstraints: readonly Spread[];
  readonly extraEnv: readonly EnvVar[];
}

export interface ServiceValues {
  /** False: the chart would put the master key into a ConfigMap (T-1). Without it the key is a file of the vault. */
  readonly configFile: { readonly enabled: false; readonly path: string };
  readonly defaultAdmin: { readonly enabled: false };
  readonly migration: { readonly enabled: false };
  readonly postgres: {
    readonly enabled: false;
    readonly serviceName: Text;
    readonly port: number;
    readonly db: string;
    readonly user: string;
  };
  readonly redis: {
    readonly enabled: false;
    readonly serviceName: Text;
    readonly port: number;
    readonly dbNumber: number;
    readonly tlsEnabled: true;
  };
  readonly service: Part & { readonly auth: CommandLineSignIn };
  readonly worker: Part;
  readonly logger: Part;
  readonly agent: Part;
  readonly router: Pods & {
    readonly scaling: Scaling;
    readonly topologySpreadConstraints: readonly Spread[];
    /** Called otherwise than elsewhere. */
    readonly extraEnvs: readonly EnvVar[];
    readonly serviceAccountName: string;
    readonly imageTag: string;
  };
  /** One pod: the chart has no more of it. Its resources are those of `service`. */
  readonly delayedJobMonitor: Omit<Pods, "resources"> & { readonly replicas: 1; readonly extraEnv: readonly EnvVar[] };
  readonly ui: {
    readonly replicas: number;
    readonly imageTag: string;
    readonly apiHostname: string;
    readonly nextjsSslEnabled: true;
    readonly serviceAccountName: string;
    readonly resources: ResourceSize;
  };
}

/** OSMO's database, and the role that owns it and nothing else (S-2). */
export const DATABASE = { name: "osmo", role: "osmo_app", port: 5432 } as const;

/** Where the API finds the token of its service account: nobody else in its namespace is given one. */
const API_TOKEN = {
  volume: "kube-api-access",
  mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
  seconds: 3600,
} as const;

/** How six parts of OSMO get its master key and its passwords, and trust its database. */
export function serviceValues(needs: ServiceNeeds): ServiceValues {
  const { highAvailability, images } = needs;
  const scaling = scalingOf(highAvailability);
  const spread: readonly Spread[] = highAvailability
    ? [apart("kubernetes.io/hostname"), apart("topology.kubernetes.io/zone")]
    : [];
  const part = (name: "service" | "worker" | "logger" | "agent"): Part => ({
    ...pods(SECRET_CLASSES.controlPlane),
    scaling,
    topologySpreadConstraints: spread,
    extraEnv: environment,
    resources: RESOURCE_SIZES[name],
  });
  const { extraVolumes, extraVolumeMounts } = pods(SECRET_CLASSES.controlPlane);
  const router = pods(SECRET_CLASSES.router);
  return {
    configFile: { enabled: false, path: `${CONFIG_FILES.router.mountPath}/${CONFIG_FILES.router.file}` },
    defaultAdmin: { enabled: false },
    migration: { enabled: false },
    postgres: {
      enabled: false,
      serviceName: needs.databaseHost,
      port: DATABASE.port,
      db: DATABASE.name,
      user: DATABASE.role,
    },
    redis: { enabled: false, serviceName: needs.redisHost, port: REDIS_PORT, dbNumber: 0, tlsEnabled: true },
    service: {
      ...part("service"),
      auth: commandLineSignIn(needs),
      extraPodLabels: { ...ofOsmo, ...WORKLOAD_IDENTITY_LABEL },
      extraVolumes: [...extraVolumes, apiTokenVolume],
      extraVolumeMounts: [
        ...extraVolumeMounts,
        { name: API_TOKEN.volume, mountPath: API_TOKEN.mountPath, readOnly: true },
      ],
    },
    worker: { ...part("worker"), extraPodLabels: { ...ofOsmo, ...WORKLOAD_IDENTITY_LABEL } },
    logger: part("logger"),
    agent: part("agent"),
    router: {
      ...router,
      scaling,
      topologySpreadConstraints: spread,
      extraEnvs: [...databaseEnvironment, fromSecret("OSMO_POSTGRES_PASSWORD", CLUSTER_SECRETS.routerDatabase)],
      serviceAccountName: SERVICE_ACCOUNTS.router,
      imageTag: tagOf(imageOf(images, "osmo/router")),
      extraVolumes: [...router.extraVolumes, configVolume(CONFIG_FILES.router)],
      extraVolumeMounts: [...router.extraVolumeMounts, configMount(CONFIG_FILES.router)],
      resources: RESOURCE_SIZES.router,
    },
    delayedJobMonitor: { replicas: 1, extraPodLabels: ofOsmo, extraEnv: environment, extraVolumes, extraVolumeMounts },
    ui: {
      replicas: scaling.minReplicas,
      imageTag: tagOf(imageOf(images, "osmo/web-ui")),
      // By the name that the gateway's certificate is for.
      apiHostname: `${needs.hostName}:443`,
      nextjsSslEnabled: true,
      serviceAccountName: SERVICE_ACCOUNTS.userInterface,
      resources: RESOURCE_SIZES.ui,
    },
  };
}

const ofOsmo = { "app.kubernetes.io/part-of": "osmo" };

/** What libpq and OSMO read. The environment goes before flags, and those before files. */
const databaseEnvironment: readonly EnvVar[] = [
  { name: "OSMO_MEK_FILE", value: `${VAULT_MOUNT}/${VAULT_FILES.masterKey}` },
  { name: "PGSSLMODE", value: "verify-full" },
  { name: "PGSSLROOTCERT", value: `${CONFIG_FILES.databaseRoots.mountPath}/${CONFIG_FILES.databaseRoots.file}` },
];

const environment: readonly EnvVar[] = [
  ...databaseEnvironment,
  fromSecret("OSMO_POSTGRES_PASSWORD", CLUSTER_SECRETS.database),
  fromSecret("OSMO_REDIS_PASSWORD", CLUSTER_SECRETS.redis),
];

function pods(secretClass: string): Omit<Pods, "resources"> {
  return {
    extraPodLabels: ofOsmo,
    extraVolumes: [vaultVolume(secretClass), configVolume(CONFIG_FILES.databaseRoots)],
    extraVolumeMounts: [
      { name: "vault", mountPath: VAULT_MOUNT, readOnly: true },
      configMount(CONFIG_FILES.databaseRoots),
    ],
  };
}

function apart(topologyKey: string): Spread {
  return { topologyKey, maxSkew: 1, whenUnsatisfiable: "ScheduleAnyway" };
}

/** What the cluster mounts itself where a service account asks for it. */
const apiTokenVolume: Volume = {
  name: API_TOKEN.volume,
  projected: {
    sources: [
      { serviceAccountToken: { path: "token", expirationSeconds: API_TOKEN.seconds } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      { downwardAPI: { items: [{ path: "namespace", fieldRef: { fieldPath: "metadata.namespace" } }] } },
    ],
  },
};

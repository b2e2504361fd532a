import { vaultVolume, VAULT_MOUNT } from "../kubernetes/key-vault-secrets";
import { restrictedContainer } from "../kubernetes/pod-security";
import type { RestrictedContainer } from "../kubernetes/pod-security";
import type { Image } from "../registry/images";
import { imageOf, pullReference } from "../registry/images";
import { REDIS_PORT } from "../data/redis";
import {
  CLUSTER_SECRETS,
  CONFIG_FILES,
  RATE_LIMIT_REDIS,
  RATE_LIMITER_PORTS,
  SECRET_CLASSES,
  SERVICE_ACCOUNTS,
} from "./cluster-names";
import { apiRoutes, guardedRoutes, identityProviderCluster } from "./gateway-routes";
import type { Cluster, Route } from "./gateway-routes";
import type { EnvVar, Volume, VolumeMount } from "./pod-settings";
import { configMount, configVolume, fromSecret } from "./pod-settings";
import type { RateLimitDescriptor, RateLimits } from "./rate-limits";
import { RATE_LIMIT_DOMAIN, rateLimitDescriptors } from "./rate-limits";
import type { ResourceSize, Scaling } from "./resource-sizes";
import { RESOURCE_SIZES, scalingOf } from "./resource-sizes";
import { jwtProviders, tenantAddress } from "./sign-in";
import type { JwtProvider } from "./sign-in";
import type { Text } from "./text";
import { text } from "./text";

export interface GatewayNeeds {
  /** Name that the gateway answers to, and that its certificate is for. */
  readonly hostName: string;
  readonly registryHost: string;
  readonly images: readonly Image[];
  readonly tenantId: Text;
  /** Client id of the app registration that people sign in by. */
  readonly clientId: string;
  /** Client id of the app registration that workloads ask for tokens of. */
  readonly automationClientId: string;
  readonly redisHost: Text;
  readonly rateLimits: RateLimits;
  readonly highAvailability: boolean;
}

interface Container {
  readonly serviceAccountName: string;
  readonly scaling: Scaling;
  readonly resources: ResourceSize;
  readonly securityContext: RestrictedContainer;
}

interface Mounts {
  readonly extraVolumes: readonly Volume[];
  readonly extraVolumeMounts: readonly VolumeMount[];
}

export interface GatewayValues {
  readonly envoy: Container &
    Mounts & {
      readonly enabled: true;
      readonly image: string;
      readonly logLevel: "info";
      readonly hostname: string;
      /** Requests that OSMO's API works on at a time; the gateway refuses more. */
      readonly maxRequests: number;
      /** Nobody: who has not signed in is no one. */
      readonly defaultIdentity: { readonly user: ""; readonly roles: ""; readonly allowedPools: "" };
      readonly service: { readonly type: "ClusterIP" };
      readonly ingress: { readonly enabled: false };
      readonly ssl: { readonly enabled: true; readonly secretName: string };
      readonly jwt: { readonly user_header: "x-osmo-user"; readonly providers: readonly JwtProvider[] };
      readonly extraClusters: readonly Cluster[];
      readonly extraRoutes: readonly Route[];
      readonly serviceRoutes: readonly Route[];
    };
  readonly oauth2Proxy: Container &
    Mounts & {
      readonly enabled: true;
      readonly image: string;
      readonly provider: "entra-id";
      readonly oidcIssuerUrl: Text;
      readonly clientId: string;
      readonly cookieSecure: true;
      readonly cookieExpire: string;
      readonly cookieRefresh: string;
      readonly scope: string;
      readonly passAccessToken: false;
      readonly redisSessionStore: true;
      readonly redis: { readonly serviceName: Text; readonly port: number; readonly tlsEnabled: true };
      /** False: sign-in has no client secret, and reads the cookies' key from the vault's file. */
      readonly useKubernetesSecrets: false;
      readonly secretPaths: { readonly cookieSecret: string };
      readonly extraArgs: readonly string[];
      readonly extraEnv: readonly EnvVar[];
    };
  readonly authz: Container & { readonly enabled: true; readonly imageTag: string };
  readonly rateLimit: {
    readonly enabled: true;
    readonly replicas: 0;
    readonly image: string;
    readonly grpcPort: number;
    readonly httpPort: number;
    readonly redis: { readonly serviceName: string; readonly port: number; readonly tlsEnabled: true };
    readonly config: { readonly domain: string; readonly descriptors: readonly RateLimitDescriptor[] };
    readonly resources: ResourceSize;
    readonly securityContext: RestrictedContainer;
  };
  readonly networkPolicies: { readonly enabled: false };
  readonly tls: {
    readonly enabled: true;
    readonly upstreamCerts: Readonly<Record<"service" | "router" | "agent" | "logger", string>>;
    readonly caSecret: string;
  };
}

/** Users of the images: the charts' own values. */
const USERS = { envoy: 1001, oauth2Proxy: 1001, authz: 10001, rateLimiter: 1001 };

/** Where sign-in finds the token of its service account, which proves it to Entra ID instead of a client secret. */
const ENTRA_TOKEN = { volume: "entra-token", mountPath: "/var/run/secrets/entra", file: "token", seconds: 3600 };

/**
 * Values of the gateway: TLS to the clients and to OSMO's services, sign-in by Entra ID, authorization by roles, rate limits
 * (S-1, D-4). What says more than a value is in gateway-routes.ts, sign-in.ts and rate-limits.ts.
 */
export function gatewayValues(needs: GatewayNeeds): GatewayValues {
  const { hostName, registryHost, images, rateLimits } = needs;
  const scaling = scalingOf(needs.highAvailability);
  const image = (repository: string) => pullReference(imageOf(images, repository), registryHost);
  return {
    envoy: {
      enabled: true,
      image: image("third-party/envoy"),
      logLevel: "info",
      hostname: hostName,
      maxRequests: 100,
      defaultIdentity: { user: "", roles: "", allowedPools: "" },
      // The component makes the load balancer: the chart's forgets the addresses of clients, which limits count by.
      service: { type: "ClusterIP" },
      ingress: { enabled: false },
      ssl: { enabled: true, secretName: CLUSTER_SECRETS.gatewayCertificate },
      jwt: { user_header: "x-osmo-user", providers: jwtProviders(needs) },
      // Instead of the chart's cluster `idp`, which would take keys from whoever answers.
      extraClusters: [identityProviderCluster],
      extraRoutes: guardedRoutes,
      serviceRoutes: apiRoutes,
      serviceAccountName: SERVICE_ACCOUNTS.gateway,
      scaling,
      resources: RESOURCE_SIZES.envoy,
      securityContext: restrictedContainer(USERS.envoy),
      // Mounted for the Secrets that are kept like them.
      ...vaultMounts(SECRET_CLASSES.gateway),
    },
    oauth2Proxy: {
      enabled: true,
      image: image("third-party/oauth2-proxy"),
      provider: "entra-id",
      oidcIssuerUrl: text`${tenantAddress(needs.tenantId)}/v2.0`,
      clientId: needs.clientId,
      cookieSecure: true,
      cookieExpire: "12h",
      // Before Entra ID's tokens end, after an hour at the earliest.
      cookieRefresh: "30m",
      scope: "openid email profile offline_access",
      passAccessToken: false,
      redisSessionStore: true,
      redis: { serviceName: needs.redisHost, port: REDIS_PORT, tlsEnabled: true },
      useKubernetesSecrets: false,
      // The chart passes this path as that of the settings, whatever its name says.
      secretPaths: { cookieSecret: `${CONFIG_FILES.signIn.mountPath}/${CONFIG_FILES.signIn.file}` },
      extraArgs: [
        "--entra-id-federated-token-auth=true",
        "--code-challenge-method=S256",
        "--oidc-email-claim=preferred_username",
        "--cookie-samesite=lax",
        "--whitelist-domain=login.microsoftonline.com",
        // Paths hold codes of sign-ins.
        "--request-logging=false",
      ],
      extraEnv: [
        fromSecret("OAUTH2_PROXY_REDIS_PASSWORD", CLUSTER_SECRETS.signInRedis),
        { name: "AZURE_FEDERATED_TOKEN_FILE", value: `${ENTRA_TOKEN.mountPath}/${ENTRA_TOKEN.file}` },
      ],
      serviceAccountName: SERVICE_ACCOUNTS.gateway,
      scaling,
      resources: RESOURCE_SIZES.oauth2Proxy,
      securityContext: restrictedContainer(USERS.oauth2Proxy),
      ...signInMounts(),
    },
    authz: {
      enabled: true,
      imageTag: tagOf(imageOf(images, "osmo/authz-sidecar")),
      serviceAccountName: SERVICE_ACCOUNTS.gateway,
      scaling,
      resources: RESOURCE_SIZES.authz,
      securityContext: restrictedContainer(USERS.authz),
    },
    rateLimit: {
      enabled: true,
      // Of the chart stay the filter, the Service and the rules. Its pod can be told neither whose certificate to trust nor
      // which service account to be: rate-limiter.ts runs those that the Service finds.
      replicas: 0,
      image: image("third-party/ratelimit"),
      grpcPort: RATE_LIMITER_PORTS.grpc,
      httpPort: RATE_LIMITER_PORTS.http,
      redis: { serviceName: RATE_LIMIT_REDIS.name, port: RATE_LIMIT_REDIS.port, tlsEnabled: true },
      config: { domain: RATE_LIMIT_DOMAIN, descriptors: rateLimitDescriptors(rateLimits) },
      resources: RESOURCE_SIZES.rateLimiter,
      securityContext: restrictedContainer(USERS.rateLimiter),
    },
    // The platform's own deny everything that is not listed, and cover all pods; the chart's name three and forget egress.
    networkPolicies: { enabled: false },
    tls: {
      enabled: true,
      upstreamCerts: {
        service: CLUSTER_SECRETS.internalCertificate,
        router: CLUSTER_SECRETS.internalCertificate,
        agent: CLUSTER_SECRETS.internalCertificate,
        logger: CLUSTER_SECRETS.internalCertificate,
      },
      caSecret: CLUSTER_SECRETS.internalAuthority.name,
    },
  };
}

/** Tag of an image that a chart puts behind `name:`, with the digest where one is known. */
export function tagOf({ tag, digest }: Image): string {
  return digest ? `${tag}@${digest}` : tag;
}

function vaultMounts(secretClass: string): Mounts {
  return {
    extraVolumes: [vaultVolume(secretClass)],
    extraVolumeMounts: [{ name: "vault", mountPath: VAULT_MOUNT, readOnly: true }],
  };
}

function signInMounts(): Mounts {
  const vault = vaultMounts(SECRET_CLASSES.signIn);
  const token = { audience: "api://AzureADTokenExchange", expirationSeconds: ENTRA_TOKEN.seconds };
  return {
    extraVolumes: [
      ...vault.extraVolumes,
      configVolume(CONFIG_FILES.signIn),
      {
        name: ENTRA_TOKEN.volume,
        projected: { sources: [{ serviceAccountToken: { ...token, path: ENTRA_TOKEN.file } }] },
      },
    ],
    extraVolumeMounts: [
      ...vault.extraVolumeMounts,
      configMount(CONFIG_FILES.signIn),
      { name: ENTRA_TOKEN.volume, mountPath: ENTRA_TOKEN.mountPath, readOnly: true },
    ],
  };
}

import * as core from "@pulumi/kubernetes/core";
import * as helm from "@pulumi/kubernetes/helm";
import * as pulumi from "@pulumi/pulumi";
import { CLIENT_ID_ANNOTATION } from "../kubernetes/client-id-annotation";
import type { VaultReader } from "../kubernetes/key-vault-secrets";
import { imageOf, pullReference } from "../registry/images";
import { CONFIG_FILES, CONTROL_PLANE_NAMESPACE, RELEASES, SERVICE_ACCOUNTS } from "./cluster-names";
import type { ControlPlaneNeeds } from "./control-plane-values";
import { controlPlaneValues } from "./control-plane-values";
import { GatewayAddress } from "./gateway-address";
import { ControlPlaneSecrets } from "./osmo-secrets";
import { RateLimitRedis } from "./rate-limit-redis";
import { RateLimiter } from "./rate-limiter";
import { pinnedRelease } from "./releases";
import { scalingOf } from "./resource-sizes";
import { signInSettings } from "./sign-in";

export interface ControlPlaneArgs {
  /** What the chart's values are computed from. */
  readonly needs: ControlPlaneNeeds;
  /** Where secrets are, and who reads them: the identity of each service account. */
  readonly readers: Readonly<Record<"controlPlane" | "router" | "gateway", VaultReader>>;
  /** Address of the gateway inside the network. */
  readonly gatewayAddress: string;
  /** Name of the subnet that the address is of. */
  readonly gatewaySubnet: pulumi.Input<string>;
  /** What has to be there before pods start: the database's roots and OSMO's role in it. */
  readonly prepared: readonly pulumi.Resource[];
}

/**
 * OSMO's control plane: nobody is anybody without a token of Entra ID or OSMO (S-1), its master key is a file of the vault
 * (T-1), the database's certificate is checked (S-2), requests are counted (D-4), and nothing logs below INFO.
 */
export class ControlPlane extends pulumi.ComponentResource {
  readonly release: helm.v3.Release;

  constructor(name: string, args: ControlPlaneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:osmo:ControlPlane", name, {}, opts);
    const { needs, readers } = args;
    const child = { parent: this };
    const image = (repository: string) => pullReference(imageOf(needs.images, repository), needs.registryHost);
    const secrets = new ControlPlaneSecrets("osmo-secrets", { readers }, child);
    const accounts = [
      this.serviceAccount(SERVICE_ACCOUNTS.controlPlane, readers.controlPlane.clientId),
      this.serviceAccount(SERVICE_ACCOUNTS.router, readers.router.clientId),
      this.serviceAccount(SERVICE_ACCOUNTS.gateway, readers.gateway.clientId),
      this.serviceAccount(SERVICE_ACCOUNTS.userInterface),
    ];
    const files = [
      this.configFile(CONFIG_FILES.router, "{}\n"),
      this.configFile(CONFIG_FILES.signIn, signInSettings()),
    ];
    this.release = new helm.v3.Release(
      name,
      {
        ...pinnedRelease("service"),
        name: RELEASES.controlPlane,
        namespace: CONTROL_PLANE_NAMESPACE,
        values: { ...controlPlaneValues(needs) },
      },
      { parent: this, dependsOn: [secrets, ...accounts, ...files, ...args.prepared] },
    );
    // Beside the release, not behind it: its pods wait for the Secrets of each other's mounts.
    new RateLimitRedis("osmo-ratelimit-redis", { image: image("third-party/valkey") }, child);
    new RateLimiter(
      "osmo-ratelimit",
      {
        image: image("third-party/ratelimit"),
        limits: needs.rateLimits,
        replicas: scalingOf(needs.highAvailability).minReplicas,
      },
      child,
    );
    new GatewayAddress("osmo-gateway", { address: args.gatewayAddress, subnet: args.gatewaySubnet }, child);
    this.registerOutputs({});
  }

  /** A service account whose pods get no token of the cluster, unless they ask for one themselves. */
  private serviceAccount(name: string, clientId?: pulumi.Input<string>): core.v1.ServiceAccount {
    return new core.v1.ServiceAccount(
      name,
      {
        metadata: {
          name,
          namespace: CONTROL_PLANE_NAMESPACE,
          ...(clientId && { annotations: { [CLIENT_ID_ANNOTATION]: clientId } }),
        },
        automountServiceAccountToken: false,
      },
      { parent: this },
    );
  }

  private configFile(
    { name, file }: { readonly name: string; readonly file: string },
    content: string,
  ): core.v1.ConfigMap {
    return new core.v1.ConfigMap(
      name,
      { metadata: { name, namespace: CONTROL_PLANE_NAMESPACE }, data: { [file]: content } },
      { parent: this },
    );
  }
}

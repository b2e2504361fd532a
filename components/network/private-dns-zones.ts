import type * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import type { Placement } from "../conventions/placement";
import { linkedZone } from "./linked-zone";

const BLOB = "privatelink.blob.core.windows.net";

/**
 * What can be reached by a private endpoint, by the endpoint's group id: the zones that answer for it. `{region}` stands for
 * the platform's. Source: learn.microsoft.com/azure/private-link/private-endpoint-dns.
 */
export const PRIVATE_SERVICES = {
  amlworkspace: ["privatelink.api.azureml.ms", "privatelink.notebooks.azure.net"],
  azuremonitor: [
    "privatelink.monitor.azure.com",
    "privatelink.oms.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.agentsvc.azure-automation.net",
    BLOB,
  ],
  blob: [BLOB],
  dfs: ["privatelink.dfs.core.windows.net"],
  file: ["privatelink.file.core.windows.net"],
  grafana: ["privatelink.grafana.azure.com"],
  postgresqlServer: ["privatelink.postgres.database.azure.com"],
  prometheusMetrics: ["privatelink.{region}.prometheus.monitor.azure.com"],
  redisEnterprise: ["privatelink.redis.azure.net"],
  registry: ["privatelink.azurecr.io"],
  vault: ["privatelink.vaultcore.azure.net"],
} as const satisfies Record<string, readonly string[]>;

/** What can be reached by a private endpoint: the endpoint's group id. */
export type PrivateService = keyof typeof PRIVATE_SERVICES;

/** The zone in which a cluster's API server has its name. */
const API_SERVER_ZONE = "privatelink.{region}.azmk8s.io";

export interface PrivateDnsZonesArgs {
  readonly placement: Placement;
  /** The network whose members ask the zones. */
  readonly virtualNetworkId: pulumi.Input<string>;
}

/** Private DNS zones for every service with private endpoints, answered inside the virtual network only. Part of G3. */
export class PrivateDnsZones extends pulumi.ComponentResource {
  /** The zone in which the cluster registers its API server. */
  readonly apiServer: privatedns.PrivateZone;
  private readonly zones: ReadonlyMap<string, privatedns.PrivateZone>;

  constructor(
    name: string,
    { placement, virtualNetworkId }: PrivateDnsZonesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:network:PrivateDnsZones", name, {}, opts);
    const names = new Set<string>([...Object.values(PRIVATE_SERVICES).flat(), API_SERVER_ZONE]);
    this.zones = new Map(
      [...names].map((zone) => {
        const zoneName = zone.replace("{region}", placement.location);
        return [zone, linkedZone(this, resourceName(zone), zoneName, virtualNetworkId, placement)];
      }),
    );
    this.apiServer = this.zones.get(API_SERVER_ZONE)!;
    this.registerOutputs({});
  }

  /** ARM ids of the zones that answer for `service`, by name. */
  idsOf(service: PrivateService): readonly { readonly name: string; readonly id: pulumi.Output<string> }[] {
    return PRIVATE_SERVICES[service].map((zone) => ({ name: resourceName(zone), id: this.zones.get(zone)!.id }));
  }
}

/** `blob.core.windows.net` of `privatelink.blob.core.windows.net`, as a name in the program. */
function resourceName(zone: string): string {
  return zone.replace("privatelink.", "").replace("{region}.", "");
}

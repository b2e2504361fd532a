import * as redisenterprise from "@pulumi/azure-native/redisenterprise";
import * as pulumi from "@pulumi/pulumi";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";

export interface RedisArgs {
  readonly placement: Placement;
  /** Size, as in `Balanced_B5`. */
  readonly sku: string;
  readonly highAvailability: boolean;
  /**
   * Whether access keys work. OSMO knows nothing else (I-3): then a runbook replaces them and keeps the new one in the
   * vault, and a waiver says so. Otherwise identities alone come in.
   */
  readonly accessKeys: boolean;
  /** The only way in. */
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** Azure Managed Redis always listens there. */
export const REDIS_PORT = 10000;

/** OSMO's session state and queues: TLS only, private. Part of I-3 and G3. */
export class Redis extends pulumi.ComponentResource {
  readonly cluster: redisenterprise.RedisEnterprise;
  readonly database: redisenterprise.Database;
  readonly host: pulumi.Output<string>;

  constructor(
    name: string,
    private readonly args: RedisArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:data:Redis", name, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    this.cluster = new redisenterprise.RedisEnterprise(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        clusterName: names.of("redis"),
        sku: { name: args.sku },
        publicNetworkAccess: "Disabled",
        minimumTlsVersion: "1.2",
        highAvailability: args.highAvailability ? "Enabled" : "Disabled",
        tags,
      },
      { parent: this, protect },
    );
    this.database = new redisenterprise.Database(
      name,
      {
        resourceGroupName: resourceGroup.name,
        clusterName: this.cluster.name,
        databaseName: "default",
        clientProtocol: "Encrypted",
        port: REDIS_PORT,
        // One address for clients that know no cluster, as OSMO's.
        clusteringPolicy: "EnterpriseCluster",
        // Queues must not lose entries when memory is short.
        evictionPolicy: "NoEviction",
        accessKeysAuthentication: args.accessKeys ? "Enabled" : "Disabled",
      },
      { parent: this.cluster },
    );
    this.host = this.cluster.hostName;
    args.access.connect(this, name, {
      target: this.cluster.id,
      services: ["redisEnterprise"],
      dependsOn: [this.database],
    });
    // Connections are logged by the database, load is measured at the cluster.
    args.diagnostics.collect(this, name, this.cluster.id, { logs: false });
    args.diagnostics.collect(this, `${name}-database`, this.database.id, { metrics: false });
    this.registerOutputs({ host: this.host });
  }

  /** Lets an identity use the database, by a token of Entra ID. */
  grantUse(principal: Principal): redisenterprise.AccessPolicyAssignment {
    return new redisenterprise.AccessPolicyAssignment(
      principal.grantName,
      {
        resourceGroupName: this.args.placement.resourceGroup.name,
        clusterName: this.cluster.name,
        databaseName: this.database.name,
        accessPolicyAssignmentName: principal.grantName.replaceAll("-", ""),
        accessPolicyName: "default",
        user: { objectId: principal.principalId },
      },
      { parent: this.database },
    );
  }
}

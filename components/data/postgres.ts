import * as postgresql from "@pulumi/azure-native/dbforpostgresql";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import type { CustomerKey } from "./customer-key";
import type { WorkloadIdentity } from "../identity/workload-identity";
import { serverParameters } from "./postgres-parameters";

/** A group of Entra ID. */
export interface EntraGroup {
  /** Object id, a uuid. */
  readonly id: string;
  readonly name: string;
}

export interface PostgresArgs {
  readonly placement: Placement;
  readonly tenantId: pulumi.Input<string>;
  /** Who administers it, signing in by Entra ID. */
  readonly administrators: EntraGroup;
  /** As in `Standard_D2ds_v5`. */
  readonly size: string;
  readonly storageGb: number;
  readonly backupDays: number;
  /** Whether backups are copied to the paired region. */
  readonly geoBackup: boolean;
  /** Zones of the server and of its standby; no standby with fewer than two. */
  readonly zones: readonly string[];
  readonly databases: readonly string[];
  /**
   * Whether OSMO's own role may sign in with a password, the only way it knows (S-2). Otherwise nobody can.
   */
  readonly passwordRole: boolean;
  readonly customerKey?: CustomerKey;
  /** The only way in. */
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** The server's own administrator, which Azure demands where there are passwords at all. Nobody is told its password. */
const UNUSED_ADMINISTRATOR = "pgunused";

/**
 * OSMO's database: administrators come by Entra ID, everything else by TLS and a private endpoint, what happened is logged.
 * Part of S-2 and G3.
 */
export class Postgres extends pulumi.ComponentResource {
  readonly server: postgresql.Server;
  readonly host: pulumi.Output<string>;
  /** Azure changes a server's parts one at a time, and refuses the second meanwhile: the part made last. */
  private last: pulumi.Resource;

  constructor(
    name: string,
    private readonly args: PostgresArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:data:Postgres", name, {}, opts);
    const { placement, customerKey, zones } = args;
    const { resourceGroup, location, names, tags, protect } = placement;
    const [zone, standby] = zones;
    this.server = new postgresql.Server(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        serverName: names.of("postgresServer"),
        version: "16",
        sku: { name: args.size, tier: tierOf(args.size) },
        storage: { storageSizeGB: args.storageGb, autoGrow: "Enabled" },
        createMode: "Default",
        ...(args.passwordRole && {
          administratorLogin: UNUSED_ADMINISTRATOR,
          administratorLoginPassword: this.unusedPassword(name),
        }),
        authConfig: {
          activeDirectoryAuth: "Enabled",
          passwordAuth: args.passwordRole ? "Enabled" : "Disabled",
          tenantId: args.tenantId,
        },
        network: { publicNetworkAccess: "Disabled" },
        backup: {
          backupRetentionDays: args.backupDays,
          geoRedundantBackup: args.geoBackup ? "Enabled" : "Disabled",
        },
        availabilityZone: zone ?? "",
        highAvailability: standby
          ? { mode: "ZoneRedundant", standbyAvailabilityZone: standby }
          : { mode: "Disabled", standbyAvailabilityZone: "" },
        // Sunday, 02:00 UTC.
        maintenanceWindow: { customWindow: "Enabled", dayOfWeek: 0, startHour: 2, startMinute: 0 },
        ...(customerKey && {
          identity: {
            type: "UserAssigned",
            userAssignedIdentities: customerKey.identity.identity.id.apply((id) => ({ [id]: {} })),
          },
          dataEncryption: {
            type: "AzureKeyVault",
            primaryKeyURI: customerKey.key.key.keyUriWithVersion,
            primaryUserAssignedIdentityId: customerKey.identity.identity.id,
          },
        }),
        tags,
      },
      {
        parent: this,
        protect,
        dependsOn: customerKey ? [customerKey.granted] : [],
        additionalSecretOutputs: ["administratorLoginPassword"],
      },
    );
    this.host = this.server.fullyQualifiedDomainName;

    const administrators = new postgresql.AdministratorsMicrosoftEntra(
      name,
      {
        resourceGroupName: resourceGroup.name,
        serverName: this.server.name,
        objectId: args.administrators.id,
        principalName: args.administrators.name,
        principalType: "Group",
        tenantId: args.tenantId,
      },
      { parent: this.server },
    );
    let previous: pulumi.Resource = administrators;
    for (const [parameter, value] of Object.entries(serverParameters)) {
      previous = new postgresql.Configuration(
        parameter,
        {
          resourceGroupName: resourceGroup.name,
          serverName: this.server.name,
          configurationName: parameter,
          value,
          source: "user-override",
        },
        { parent: this.server, dependsOn: [previous] },
      );
    }
    for (const database of args.databases) {
      previous = new postgresql.Database(
        database,
        {
          resourceGroupName: resourceGroup.name,
          serverName: this.server.name,
          databaseName: database,
          charset: "UTF8",
          collation: "en_US.utf8",
        },
        { parent: this.server, protect, dependsOn: [previous] },
      );
    }
    this.last = previous;
    args.access.connect(this, name, { target: this.server.id, services: ["postgresqlServer"], dependsOn: [previous] });
    args.diagnostics.collect(this, name, this.server.id);
    this.registerOutputs({ host: this.host });
  }

  /** Lets a workload administer the server, signing in by Entra ID under its identity's name. */
  grantAdministration(workload: WorkloadIdentity): postgresql.AdministratorsMicrosoftEntra {
    const granted = new postgresql.AdministratorsMicrosoftEntra(
      workload.grantName,
      {
        resourceGroupName: this.args.placement.resourceGroup.name,
        serverName: this.server.name,
        objectId: workload.principalId,
        principalName: workload.identityName,
        principalType: workload.principalType,
        tenantId: this.args.tenantId,
      },
      { parent: this.server, dependsOn: [this.last] },
    );
    this.last = granted;
    return granted;
  }

  private unusedPassword(name: string): pulumi.Output<string> {
    const { result } = new random.RandomPassword(
      `${name}-unused-administrator`,
      { length: 64, special: true, minLower: 4, minUpper: 4, minNumeric: 4, minSpecial: 4 },
      { parent: this, additionalSecretOutputs: ["result", "bcryptHash"] },
    );
    return pulumi.secret(result);
  }
}

/** Azure wants the tier beside the size whose name has it: B is burstable, E optimised for memory. */
function tierOf(size: string): "Burstable" | "GeneralPurpose" | "MemoryOptimized" {
  if (size.startsWith("Standard_B")) return "Burstable";
  return size.startsWith("Standard_E") ? "MemoryOptimized" : "GeneralPurpose";
}

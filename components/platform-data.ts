import type { Placement } from "./conventions/placement";
import { ObjectStorage } from "./data/object-storage";
import type { ObjectStorageArgs } from "./data/object-storage";
import { Postgres } from "./data/postgres";
import { Redis } from "./data/redis";
import { STATE_CONTAINER } from "./operations/state-backend";
import type { Platform } from "./platform";
import type { PlatformVaults } from "./platform-vaults";

/** Containers of the platform's data: what is trained on, what comes out, and what OSMO keeps. */
const CONTAINERS = ["datasets", "checkpoints", "models", "evaluation", "annotations", "training-logs", "osmo"] as const;
/** Those that jobs of Azure Machine Learning see. */
export const DATASTORES = ["datasets", "checkpoints", "models", "evaluation"] as const;
const LAKE_CONTAINERS = ["datasets", "models", "evaluation"] as const;

/** What keeps the platform's data: storage, the database and the cache. */
export class PlatformData {
  /** What all storage accounts have in common. */
  readonly common: Pick<
    ObjectStorageArgs,
    "placement" | "redundancy" | "recoverableDays" | "customerKey" | "access" | "diagnostics"
  >;
  readonly storage: ObjectStorage;
  readonly lake: ObjectStorage | undefined;
  readonly stateStorage: ObjectStorage | undefined;
  readonly postgres: Postgres | undefined;
  readonly redis: Redis | undefined;

  constructor(
    private readonly platform: Platform,
    private readonly placement: Placement,
    private readonly vaults: PlatformVaults,
  ) {
    const { config, logs, network } = platform;
    const child = { parent: platform };
    this.common = {
      placement,
      redundancy: config.storageRedundancy,
      recoverableDays: config.recoverableDays,
      customerKey: vaults.customerKey("storage"),
      access: network.access,
      diagnostics: logs.sink,
    };
    const lifecycle = {
      rawDays: config.rawDays,
      coolDays: config.coolDays,
      coldDays: config.coldDays,
      versionDays: config.recoverableDays,
    };
    this.storage = new ObjectStorage("storage", { ...this.common, containers: CONTAINERS, lifecycle }, child);
    this.lake = config.dataLake
      ? new ObjectStorage(
          "lake",
          {
            ...this.common,
            purpose: "lake",
            containers: LAKE_CONTAINERS,
            services: ["blob", "dfs"],
            hierarchical: true,
            lifecycle,
          },
          child,
        )
      : undefined;
    this.stateStorage = config.stateStorage
      ? new ObjectStorage("state-storage", { ...this.common, purpose: "state", containers: [STATE_CONTAINER] }, child)
      : undefined;
    this.postgres = config.postgres ? this.database() : undefined;
    this.redis = config.redis ? this.cache() : undefined;
  }

  private database(): Postgres {
    const { placement, vaults } = this;
    const { config, logs, network } = this.platform;
    return new Postgres(
      "postgres",
      {
        placement,
        tenantId: vaults.common.tenantId,
        administrators: config.databaseAdmins,
        size: config.postgresSize,
        storageGb: config.postgresStorageGb,
        backupDays: config.postgresBackupDays,
        geoBackup: config.postgresGeoBackup,
        zones: config.postgresStandby ? config.zones.slice(0, 2) : config.zones.slice(0, 1),
        databases: config.osmo ? ["osmo"] : [],
        passwordRole: config.osmo,
        customerKey: vaults.customerKey("postgres"),
        access: network.access,
        diagnostics: logs.sink,
      },
      { parent: this.platform },
    );
  }

  private cache(): Redis {
    const { config, logs, network } = this.platform;
    return new Redis(
      "redis",
      {
        placement: this.placement,
        sku: config.redisSku,
        highAvailability: config.redisHighAvailability,
        accessKeys: config.osmo,
        access: network.access,
        diagnostics: logs.sink,
      },
      { parent: this.platform },
    );
  }
}

import type * as authorization from "@pulumi/azure-native/authorization";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Names } from "../conventions/names";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";

export type ContainerName = "datasets" | "checkpoints" | "models";

/** How copies are spread: within a building, over zones, or over zones and a second region. */
export const REDUNDANCIES = ["Standard_LRS", "Standard_ZRS", "Standard_GZRS"] as const;
export type Redundancy = (typeof REDUNDANCIES)[number];

export interface ObjectStorageArgs {
  readonly placement: Placement;
  /** Containers to create, each private. */
  readonly containers: readonly ContainerName[];
  readonly redundancy: Redundancy;
  /** Days that a deleted blob, container or version can be brought back, 7 to 365. */
  readonly recoverableDays: number;
  /** The only way in. */
  readonly access: PrivateAccess;
  /** Where reads, writes and deletes are logged. */
  readonly diagnostics: LogSink;
}

/** Blob storage for datasets, checkpoints and models: identity-only, private, recoverable. Closes I-1; part of G3. */
export class ObjectStorage extends pulumi.ComponentResource {
  readonly account: storage.StorageAccount;
  private readonly names: Names;
  private readonly containers: Readonly<Partial<Record<ContainerName, storage.BlobContainer>>>;

  constructor(name: string, args: ObjectStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:data:ObjectStorage", name, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    this.names = names;
    this.account = new storage.StorageAccount(
      name,
      {
        resourceGroupName: resourceGroup.name,
        location,
        accountName: names.of("storageAccount"),
        kind: "StorageV2",
        sku: { name: args.redundancy },
        accessTier: "Hot",
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        allowCrossTenantReplication: false,
        allowedCopyScope: "PrivateLink",
        defaultToOAuthAuthentication: true,
        enableHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        isLocalUserEnabled: false,
        isSftpEnabled: false,
        publicNetworkAccess: "Disabled",
        networkRuleSet: { defaultAction: "Deny", bypass: "None" },
        encryption: {
          keySource: "Microsoft.Storage",
          requireInfrastructureEncryption: true,
          services: { blob: { enabled: true, keyType: "Account" } },
        },
        tags,
      },
      { parent: this, protect },
    );
    const kept = { enabled: true, days: args.recoverableDays };
    const blobService = new storage.BlobServiceProperties(
      name,
      {
        resourceGroupName: resourceGroup.name,
        accountName: this.account.name,
        blobServicesName: "default",
        isVersioningEnabled: true,
        changeFeed: { enabled: true },
        deleteRetentionPolicy: kept,
        containerDeleteRetentionPolicy: kept,
      },
      { parent: this },
    );
    this.containers = Object.fromEntries(
      args.containers.map((containerName) => [
        containerName,
        new storage.BlobContainer(
          containerName,
          {
            resourceGroupName: resourceGroup.name,
            accountName: this.account.name,
            containerName,
            publicAccess: "None",
          },
          { parent: this, protect },
        ),
      ]),
    );
    args.access.connect(this, name, { target: this.account.id, services: ["blob"] });
    args.diagnostics.collect(this, name, blobService.id);
    this.registerOutputs({ accountName: this.account.name });
  }

  /** Lets `principal` read one container and nothing else (Storage Blob Data Reader). */
  grantRead(principal: Principal, container: ContainerName): authorization.RoleAssignment {
    return this.grantOn(principal, container, roles.storageBlobDataReader);
  }

  /** Lets `principal` read, write and delete in one container (Storage Blob Data Contributor). */
  grantWrite(principal: Principal, container: ContainerName): authorization.RoleAssignment {
    return this.grantOn(principal, container, roles.storageBlobDataContributor);
  }

  private grantOn(principal: Principal, containerName: ContainerName, role: (typeof roles)[keyof typeof roles]) {
    const container = this.containers[containerName];
    if (!container) throw new Error(`There is no container "${containerName}" to grant anything on.`);
    return grant(this, { names: this.names, principal, role, scope: container.id, scopeName: containerName });
  }
}

import type * as authorization from "@pulumi/azure-native/authorization";
import * as storage from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";
import type { Role } from "../conventions/roles";
import type { CustomerKey } from "./customer-key";
import { lifecycleRules } from "./lifecycle-rules";
import type { Lifecycle } from "./lifecycle-rules";
import type { Redundancy } from "./redundancies";

export interface ObjectStorageArgs {
  readonly placement: Placement;
  /** Tells several accounts of a platform apart; left out for the one of datasets and models. */
  readonly purpose?: string;
  /** Containers to create, each private. */
  readonly containers: readonly string[];
  /** What of it is reached; each gets a private endpoint. Default blobs alone. */
  readonly services?: readonly ("blob" | "file" | "dfs")[];
  /** Whether it has directories with rights of their own (Data Lake Storage). Then it keeps no versions. */
  readonly hierarchical?: boolean;
  readonly redundancy: Redundancy;
  /** Days that a deleted blob, container or version can be brought back, 7 to 365. */
  readonly recoverableDays: number;
  /** How long data stays where. Left out, it stays. */
  readonly lifecycle?: Lifecycle;
  /** Whether Azure itself writes here, as flow logs. It comes by Azure's own network and still needs a role. */
  readonly writtenByAzure?: boolean;
  /** Left out, Azure keeps the key. */
  readonly customerKey?: CustomerKey;
  /** The only way in. */
  readonly access: PrivateAccess;
  /** Where reads, writes and deletes are logged. */
  readonly diagnostics: LogSink;
}

/** Storage for datasets, checkpoints and models: identity-only, private, recoverable. Closes I-1; part of G3. */
export class ObjectStorage extends pulumi.ComponentResource {
  readonly account: storage.StorageAccount;
  private readonly containers: ReadonlyMap<string, storage.BlobContainer>;

  constructor(
    private readonly storageName: string,
    private readonly args: ObjectStorageArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:data:ObjectStorage", storageName, {}, opts);
    const { resourceGroup, location, names, tags, protect } = args.placement;
    const { customerKey, hierarchical = false, services = ["blob"] } = args;
    const encryption = {
      keySource: customerKey ? "Microsoft.Keyvault" : "Microsoft.Storage",
      requireInfrastructureEncryption: true,
      services: {
        blob: { enabled: true, keyType: "Account" },
        file: { enabled: true, keyType: "Account" },
      },
      ...(customerKey && {
        keyVaultProperties: { keyName: customerKey.key.key.name, keyVaultUri: customerKey.key.vault.uri },
        encryptionIdentity: { encryptionUserAssignedIdentity: customerKey.identity.identity.id },
      }),
    };
    this.account = new storage.StorageAccount(
      storageName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        accountName: names.of("storageAccount", args.purpose),
        kind: "StorageV2",
        sku: { name: args.redundancy },
        accessTier: "Hot",
        ...(hierarchical && { isHnsEnabled: true }),
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
        networkRuleSet: { defaultAction: "Deny", bypass: args.writtenByAzure ? "AzureServices" : "None" },
        ...(customerKey && {
          identity: { type: "UserAssigned", userAssignedIdentities: [customerKey.identity.identity.id] },
        }),
        encryption,
        tags,
      },
      { parent: this, protect, dependsOn: customerKey ? [customerKey.granted] : [] },
    );
    const blobService = this.blobService(hierarchical);
    if (services.includes("file")) this.fileService();
    this.containers = new Map(
      args.containers.map((containerName) => [
        containerName,
        new storage.BlobContainer(
          this.partName(containerName),
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
    if (args.lifecycle) this.lifecycle(args.lifecycle, blobService);
    args.access.connect(this, storageName, { target: this.account.id, services });
    this.registerOutputs({ accountName: this.account.name });
  }

  /** Lets `principal` read one container and nothing else (Storage Blob Data Reader). */
  grantRead(principal: Principal, container: string): authorization.RoleAssignment {
    return this.grantOnContainer(principal, container, roles.storageBlobDataReader);
  }

  /** Lets `principal` read, write and delete in one container (Storage Blob Data Contributor). */
  grantWrite(principal: Principal, container: string): authorization.RoleAssignment {
    return this.grantOnContainer(principal, container, roles.storageBlobDataContributor);
  }

  /** ARM id of a container. */
  containerId(name: string): pulumi.Output<string> {
    return this.container(name).id;
  }

  /** Grants a role on the whole account; for who makes containers of their own in it. */
  grantOnAccount(principal: Principal, role: Role): authorization.RoleAssignment {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role,
      scope: this.account.id,
      scopeName: this.storageName,
    });
  }

  private grantOnContainer(principal: Principal, containerName: string, role: Role) {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role,
      scope: this.containerId(containerName),
      scopeName: this.partName(containerName),
    });
  }

  private container(name: string): storage.BlobContainer {
    const container = this.containers.get(name);
    if (!container) throw new Error(`The storage "${this.storageName}" has no container "${name}".`);
    return container;
  }

  /** Names of containers in the program; those of the platform's first account go without its name. */
  private partName(containerName: string): string {
    return this.args.purpose === undefined ? containerName : `${this.storageName}-${containerName}`;
  }

  private blobService(hierarchical: boolean): storage.BlobServiceProperties {
    const { placement, recoverableDays, diagnostics } = this.args;
    const kept = { enabled: true, days: recoverableDays };
    const blobService = new storage.BlobServiceProperties(
      this.storageName,
      {
        resourceGroupName: placement.resourceGroup.name,
        accountName: this.account.name,
        blobServicesName: "default",
        ...(!hierarchical && { isVersioningEnabled: true, changeFeed: { enabled: true } }),
        deleteRetentionPolicy: kept,
        containerDeleteRetentionPolicy: kept,
      },
      { parent: this },
    );
    diagnostics.collect(this, this.storageName, blobService.id);
    return blobService;
  }

  private fileService(): void {
    const { placement, recoverableDays, diagnostics } = this.args;
    const fileService = new storage.FileServiceProperties(
      this.storageName,
      {
        resourceGroupName: placement.resourceGroup.name,
        accountName: this.account.name,
        fileServicesName: "default",
        shareDeleteRetentionPolicy: { enabled: true, days: recoverableDays },
        protocolSettings: {
          smb: {
            versions: "SMB3.1.1",
            authenticationMethods: "Kerberos",
            kerberosTicketEncryption: "AES-256",
            channelEncryption: "AES-256-GCM",
          },
        },
      },
      { parent: this },
    );
    diagnostics.collect(this, `${this.storageName}-file`, fileService.id);
  }

  private lifecycle(lifecycle: Lifecycle, blobService: storage.BlobServiceProperties): void {
    new storage.ManagementPolicy(
      this.storageName,
      {
        resourceGroupName: this.args.placement.resourceGroup.name,
        accountName: this.account.name,
        managementPolicyName: "default",
        policy: { rules: lifecycleRules(lifecycle, this.args.containers, !this.args.hierarchical) },
      },
      { parent: this, dependsOn: [blobService] },
    );
  }
}

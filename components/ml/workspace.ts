import * as applicationinsights from "@pulumi/azure-native/applicationinsights";
import type * as authorization from "@pulumi/azure-native/authorization";
import * as ml from "@pulumi/azure-native/machinelearningservices";
import * as pulumi from "@pulumi/pulumi";
import { asWritten } from "../conventions/as-written";
import { grant } from "../conventions/grants";
import type { Principal } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import { roles } from "../conventions/roles";
import type { Role } from "../conventions/roles";
import type { ObjectStorage } from "../data/object-storage";
import type { WorkloadIdentity } from "../identity/workload-identity";
import type { ContainerRegistry } from "../registry/container-registry";
import type { KeyVault } from "../vault/key-vault";
import type { outboundRules } from "./outbound-rules";

export interface WorkspaceArgs {
  readonly placement: Placement;
  /** Who the workspace is. */
  readonly identity: WorkloadIdentity;
  /** The workspace's own storage and vault, which nothing else uses: its identity manages what is in them. */
  readonly storage: ObjectStorage;
  readonly vault: KeyVault;
  readonly registry: ContainerRegistry;
  readonly logsId: pulumi.Input<string>;
  /** What computes that Azure manages may reach. */
  readonly outbound: ReturnType<typeof outboundRules>;
  /** The only way in. */
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** Azure Machine Learning: private, its computes' way out on a list, its data reached by identity. Part of I-1, D-3 and G3. */
export class Workspace extends pulumi.ComponentResource {
  readonly workspace: ml.Workspace;
  readonly insights: applicationinsights.Component;

  constructor(
    private readonly workspaceName: string,
    private readonly args: WorkspaceArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:ml:Workspace", workspaceName, {}, opts);
    const { placement, identity, storage, vault, registry } = args;
    const { resourceGroup, location, names, tags } = placement;
    this.insights = new applicationinsights.Component(
      workspaceName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        resourceName: names.of("applicationInsights"),
        kind: "web",
        applicationType: "web",
        workspaceResourceId: args.logsId,
        ingestionMode: "LogAnalytics",
        disableLocalAuth: true,
        publicNetworkAccessForIngestion: "Disabled",
        publicNetworkAccessForQuery: "Disabled",
        tags,
      },
      { parent: this },
    );
    const rights = [
      storage.grantOnAccount(identity, roles.storageBlobDataContributor),
      storage.grantOnAccount(identity, roles.storageFileDataPrivilegedContributor),
      storage.grantOnAccount(identity, roles.reader),
      vault.grantOn(identity, roles.keyVaultSecretsOfficer),
      vault.grantOn(identity, roles.reader),
      registry.grantPush(identity),
      registry.grantOn(identity, roles.reader),
      this.grantOnInsights(identity, roles.reader),
      // Azure's managed network asks for private endpoints, and the workspace approves those of its own parts.
      storage.grantOnAccount(identity, roles.aiNetworkConnectionApprover),
      vault.grantOn(identity, roles.aiNetworkConnectionApprover),
      registry.grantOn(identity, roles.aiNetworkConnectionApprover),
    ];
    const managedNetwork = {
      isolationMode: "AllowOnlyApprovedOutbound",
      firewallSku: "Standard",
      outboundRules: { ...args.outbound },
    };
    this.workspace = new ml.Workspace(
      workspaceName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        workspaceName: names.of("machineLearningWorkspace"),
        friendlyName: names.of("machineLearningWorkspace"),
        kind: "Default",
        sku: { name: "Basic", tier: "Basic" },
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.identity.id] },
        primaryUserAssignedIdentity: identity.identity.id,
        storageAccount: storage.account.id,
        keyVault: vault.vault.id,
        containerRegistry: registry.registry.id,
        applicationInsights: this.insights.id,
        publicNetworkAccess: "Disabled",
        allowPublicAccessWhenBehindVnet: false,
        v1LegacyMode: false,
        hbiWorkspace: true,
        systemDatastoresAuthMode: "Identity",
        managedNetwork,
        serverlessComputeSettings: { serverlessComputeNoPublicIP: true },
        tags,
      },
      { parent: this, dependsOn: rights, ...asWritten(ml.Workspace, { managedNetwork }) },
    );
    args.access.connect(this, workspaceName, { target: this.workspace.id, services: ["amlworkspace"] });
    args.diagnostics.collect(this, workspaceName, this.workspace.id);
    this.registerOutputs({});
  }

  /** A datastore of the workspace: a container, reached by the identity of whoever asks, without a key. */
  datastore(name: string, storage: ObjectStorage, containerName: string): ml.Datastore {
    return new ml.Datastore(
      name,
      {
        resourceGroupName: this.args.placement.resourceGroup.name,
        workspaceName: this.workspace.name,
        name,
        skipValidation: true,
        properties: {
          datastoreType: "AzureBlob",
          accountName: storage.account.name,
          containerName,
          endpoint: "core.windows.net",
          protocol: "https",
          credentials: { credentialsType: "None" },
          serviceDataAccessAuthIdentity: "WorkspaceUserAssignedIdentity",
        },
      },
      { parent: this.workspace },
    );
  }

  /** Lets `principal` run jobs and register models, and change no compute or workspace (AzureML Data Scientist). */
  grantUse(principal: Principal): authorization.RoleAssignment {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role: roles.azureMlDataScientist,
      scope: this.workspace.id,
      scopeName: this.workspaceName,
    });
  }

  /** Lets `principal` write metrics of its runs (Monitoring Metrics Publisher). */
  grantPublishMetrics(principal: Principal): authorization.RoleAssignment {
    return this.grantOnInsights(principal, roles.monitoringMetricsPublisher);
  }

  private grantOnInsights(principal: Principal, role: Role): authorization.RoleAssignment {
    return grant(this, {
      names: this.args.placement.names,
      principal,
      role,
      scope: this.insights.id,
      scopeName: `${this.workspaceName}-insights`,
    });
  }
}

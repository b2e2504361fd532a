import type * as authorization from "@pulumi/azure-native/authorization";
import * as compute from "@pulumi/azure-native/compute";
import * as containerservice from "@pulumi/azure-native/containerservice";
import type * as privatedns from "@pulumi/azure-native/privatedns";
import * as pulumi from "@pulumi/pulumi";
import { asWritten } from "../conventions/as-written";
import { grant } from "../conventions/grants";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import { roles } from "../conventions/roles";
import type { Role } from "../conventions/roles";
import type { WorkloadIdentity } from "../identity/workload-identity";
import type { VirtualNetwork } from "../network/virtual-network";
import type { EncryptionKey } from "../vault/key-vault";
import { operatorLabels } from "../kubernetes/gpu/gpu-nodes";
import type { NetworkPolicy, Weekday } from "./cluster-choices";
import type { GpuPool } from "./gpu-pools";

/** Nodes without GPUs. */
export interface NodePool {
  readonly size: string;
  readonly minCount: number;
  readonly maxCount: number;
}

export interface ClusterArgs {
  readonly placement: Placement;
  readonly tenantId: pulumi.Input<string>;
  readonly network: VirtualNetwork;
  /** Routes and rules have to be there before the first node, which could not get its images otherwise. */
  readonly wayOut: readonly pulumi.Resource[];
  /** Ranges of pods and services, and the address of the cluster's name service in the latter. */
  readonly podRange: string;
  readonly serviceRange: string;
  readonly nameService: string;
  readonly networkPolicy: NetworkPolicy;
  /** Where the API server has its name. */
  readonly dnsZone: privatedns.PrivateZone;
  /** Who the control plane is, and who nodes are when they pull images. */
  readonly identity: WorkloadIdentity;
  readonly kubelet: WorkloadIdentity;
  /** Left out, AKS chooses. */
  readonly version: string | undefined;
  readonly zones: readonly string[];
  readonly system: NodePool;
  readonly workload: NodePool;
  readonly gpuPools: readonly GpuPool[];
  /**
   * The key that secrets in etcd are encrypted with (T-1). The API server then stands in the network, for it reaches a
   * private vault no other way.
   */
  readonly etcdKey: EncryptionKey | undefined;
  /** What volumes of pods are encrypted with. */
  readonly diskEncryption: compute.DiskEncryptionSet | undefined;
  readonly defender: boolean;
  readonly maintenance: { readonly day: Weekday; readonly startTime: string };
  readonly logsId: pulumi.Input<string>;
  readonly diagnostics: LogSink;
}

/** Hours; the least that AKS takes. */
const MAINTENANCE_HOURS = 4;
/** Hours between two rounds that clear images nobody uses: a week. */
const IMAGE_CLEANER_HOURS = 168;

/**
 * The cluster: private API server, identities of Entra ID only, no local account, etcd encrypted with a key of the platform,
 * way out by the firewall. Closes T-1's Azure half; part of D-1, D-3, E-2, G1 and G3.
 */
export class Cluster extends pulumi.ComponentResource {
  readonly cluster: containerservice.ManagedCluster;
  /** Whose tokens workload identities trust. */
  readonly oidcIssuer: pulumi.Output<string>;
  private readonly pools: containerservice.AgentPool[] = [];

  constructor(
    clusterName: string,
    private readonly args: ClusterArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:compute:Cluster", clusterName, {}, opts);
    const { placement, network, etcdKey } = args;
    const { resourceGroup, location, names, tags } = placement;
    const rights = this.grantControlPlane();
    const securityProfile = {
      workloadIdentity: { enabled: true },
      imageCleaner: { enabled: true, intervalHours: IMAGE_CLEANER_HOURS },
      ...(args.defender && {
        defender: { logAnalyticsWorkspaceResourceId: args.logsId, securityMonitoring: { enabled: true } },
      }),
      ...(etcdKey && {
        azureKeyVaultKms: {
          enabled: true,
          keyId: etcdKey.key.keyUriWithVersion,
          keyVaultNetworkAccess: "Private",
          keyVaultResourceId: etcdKey.vault.vault.id,
        },
      }),
    };
    this.cluster = new containerservice.ManagedCluster(
      clusterName,
      {
        resourceGroupName: resourceGroup.name,
        location,
        resourceName: names.of("kubernetesCluster"),
        sku: { name: "Base", tier: "Standard" },
        ...(args.version && { kubernetesVersion: args.version }),
        dnsPrefix: names.of("kubernetesCluster"),
        nodeResourceGroup: `${names.of("resourceGroup")}-nodes`,
        nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
        identity: { type: "UserAssigned", userAssignedIdentities: [args.identity.identity.id] },
        identityProfile: {
          kubeletidentity: {
            resourceId: args.kubelet.identity.id,
            clientId: args.kubelet.clientId,
            objectId: args.kubelet.principalId,
          },
        },
        publicNetworkAccess: "Disabled",
        apiServerAccessProfile: {
          enablePrivateCluster: true,
          enablePrivateClusterPublicFQDN: false,
          privateDNSZone: args.dnsZone.id,
          disableRunCommand: true,
          ...(etcdKey && { enableVnetIntegration: true, subnetId: network.subnet("api-server").id }),
        },
        enableRBAC: true,
        disableLocalAccounts: true,
        aadProfile: { managed: true, enableAzureRBAC: true, tenantID: args.tenantId },
        oidcIssuerProfile: { enabled: true },
        networkProfile: this.networkProfile(),
        securityProfile,
        addonProfiles: {
          azurepolicy: { enabled: true },
          azureKeyvaultSecretsProvider: {
            enabled: true,
            config: { enableSecretRotation: "true", rotationPollInterval: "2m" },
          },
          omsagent: {
            enabled: true,
            config: { logAnalyticsWorkspaceResourceID: args.logsId, useAADAuth: "true" },
          },
        },
        azureMonitorProfile: { metrics: { enabled: true, kubeStateMetrics: {} } },
        autoUpgradeProfile: { upgradeChannel: "patch", nodeOSUpgradeChannel: "NodeImage" },
        storageProfile: {
          blobCSIDriver: { enabled: true },
          diskCSIDriver: { enabled: true },
          fileCSIDriver: { enabled: false },
          snapshotController: { enabled: true },
        },
        ...(args.diskEncryption && { diskEncryptionSetID: args.diskEncryption.id }),
        agentPoolProfiles: [
          {
            name: "system",
            mode: "System",
            ...this.linuxNodes(args.system),
            vnetSubnetID: network.subnet("system").id,
            nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
          },
        ],
        tags,
      },
      {
        parent: this,
        dependsOn: [...rights, ...args.wayOut, ...(etcdKey?.vault.reachable ?? [])],
        ...asWritten(containerservice.ManagedCluster, { securityProfile }),
      },
    );
    // In a preview the profile is what was asked for, without the issuer; like the id, that is not known before the update.
    this.oidcIssuer = pulumi
      .all([this.cluster.oidcIssuerProfile, this.cluster.id])
      .apply(([profile]) => profile?.issuerURL ?? "");
    args.diagnostics.collect(this, clusterName, this.cluster.id, { tables: "own" });
    this.addPools();
    this.addMaintenance();
    this.registerOutputs({ oidcIssuer: this.oidcIssuer });
  }

  /** What has to exist before pods find nodes. */
  get nodes(): readonly pulumi.Resource[] {
    return [this.cluster, ...this.pools];
  }

  private networkProfile(): containerservice.ManagedClusterArgs["networkProfile"] {
    const { args } = this;
    const cilium = args.networkPolicy === "cilium";
    return {
      networkPlugin: "azure",
      networkPluginMode: "overlay",
      networkDataplane: cilium ? "cilium" : "azure",
      networkPolicy: args.networkPolicy,
      // Without a firewall the subnets' NAT gateway is the way out.
      outboundType: args.network.routeTable ? "userDefinedRouting" : "userAssignedNATGateway",
      loadBalancerSku: "standard",
      podCidr: args.podRange,
      serviceCidr: args.serviceRange,
      dnsServiceIP: args.nameService,
    };
  }

  /** What nodes of every pool have in common; `secureBoot` where all that they load is signed. */
  private nodePool({ size, minCount, maxCount }: NodePool, zones: readonly string[], secureBoot: boolean) {
    return {
      vmSize: size,
      enableAutoScaling: true,
      count: minCount,
      minCount,
      maxCount,
      ...(zones.length > 0 && { availabilityZones: [...zones] }),
      osType: "Linux",
      type: "VirtualMachineScaleSets",
      enableEncryptionAtHost: true,
      enableNodePublicIP: false,
      securityProfile: { enableSecureBoot: secureBoot, enableVTPM: true, sshAccess: "Disabled" },
    };
  }

  /** Nodes without GPUs. */
  private linuxNodes(pool: NodePool) {
    return {
      ...this.nodePool(pool, this.args.zones, true),
      osSKU: "AzureLinux",
      osDiskType: "Ephemeral",
      upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
    };
  }

  private addPools(): void {
    const { args } = this;
    this.addPool("workload", {
      ...this.linuxNodes(args.workload),
      mode: "User",
      vnetSubnetID: args.network.subnet("workload").id,
    });
    for (const pool of args.gpuPools) {
      this.addPool(pool.name, {
        // NVIDIA's drivers are not signed.
        ...this.nodePool(pool, pool.zones, false),
        mode: "User",
        vnetSubnetID: args.network.subnet(pool.subnet).id,
        osSKU: "Ubuntu",
        osDiskType: pool.osDisk.type,
        osDiskSizeGB: pool.osDisk.gb,
        gpuProfile: { driver: pool.driver },
        ...(pool.mig && { gpuInstanceProfile: pool.mig }),
        nodeLabels: { ...pool.labels, ...operatorLabels(pool) },
        nodeTaints: [...pool.taints],
        ...(pool.spot
          ? { scaleSetPriority: "Spot", scaleSetEvictionPolicy: "Delete", spotMaxPrice: -1 }
          : { upgradeSettings: { maxSurge: "1", drainTimeoutInMinutes: 30 } }),
      });
    }
  }

  private addPool(
    name: string,
    pool: Omit<containerservice.AgentPoolArgs, "resourceGroupName" | "resourceName" | "agentPoolName">,
  ): void {
    const { resourceGroup, tags } = this.args.placement;
    this.pools.push(
      new containerservice.AgentPool(
        name,
        {
          resourceGroupName: resourceGroup.name,
          resourceName: this.cluster.name,
          agentPoolName: name,
          ...pool,
          tags,
        },
        // The cluster's autoscaler sets the count.
        { parent: this.cluster, ignoreChanges: ["count"] },
      ),
    );
  }

  /** When Azure may upgrade the cluster and its nodes. The names are Azure's. */
  private addMaintenance(): void {
    const { placement, maintenance } = this.args;
    for (const configName of ["aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"]) {
      new containerservice.MaintenanceConfiguration(
        configName,
        {
          resourceGroupName: placement.resourceGroup.name,
          resourceName: this.cluster.name,
          configName,
          maintenanceWindow: {
            durationHours: MAINTENANCE_HOURS,
            startTime: maintenance.startTime,
            utcOffset: "+00:00",
            schedule: { weekly: { dayOfWeek: maintenance.day, intervalWeeks: 1 } },
          },
        },
        { parent: this.cluster },
      );
    }
  }

  /** What the control plane needs, each on the one thing: Azure's own default is the whole resource group (E-3). */
  private grantControlPlane(): readonly authorization.RoleAssignment[] {
    const { placement, network, identity, kubelet, dnsZone, etcdKey, gpuPools } = this.args;
    const on = (role: Role, scope: pulumi.Input<string>, scopeName: string) =>
      grant(this, { names: placement.names, principal: identity, role, scope, scopeName });
    const subnets = [
      ...new Set(["system", "workload", ...gpuPools.map(({ subnet }) => subnet), ...(etcdKey ? ["api-server"] : [])]),
    ];
    return [
      ...subnets.map((subnet) => on(roles.networkContributor, network.subnet(subnet).id, `subnet-${subnet}`)),
      ...(network.routeTable ? [on(roles.networkContributor, network.routeTable.id, "routes")] : []),
      on(roles.privateDnsZoneContributor, dnsZone.id, "api-server-zone"),
      on(roles.managedIdentityOperator, kubelet.identity.id, "kubelet"),
      ...(etcdKey
        ? [
            etcdKey.vault.grantEncrypt(identity, etcdKey),
            // AKS connects its API server to the vault, which holds this one key and nothing else.
            etcdKey.vault.grantOn(identity, roles.keyVaultContributor),
          ]
        : []),
      ...(this.args.diskEncryption ? [on(roles.reader, this.args.diskEncryption.id, "disk-encryption")] : []),
    ];
  }
}

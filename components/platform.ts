import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "./compute/cluster";
import { diskEncryptionSet } from "./compute/disk-encryption";
import type { PlatformConfig } from "./config";
import { namePartsOf } from "./config-relations";
import { Names } from "./conventions/names";
import type { Placement } from "./conventions/placement";
import { zonesOf } from "./conventions/regions";
import { platformTags } from "./conventions/tags";
import type { ObjectStorage } from "./data/object-storage";
import type { Postgres } from "./data/postgres";
import type { Redis } from "./data/redis";
import type { WorkloadName } from "./identity/federations";
import { WorkloadIdentity } from "./identity/workload-identity";
import { designCluster } from "./kubernetes/cluster-design";
import { MachineLearning } from "./ml/machine-learning";
import { lastAddressIn } from "./network/address-plan";
import { Bastion } from "./network/bastion";
import { allowedHosts, hostsForJobs } from "./network/egress-rules";
import { FlowLogs } from "./network/flow-logs";
import { InternalNames } from "./network/internal-names";
import { Network } from "./network/network";
import { designNetwork, operatorRanges } from "./network/network-design";
import { VpnGateway } from "./network/vpn-gateway";
import { LogAnalytics } from "./observability/log-analytics";
import { Observability } from "./observability/observability";
import type { Automation } from "./operations/automation";
import { StateBackend } from "./operations/state-backend";
import type { StateBackendFacts } from "./operations/state-backend-facts";
import { ClusterInterior } from "./platform-cluster";
import { DATASTORES, PlatformData } from "./platform-data";
import { grantAccess } from "./platform-grants";
import { environmentIdentities, workloadIdentities } from "./platform-identities";
import { operate } from "./platform-operations";
import { PlatformVaults } from "./platform-vaults";
import { ContainerRegistry } from "./registry/container-registry";
import type { KeyVault } from "./vault/key-vault";

/**
 * The platform: the one place where its parts meet. What is a subject of its own stands beside this file: vaults, data,
 * identities, the inside of the cluster, operations, and who may do what.
 */
export class Platform extends pulumi.ComponentResource {
  readonly resourceGroup: resources.ResourceGroup;
  readonly network: Network;
  readonly logs: LogAnalytics;
  readonly observability: Observability;
  /** Secrets. */
  readonly vault: KeyVault;
  /** The key that etcd is encrypted with, and nothing else: the control plane connects itself to this vault. */
  readonly clusterKeys: KeyVault | undefined;
  /** Keys that Azure encrypts data with. */
  readonly dataKeys: KeyVault | undefined;
  readonly storage: ObjectStorage;
  readonly lake: ObjectStorage | undefined;
  /** Where Pulumi keeps the states of stacks, this one's included once it has moved there. */
  readonly stateStorage: ObjectStorage | undefined;
  readonly registry: ContainerRegistry;
  readonly kubelet: WorkloadIdentity;
  readonly cluster: Cluster;
  readonly postgres: Postgres | undefined;
  readonly redis: Redis | undefined;
  readonly machineLearning: MachineLearning | undefined;
  readonly vpn: VpnGateway | undefined;
  readonly automation: Automation | undefined;
  /** Who the workloads of the cluster are. */
  readonly workloads: ReadonlyMap<WorkloadName, WorkloadIdentity>;
  /** Who workflow runs of each GitHub environment are. */
  readonly environments: readonly WorkloadIdentity[];
  /** Subscription that the platform stands in. */
  readonly subscriptionId: pulumi.Output<string>;
  /** Address that OSMO's gateway gets inside the network. */
  readonly osmoAddress: string;
  /** Whom clients of the VPN ask for names; undefined where there are none. */
  readonly nameServer: string | undefined;
  /** The registry's name, known before it is there. */
  readonly registryName: string;

  constructor(
    name: string,
    readonly config: PlatformConfig,
    state: StateBackendFacts,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("physical-ai:index:Platform", name, {}, opts);
    const child = { parent: this };
    const nameParts = namePartsOf(config);
    const names = new Names(nameParts);
    const { location, protect, zones } = config;
    const tags = platformTags(nameParts, config.owner, config.tags);
    this.resourceGroup = new resources.ResourceGroup(
      "platform",
      { resourceGroupName: names.of("resourceGroup"), location, tags },
      { ...child, protect },
    );
    const placement: Placement = { resourceGroup: this.resourceGroup, location, names, tags, protect };
    const { tenantId, subscriptionId } = authorization.getClientConfigOutput(child);
    this.subscriptionId = subscriptionId;
    new StateBackend("state", state, child);

    // Logs, and the network that everything else stands in.
    this.logs = new LogAnalytics("logs", { placement, retentionDays: config.logRetentionDays }, child);
    const logsId = this.logs.workspace.id;
    const diagnostics = this.logs.sink;
    const operators = operatorRanges(config);
    const hosts = { ...config, options: config.egress, own: config.egressHosts };
    const design = designNetwork({
      ...config,
      prefixes: config.subnetPrefixes,
      apiServer: config.apiServerVnetIntegration,
      operators,
    });
    this.network = new Network(
      "network",
      {
        placement,
        addressSpace: config.addressSpace,
        design,
        zones,
        firewallTier: config.firewallTier,
        allowed: allowedHosts(hosts),
        gatewayRanges: operators,
        hub: config.hubNetworkId ? { networkId: config.hubNetworkId, useGateway: config.hubGateway } : undefined,
        diagnostics,
      },
      child,
    );
    const { access, virtualNetwork } = this.network;
    this.nameServer = design.resolverAddress;
    this.registryName = names.of("containerRegistry");
    // Nodes get theirs from the start of the subnet.
    this.osmoAddress = lastAddressIn(design.plan.workload!);
    new InternalNames(
      "internal-names",
      {
        placement,
        domain: config.internalDomain,
        virtualNetworkId: virtualNetwork.network.id,
        addresses: config.osmo ? { osmo: this.osmoAddress } : {},
      },
      child,
    );
    this.observability = new Observability(
      "observability",
      {
        placement,
        logsId,
        grafana: config.grafana,
        zoneRedundant: zones.length > 1,
        alertEmails: config.alertEmails,
        access,
        diagnostics,
      },
      child,
    );

    // Secrets, keys and data.
    const vaults = new PlatformVaults(this, placement, tenantId);
    this.vault = vaults.secrets;
    this.clusterKeys = vaults.clusterKeys;
    this.dataKeys = vaults.dataKeys;
    const data = new PlatformData(this, placement, vaults);
    this.storage = data.storage;
    this.lake = data.lake;
    this.stateStorage = data.stateStorage;
    this.postgres = data.postgres;
    this.redis = data.redis;
    this.registry = new ContainerRegistry(
      "registry",
      {
        placement,
        zoneRedundant: zones.length > 1,
        cleanup: config.registryCleanup,
        cleanupDays: config.registryCleanupDays,
        access,
        diagnostics,
      },
      child,
    );

    // The cluster, and who its workloads are.
    const clusterDesign = designCluster(config, {
      design,
      operators,
      gateway: this.osmoAddress,
      jobHosts: hostsForJobs(hosts),
    });
    const controlPlane = new WorkloadIdentity("cluster", { placement }, child);
    this.kubelet = new WorkloadIdentity("kubelet", { placement }, child);
    const diskKey = vaults.customerKey("disks");
    this.cluster = new Cluster(
      "cluster",
      {
        placement,
        tenantId,
        network: virtualNetwork,
        wayOut: this.network.wayOut,
        podRange: config.podRange,
        serviceRange: config.serviceRange,
        nameService: clusterDesign.nameService,
        networkPolicy: config.networkPolicy,
        dnsZone: this.network.zones.apiServer,
        identity: controlPlane,
        kubelet: this.kubelet,
        version: config.kubernetesVersion,
        zones,
        system: config.systemNodes,
        workload: config.workloadNodes,
        gpuPools: clusterDesign.gpuPools,
        etcdKey: this.clusterKeys?.encryptionKey("etcd"),
        diskEncryption: diskKey && diskEncryptionSet(this, placement, diskKey),
        defender: config.defender,
        maintenance: { day: config.maintenanceDay, startTime: config.maintenanceTime },
        logsId,
        diagnostics,
      },
      child,
    );
    this.observability.collection.collectFrom(this.cluster, this.cluster.cluster.id);
    this.workloads = workloadIdentities(this, placement);
    this.environments = environmentIdentities(this, placement);
    const interior =
      config.stage === "complete" ? new ClusterInterior(this, placement, clusterDesign, tenantId) : undefined;
    this.machineLearning = config.machineLearning
      ? new MachineLearning(
          "machine-learning",
          {
            placement,
            vault: vaults.common,
            storage: data.common,
            data: this.storage,
            containers: DATASTORES,
            registry: this.registry,
            cluster: this.cluster,
            gpuPools: clusterDesign.gpuPools,
            training: this.workloads.get("training")!,
            inference: this.workloads.get("inference")!,
            hosts: clusterDesign.jobHosts,
            scoringHost: clusterDesign.scoringHost,
            onlineEndpoint: config.onlineEndpoint,
            clusterReady: interior?.machineLearningReady,
            highAvailability: zones.length > 1,
            logsId,
            access,
            diagnostics,
          },
          child,
        )
      : undefined;

    // Ways in for people, and what watches over all of it.
    this.vpn = config.vpn
      ? new VpnGateway(
          "vpn",
          {
            placement,
            sku: config.vpnGatewaySku,
            // The sizes with zones have to have an address with zones.
            zones: zonesOf(location),
            subnetId: this.network.subnetId("gateway"),
            clientRange: config.vpnClientRange,
            tenantId,
            sites: config.vpnSites,
            sharedKeys: vaults.sharedKeys,
            diagnostics,
          },
          child,
        )
      : undefined;
    if (config.bastion) {
      new Bastion("bastion", { placement, zones, subnetId: this.network.subnetId("bastion"), diagnostics }, child);
    }
    new FlowLogs(
      "flow-logs",
      {
        placement,
        virtualNetworkId: virtualNetwork.network.id,
        storage: data.common,
        workspaceId: logsId,
        retentionDays: config.logRetentionDays,
      },
      child,
    );
    this.automation = operate(this, placement);
    grantAccess(this, placement);
    this.registerOutputs({});
  }
}

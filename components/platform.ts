import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "./compute/cluster";
import { diskEncryptionSet } from "./compute/disk-encryption";
import { gpuPool } from "./compute/gpu-pools";
import type { PlatformConfig } from "./config";
import { namePartsOf } from "./config-relations";
import { Names } from "./conventions/names";
import type { Placement } from "./conventions/placement";
import { zonesOf } from "./conventions/regions";
import { platformTags } from "./conventions/tags";
import type { CustomerKey } from "./data/customer-key";
import type { CustomerKeyUse } from "./data/customer-key-uses";
import { ObjectStorage } from "./data/object-storage";
import { Postgres } from "./data/postgres";
import { Redis } from "./data/redis";
import { clusterFederations, workloadsOf } from "./identity/federations";
import type { WorkloadName } from "./identity/federations";
import { githubFederation } from "./identity/github-federation";
import { WorkloadIdentity } from "./identity/workload-identity";
import { clusterAddresses } from "./kubernetes/network/cluster-addresses";
import { jobPorts } from "./kubernetes/network/pod-flows";
import { MachineLearning } from "./ml/machine-learning";
import { addressIn, lastAddressIn } from "./network/address-plan";
import { Bastion } from "./network/bastion";
import { allowedHosts, hostsForJobs } from "./network/egress-rules";
import { FlowLogs } from "./network/flow-logs";
import { InternalNames } from "./network/internal-names";
import { Network } from "./network/network";
import { designNetwork, operatorRanges } from "./network/network-design";
import { VpnGateway } from "./network/vpn-gateway";
import { LogAnalytics } from "./observability/log-analytics";
import { Observability } from "./observability/observability";
import { InternalCertificates } from "./osmo/internal-certificates";
import type { Automation } from "./operations/automation";
import { StateBackend, STATE_CONTAINER } from "./operations/state-backend";
import type { StateBackendFacts } from "./operations/state-backend-facts";
import { ClusterInterior } from "./platform-cluster";
import { grantAccess } from "./platform-grants";
import { operate } from "./platform-operations";
import { ContainerRegistry } from "./registry/container-registry";
import { KeyVault } from "./vault/key-vault";
import { PlatformSecrets } from "./vault/platform-secrets";

/** Containers of the platform's data: what is trained on, what comes out, and what OSMO keeps. */
const CONTAINERS = ["datasets", "checkpoints", "models", "evaluation", "annotations", "training-logs", "osmo"] as const;
/** Those that jobs of Azure Machine Learning see. */
const DATASTORES = ["datasets", "checkpoints", "models", "evaluation"] as const;
const LAKE_CONTAINERS = ["datasets", "models", "evaluation"] as const;

/** The address behind the first of the service range that is the cluster's name service. */
const NAME_SERVICE = 10;

/** The platform: the one place where its parts meet. */
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

    // Secrets and keys, in vaults of their own: the control plane comes to the one, Azure to the other, and both to no secret.
    const vaultArgs = { placement, tenantId, sku: config.vaultSku, recoverableDays: config.vaultRecoverableDays };
    this.vault = new KeyVault("vault", { ...vaultArgs, access, diagnostics }, child);
    const { vpnSharedKeys, workloadSecrets } = config;
    const lifetime = { issued: config.secretsIssued, days: config.secretDays };
    const secrets = new PlatformSecrets(
      "secrets",
      {
        vault: this.vault,
        lifetime,
        protect,
        osmo: config.osmo,
        scoring: config.machineLearning,
        sites: config.vpnSites.map((site) => site.name).filter((site) => !(site in vpnSharedKeys)),
        given: asSecrets(workloadSecrets),
      },
      child,
    );
    if (config.osmo) new InternalCertificates("internal-certificates", { vault: this.vault, lifetime }, child);
    this.clusterKeys = config.apiServerVnetIntegration
      ? new KeyVault("cluster-keys", { ...vaultArgs, purpose: "kms", access, diagnostics }, child)
      : undefined;
    this.dataKeys =
      config.customerManagedKeys.length > 0
        ? new KeyVault("data-keys", { ...vaultArgs, purpose: "cmk", unwrapsForAzure: true, access, diagnostics }, child)
        : undefined;
    const customerKey = (purpose: CustomerKeyUse): CustomerKey | undefined => {
      const { dataKeys } = this;
      if (!dataKeys || !config.customerManagedKeys.includes(purpose)) return undefined;
      const identity = new WorkloadIdentity(`${purpose}-encryption`, { placement }, child);
      const key = dataKeys.encryptionKey(purpose);
      return { key, identity, granted: dataKeys.grantWrap(identity, key) };
    };

    // Data.
    const storageArgs = {
      placement,
      redundancy: config.storageRedundancy,
      recoverableDays: config.recoverableDays,
      customerKey: customerKey("storage"),
      access,
      diagnostics,
    };
    const lifecycle = {
      rawDays: config.rawDays,
      coolDays: config.coolDays,
      coldDays: config.coldDays,
      versionDays: config.recoverableDays,
    };
    this.storage = new ObjectStorage("storage", { ...storageArgs, containers: CONTAINERS, lifecycle }, child);
    this.lake = config.dataLake
      ? new ObjectStorage(
          "lake",
          {
            ...storageArgs,
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
      ? new ObjectStorage("state-storage", { ...storageArgs, purpose: "state", containers: [STATE_CONTAINER] }, child)
      : undefined;
    this.postgres = config.postgres
      ? new Postgres(
          "postgres",
          {
            placement,
            tenantId,
            administrators: config.databaseAdmins,
            size: config.postgresSize,
            storageGb: config.postgresStorageGb,
            backupDays: config.postgresBackupDays,
            geoBackup: config.postgresGeoBackup,
            zones: config.postgresStandby ? zones.slice(0, 2) : zones.slice(0, 1),
            databases: config.osmo ? ["osmo"] : [],
            passwordRole: config.osmo,
            customerKey: customerKey("postgres"),
            access,
            diagnostics,
          },
          child,
        )
      : undefined;
    this.redis = config.redis
      ? new Redis(
          "redis",
          {
            placement,
            sku: config.redisSku,
            highAvailability: config.redisHighAvailability,
            accessKeys: config.osmo,
            access,
            diagnostics,
          },
          child,
        )
      : undefined;
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
    const gpuPools = Object.entries(config.gpuPools).map(([pool, request]) => gpuPool(pool, request));
    const controlPlane = new WorkloadIdentity("cluster", { placement }, child);
    this.kubelet = new WorkloadIdentity("kubelet", { placement }, child);
    const diskKey = customerKey("disks");
    const nameService = addressIn(config.serviceRange, NAME_SERVICE);
    this.cluster = new Cluster(
      "cluster",
      {
        placement,
        tenantId,
        network: virtualNetwork,
        wayOut: this.network.wayOut,
        podRange: config.podRange,
        serviceRange: config.serviceRange,
        nameService,
        networkPolicy: config.networkPolicy,
        dnsZone: this.network.zones.apiServer,
        identity: controlPlane,
        kubelet: this.kubelet,
        version: config.kubernetesVersion,
        zones,
        system: config.systemNodes,
        workload: config.workloadNodes,
        gpuPools,
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
    this.workloads = new Map(
      workloadsOf(config).map((workload) => [
        workload.name,
        new WorkloadIdentity(
          workload.name,
          { placement, federations: clusterFederations(workload, this.cluster.oidcIssuer) },
          child,
        ),
      ]),
    );
    this.environments = config.githubEnvironments.map(
      (environment) =>
        new WorkloadIdentity(
          `github-${environment}`,
          { placement, federations: { github: githubFederation(config.githubRepository!, environment) } },
          child,
        ),
    );
    const interior =
      config.stage === "complete"
        ? new ClusterInterior(this, placement, {
            tenantId,
            gpuPools,
            addresses: clusterAddresses({ ...config, design, nameService, operators, gateway: this.osmoAddress }),
            jobPorts: jobPorts(hostsForJobs(hosts)),
            nodes: nodesAtMost(config),
            osmoHost: `osmo.${config.internalDomain}`,
          })
        : undefined;
    this.machineLearning = config.machineLearning
      ? new MachineLearning(
          "machine-learning",
          {
            placement,
            vault: vaultArgs,
            storage: storageArgs,
            data: this.storage,
            containers: DATASTORES,
            registry: this.registry,
            cluster: this.cluster,
            gpuPools,
            training: this.workloads.get("training")!,
            inference: this.workloads.get("inference")!,
            hosts: hostsForJobs(hosts),
            scoringHost: `scoring.${config.internalDomain}`,
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
            sharedKeys: { ...secrets.sharedKeys, ...asSecrets(vpnSharedKeys) },
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
        storage: storageArgs,
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

/** Nodes of all pools, with every one that the autoscaler may add. */
function nodesAtMost({ systemNodes, workloadNodes, gpuPools }: PlatformConfig): number {
  return [systemNodes, workloadNodes, ...Object.values(gpuPools)].reduce((sum, { maxCount }) => sum + maxCount, 0);
}

/** Values of the configuration as secrets. */
function asSecrets(values: Readonly<Record<string, string>>): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, pulumi.secret(value)]));
}

import * as authorization from "@pulumi/azure-native/authorization";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import { namePartsOf, subnetSizes } from "./config";
import type { PlatformConfig } from "./config";
import { Names } from "./conventions/names";
import type { Placement } from "./conventions/placement";
import { PrivateAccess } from "./conventions/private-access";
import { platformTags } from "./conventions/tags";
import { ObjectStorage } from "./data/object-storage";
import { WorkloadIdentity } from "./identity/workload-identity";
import { planAddresses } from "./network/address-plan";
import { PrivateDnsZones } from "./network/private-dns-zones";
import { subnetRequests } from "./network/subnets";
import { VirtualNetwork } from "./network/virtual-network";
import { LogAnalytics } from "./observability/log-analytics";
import { StateBackend } from "./operations/state-backend";
import type { StateBackendFacts } from "./operations/state-backend-facts";
import { KeyVault } from "./vault/key-vault";

/** The platform: the one place where its parts meet. */
export class Platform extends pulumi.ComponentResource {
  readonly network: VirtualNetwork;
  readonly logs: LogAnalytics;
  readonly vault: KeyVault;
  readonly storage: ObjectStorage;
  readonly training: WorkloadIdentity;

  constructor(name: string, config: PlatformConfig, state: StateBackendFacts, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:index:Platform", name, {}, opts);
    const child = { parent: this };
    const nameParts = namePartsOf(config);
    const names = new Names(nameParts);
    const tags = platformTags(nameParts, config.owner, config.tags);
    const { location, protect } = config;
    const resourceGroup = new resources.ResourceGroup(
      "platform",
      { resourceGroupName: names.of("resourceGroup"), location, tags },
      { ...child, protect },
    );
    const placement: Placement = { resourceGroup, location, names, tags, protect };
    const addressPlan = planAddresses(config.addressSpace, subnetRequests(subnetSizes(config)));
    const tenantId = authorization.getClientConfigOutput(child).tenantId;

    new StateBackend("state", state, child);
    this.logs = new LogAnalytics("logs", { placement, retentionDays: config.logRetentionDays }, child);
    const diagnostics = this.logs.sink;
    this.network = new VirtualNetwork(
      "network",
      { placement, addressSpace: config.addressSpace, addressPlan, diagnostics },
      child,
    );
    const zones = new PrivateDnsZones("dns", { placement, virtualNetworkId: this.network.network.id }, child);
    const access = new PrivateAccess(placement, this.network.subnetId("private-endpoints"), zones);
    this.vault = new KeyVault(
      "vault",
      { placement, tenantId, sku: config.vaultSku, recoverableDays: config.vaultRecoverableDays, access, diagnostics },
      child,
    );
    this.storage = new ObjectStorage(
      "storage",
      {
        placement,
        containers: ["datasets", "checkpoints", "models"],
        redundancy: config.storageRedundancy,
        recoverableDays: config.recoverableDays,
        access,
        diagnostics,
      },
      child,
    );
    this.training = new WorkloadIdentity("training", { placement }, child);

    // Who may do what.
    this.storage.grantRead(this.training, "datasets");
    this.storage.grantWrite(this.training, "checkpoints");
    this.storage.grantWrite(this.training, "models");
    this.vault.grantReadSecret(this.training, "mlflow-tracking");

    this.registerOutputs({});
  }
}

import * as pulumi from "@pulumi/pulumi";
import type { Cluster } from "../compute/cluster";
import type { GpuPool } from "../compute/gpu-pools";
import type { LogSink } from "../conventions/log-sink";
import type { Placement } from "../conventions/placement";
import type { PrivateAccess } from "../conventions/private-access";
import type { CustomerKey } from "../data/customer-key";
import { ObjectStorage } from "../data/object-storage";
import type { Redundancy } from "../data/redundancies";
import { WorkloadIdentity } from "../identity/workload-identity";
import type { AllowedHost } from "../network/egress-rules";
import type { ContainerRegistry } from "../registry/container-registry";
import { KeyVault } from "../vault/key-vault";
import type { KeyVaultArgs } from "../vault/key-vault";
import { ClusterCompute } from "./cluster-compute";
import { instanceTypes } from "./instance-types";
import { OnlineEndpoint } from "./online-endpoint";
import { outboundRules } from "./outbound-rules";
import { Workspace } from "./workspace";

export interface MachineLearningArgs {
  readonly placement: Placement;
  /** The vault of the workspace is like the platform's. */
  readonly vault: Pick<KeyVaultArgs, "tenantId" | "sku" | "recoverableDays">;
  /** And so is its storage. */
  readonly storage: {
    readonly redundancy: Redundancy;
    readonly recoverableDays: number;
    readonly customerKey?: CustomerKey;
  };
  /** The platform's data, and the containers of it that jobs use. */
  readonly data: ObjectStorage;
  readonly containers: readonly string[];
  readonly registry: ContainerRegistry;
  readonly cluster: Cluster;
  readonly gpuPools: readonly GpuPool[];
  readonly training: WorkloadIdentity;
  readonly inference: WorkloadIdentity;
  /** Hosts that jobs may reach on the internet. */
  readonly hosts: readonly AllowedHost[];
  readonly scoringHost: string;
  readonly onlineEndpoint: boolean;
  /**
   * What has to be inside the cluster before the extension, which would make the namespace without its rules. Undefined while
   * nothing can be put inside (stage `foundation`): the cluster becomes a compute later.
   */
  readonly clusterReady: readonly pulumi.Resource[] | undefined;
  readonly highAvailability: boolean;
  readonly logsId: pulumi.Input<string>;
  readonly access: PrivateAccess;
  readonly diagnostics: LogSink;
}

/** Azure Machine Learning with the cluster as its compute. */
export class MachineLearning extends pulumi.ComponentResource {
  readonly workspace: Workspace;
  readonly identity: WorkloadIdentity;
  /** The workspace's own storage and vault, apart from the platform's. */
  readonly storage: ObjectStorage;
  readonly vault: KeyVault;
  readonly endpoint: OnlineEndpoint | undefined;

  constructor(name: string, args: MachineLearningArgs, opts?: pulumi.ComponentResourceOptions) {
    super("physical-ai:ml:MachineLearning", name, {}, opts);
    const { placement, access, diagnostics, data, cluster } = args;
    const child = { parent: this };
    this.identity = new WorkloadIdentity(name, { placement }, child);
    this.storage = new ObjectStorage(
      "ml-storage",
      { placement, purpose: "ml", containers: [], services: ["blob", "file"], ...args.storage, access, diagnostics },
      child,
    );
    this.vault = new KeyVault("ml-vault", { placement, purpose: "ml", ...args.vault, access, diagnostics }, child);
    this.workspace = new Workspace(
      "workspace",
      {
        placement,
        identity: this.identity,
        storage: this.storage,
        vault: this.vault,
        registry: args.registry,
        logsId: args.logsId,
        outbound: outboundRules({ platform: data.account.id }, args.hosts),
        access,
        diagnostics,
      },
      child,
    );
    for (const container of args.containers) this.workspace.datastore(container, data, container);
    const compute =
      args.clusterReady &&
      new ClusterCompute(
        "cluster-compute",
        {
          placement,
          workspace: this.workspace,
          cluster,
          training: args.training,
          instanceTypes: instanceTypes(args.gpuPools),
          scoringHost: args.scoringHost,
          highAvailability: args.highAvailability,
          ready: args.clusterReady,
        },
        child,
      );
    if (args.onlineEndpoint && compute) {
      this.endpoint = new OnlineEndpoint(
        "models-endpoint",
        { placement, workspace: this.workspace, compute, inference: args.inference },
        child,
      );
    }
    this.registerOutputs({});
  }
}

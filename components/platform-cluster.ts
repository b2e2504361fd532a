import type * as kubernetes from "@pulumi/kubernetes/provider";
import type * as pulumi from "@pulumi/pulumi";
import type { Placement } from "./conventions/placement";
import { AccessRoles } from "./kubernetes/access/access-roles";
import { PEOPLE_NAMESPACES } from "./kubernetes/access/access-rules";
import { ADMISSION_LABEL } from "./kubernetes/admission/admission-objects";
import { AdmissionPolicies } from "./kubernetes/admission/admission-policies";
import type { ClusterDesign } from "./kubernetes/cluster-design";
import { clusterProvider } from "./kubernetes/cluster-provider";
import { GpuOperator } from "./kubernetes/gpu/gpu-operator";
import { totalGpus } from "./kubernetes/gpu/gpu-nodes";
import { KaiScheduler } from "./kubernetes/gpu/kai-scheduler";
import { IsolatedNamespace } from "./kubernetes/isolated-namespace";
import type { NamespaceAccount } from "./kubernetes/isolated-namespace";
import type { VaultReader } from "./kubernetes/key-vault-secrets";
import { namespaceDesigns } from "./kubernetes/namespaces";
import type { NamespaceName } from "./kubernetes/namespaces";
import { PriorityClasses } from "./kubernetes/priority-classes";
import { CredentialRedaction } from "./kubernetes/redaction/credential-redaction";
import { ScoringCertificate } from "./ml/scoring-certificate";
import { BackendOperator } from "./osmo/backend-operator";
import { CONFIG_FILES, CONTROL_PLANE_NAMESPACE } from "./osmo/cluster-names";
import { ControlPlane } from "./osmo/control-plane";
import { DatabaseRole } from "./osmo/database-role/database-role";
import { DatabaseRoots } from "./osmo/database-roots";
import { DATABASE } from "./osmo/service-values";
import { OsmoTokenRotation } from "./osmo/token-rotation/token-rotation";
import type { Platform } from "./platform";
import type { WorkloadName } from "./identity/federations";
import { imageOf, PAUSE_IMAGE, pullReference, requiredImages } from "./registry/images";
import type { Image } from "./registry/images";
import { SECRET_NAMES } from "./vault/secret-names";

/** The service accounts that people's jobs run as, in namespaces in which others run too. */
const USER_ACCOUNTS = { azureml: ["default", "training", "inference"] } as const;

/** What Azure Machine Learning puts beside the containers of jobs: its own images, by tag. */
const SIDECARS = "mcr.microsoft.com/azureml";

/** Namespaces in which people's code runs. */
const WORKLOADS: readonly NamespaceName[] = PEOPLE_NAMESPACES;

/**
 * The inside of the cluster: namespaces that nothing leaves or enters but what is listed, who may do what in them, what the API
 * server lets in, and then what runs there. Left out in stage `foundation`, for only the VPN of that stage leads to it.
 */
export class ClusterInterior {
  private readonly provider: kubernetes.Provider;
  private readonly namespaces: ReadonlyMap<NamespaceName, IsolatedNamespace>;
  private readonly images: readonly Image[];
  private readonly registryHost: string;
  /** What has to be there before any pod is. */
  private readonly admission: AdmissionPolicies;
  /** What has to be there before the extension of Azure Machine Learning: its namespace, and the certificate of scoring. */
  readonly machineLearningReady: readonly pulumi.Resource[];

  constructor(
    private readonly platform: Platform,
    placement: Placement,
    private readonly design: ClusterDesign,
    private readonly tenantId: pulumi.Input<string>,
  ) {
    const { cluster, config } = platform;
    const { gpuPools } = design;
    this.registryHost = `${platform.registryName}.azurecr.io`;
    this.images = requiredImages({ ...config, gpus: gpuPools.length > 0 }, config.imageDigests);
    this.provider = clusterProvider(platform, { placement, cluster, tenantId, login: config.clusterLogin });
    this.namespaces = this.isolate();
    this.admission = this.admit();
    new PriorityClasses("priority-classes", {}, this.inside());
    const people = PEOPLE_NAMESPACES.filter((name) => this.namespaces.has(name));
    new AccessRoles(
      "cluster-access",
      { groups: config.accessGroups, namespaces: people },
      this.inside(...people.map((name) => this.namespace(name))),
    );
    this.machineLearningReady = config.machineLearning ? [this.namespace("azureml"), this.scoring()] : [];
    const scheduler = this.shareGpus();
    if (config.osmo) this.osmo(scheduler);
  }

  private isolate(): ReadonlyMap<NamespaceName, IsolatedNamespace> {
    const { config } = this.platform;
    const designs = namespaceDesigns({ ...this.design, osmo: config.osmo, machineLearning: config.machineLearning });
    return new Map(
      designs.map((design) => [
        design.name,
        new IsolatedNamespace(
          design.name,
          {
            design,
            labels: WORKLOADS.includes(design.name) ? { [ADMISSION_LABEL.name]: ADMISSION_LABEL.workloads } : {},
            serviceAccounts: design.name === "azureml" ? this.jobAccounts() : [],
          },
          this.inside(),
        ),
      ]),
    );
  }

  /** Who jobs and models of Azure Machine Learning are. Some jobs run as `default`, whatever they are told. */
  private jobAccounts(): readonly NamespaceAccount[] {
    return [
      { name: "default", clientId: this.workload("training").clientId },
      { name: "training", clientId: this.workload("training").clientId },
      { name: "inference", clientId: this.workload("inference").clientId },
    ];
  }

  /** What the API server lets in of people's pods, and the code that it puts into them. */
  private admit(): AdmissionPolicies {
    const { config } = this.platform;
    const redaction = WORKLOADS.filter((name) => this.namespaces.has(name)).map(
      (namespace) =>
        new CredentialRedaction(`redaction-${namespace}`, { namespace }, this.inside(this.namespace(namespace))),
    );
    return new AdmissionPolicies(
      "admission",
      {
        mode: config.admissionMode,
        approvedRegistries: [this.registryHost, ...config.approvedRegistries],
        readOnlyImages: config.readOnlyImages.map((repository) => `${this.registryHost}/${repository}`),
        userAccounts: USER_ACCOUNTS,
        sidecarRegistries: config.machineLearning ? [SIDECARS] : [],
        osmo: config.osmo,
      },
      this.inside(...redaction),
    );
  }

  private scoring(): pulumi.Resource {
    return new ScoringCertificate(
      "scoring-certificate",
      { reader: this.reader("scoring-certificate"), image: pullReference(PAUSE_IMAGE, this.registryHost) },
      this.inside(this.namespace("azureml")),
    );
  }

  /** Drivers and metrics of GPUs, and the scheduler that divides them between teams. */
  private shareGpus(): readonly pulumi.Resource[] {
    const { config } = this.platform;
    const { gpuPools } = this.design;
    const images = { images: this.images, registryHost: this.registryHost };
    if (this.namespaces.has("gpu-operator")) {
      new GpuOperator(
        "gpu-operator",
        { namespace: "gpu-operator", pools: gpuPools, gridDriver: config.gridDriver, ...images },
        this.inside(this.namespace("gpu-operator")),
      );
    }
    if (!this.namespaces.has("kai-scheduler")) return [];
    return [
      new KaiScheduler(
        "kai-scheduler",
        {
          namespace: "kai-scheduler",
          workloads: "osmo-workflows",
          teams: config.teams,
          totalGpus: totalGpus(gpuPools),
          osmo: config.osmo,
          ...images,
        },
        this.inside(this.namespace("kai-scheduler")),
      ),
    ];
  }

  private osmo(scheduler: readonly pulumi.Resource[]): void {
    const { config, osmoAddress, postgres, redis, storage, vault } = this.platform;
    const { gpuPools, osmoHost } = this.design;
    const namespace = CONTROL_PLANE_NAMESPACE;
    const ready = [this.namespace(namespace), this.admission];
    const roots = new DatabaseRoots("osmo-database-roots", {}, this.inside(this.namespace(namespace)));
    // To make a role one has to administer the server; nobody else inside the cluster does.
    const administration = postgres!.grantAdministration(this.workload("database-role"));
    const role = new DatabaseRole(
      "database-role",
      {
        namespace,
        reader: this.reader("database-role"),
        pythonImage: this.image("training/python"),
        postgresImage: this.image("third-party/postgres"),
        host: postgres!.host,
        administrator: this.workload("database-role").identityName,
        database: DATABASE.name,
        role: DATABASE.role,
        issued: config.secretsIssued,
        roots: { configMap: CONFIG_FILES.databaseRoots.name, ...CONFIG_FILES.databaseRoots },
      },
      this.inside(...ready, roots, administration),
    );
    const controlPlane = new ControlPlane(
      "osmo",
      {
        needs: {
          hostName: osmoHost,
          registryHost: this.registryHost,
          images: this.images,
          tenantId: this.tenantId,
          ...config.osmoSignIn,
          storageAccount: storage.account.name,
          databaseHost: postgres!.host,
          redisHost: redis!.host,
          gpuPools,
          teams: config.teams,
          rateLimits: config.osmoRateLimits,
          highAvailability: config.zones.length > 1,
        },
        readers: {
          controlPlane: this.reader("osmo-control-plane"),
          router: this.reader("osmo-router"),
          gateway: this.reader("osmo-gateway"),
        },
        gatewayAddress: osmoAddress,
        gatewaySubnet: "workload",
        prepared: [roots, role],
      },
      this.inside(...ready),
    );
    new OsmoTokenRotation(
      "token-rotation",
      {
        namespace,
        clientId: this.workload("token-rotation").clientId,
        image: this.image("training/python"),
        osmoUrl: `https://${osmoHost}`,
        apiClientId: config.osmoSignIn.automationClientId,
        vaultUri: vault.uri,
        secretName: SECRET_NAMES.backendToken,
      },
      this.inside(...ready),
    );
    new BackendOperator(
      "osmo-operator",
      {
        needs: { hostName: osmoHost, registryHost: this.registryHost },
        reader: this.reader("osmo-backend"),
        workflowClientId: this.workload("osmo-workflows").clientId,
      },
      this.inside(
        this.namespace("osmo-operator"),
        this.namespace("osmo-workflows"),
        this.admission,
        controlPlane,
        ...scheduler,
      ),
    );
  }

  /** Options of what stands inside the cluster, after what it needs. */
  private inside(...dependsOn: readonly pulumi.Resource[]): pulumi.ComponentResourceOptions {
    return { parent: this.platform, providers: [this.provider], dependsOn: [...dependsOn] };
  }

  private namespace(name: NamespaceName): IsolatedNamespace {
    return this.namespaces.get(name)!;
  }

  private image(repository: string): string {
    return pullReference(imageOf(this.images, repository), this.registryHost);
  }

  private workload(name: WorkloadName) {
    return this.platform.workloads.get(name)!;
  }

  private reader(name: WorkloadName): VaultReader {
    const { vault } = this.platform.vault;
    return { vaultName: vault.name, tenantId: this.tenantId, clientId: this.workload(name).clientId };
  }
}

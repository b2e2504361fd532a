import { oncePerText } from "./once";

/**
 * Every resource type that a control judges, under the name that Azure, Kubernetes or this project gives it. A control
 * names its types from here, so that a misspelt token does not compile instead of matching nothing.
 */
export const AZURE = {
  agentPool: "azure-native:containerservice:AgentPool",
  applicationInsights: "azure-native:applicationinsights:Component",
  automationAccount: "azure-native:automation:AutomationAccount",
  automationConnection: "azure-native:automation:Connection",
  azureFirewall: "azure-native:network:AzureFirewall",
  blobContainer: "azure-native:storage:BlobContainer",
  blobService: "azure-native:storage:BlobServiceProperties",
  clusterExtension: "azure-native:kubernetesconfiguration:Extension",
  containerApp: "azure-native:app:ContainerApp",
  containerRegistry: "azure-native:containerregistry:Registry",
  containerRegistryTask: "azure-native:containerregistry:Task",
  dataCollectionEndpoint: "azure-native:monitor:DataCollectionEndpoint",
  dataCollectionRule: "azure-native:monitor:DataCollectionRule",
  diagnosticSetting: "azure-native:monitor:DiagnosticSetting",
  eventGridSubscription: "azure-native:eventgrid:EventSubscription",
  eventGridSystemTopic: "azure-native:eventgrid:SystemTopic",
  eventGridSystemTopicSubscription: "azure-native:eventgrid:SystemTopicEventSubscription",
  federatedIdentityCredential: "azure-native:managedidentity:FederatedIdentityCredential",
  firewallPolicy: "azure-native:network:FirewallPolicy",
  firewallRuleCollectionGroup: "azure-native:network:FirewallPolicyRuleCollectionGroup",
  flowLog: "azure-native:network:FlowLog",
  grafana: "azure-native:dashboard:Grafana",
  ipGroup: "azure-native:network:IpGroup",
  keyVault: "azure-native:keyvault:Vault",
  keyVaultKey: "azure-native:keyvault:Key",
  keyVaultSecret: "azure-native:keyvault:Secret",
  logAnalyticsWorkspace: "azure-native:operationalinsights:Workspace",
  machineLearningCompute: "azure-native:machinelearningservices:Compute",
  machineLearningConnection: "azure-native:machinelearningservices:WorkspaceConnection",
  machineLearningDatastore: "azure-native:machinelearningservices:Datastore",
  machineLearningOnlineEndpoint: "azure-native:machinelearningservices:OnlineEndpoint",
  machineLearningWorkspace: "azure-native:machinelearningservices:Workspace",
  managedCluster: "azure-native:containerservice:ManagedCluster",
  managementLock: "azure-native:authorization:ManagementLockByScope",
  managementLockOfResource: "azure-native:authorization:ManagementLockAtResourceLevel",
  managementLockOfResourceGroup: "azure-native:authorization:ManagementLockAtResourceGroupLevel",
  managementLockOfSubscription: "azure-native:authorization:ManagementLockAtSubscriptionLevel",
  monitorWorkspace: "azure-native:monitor:AzureMonitorWorkspace",
  networkInterface: "azure-native:network:NetworkInterface",
  networkSecurityGroup: "azure-native:network:NetworkSecurityGroup",
  postgresAdministrator: "azure-native:dbforpostgresql:Administrator",
  postgresConfiguration: "azure-native:dbforpostgresql:Configuration",
  postgresEntraAdministrator: "azure-native:dbforpostgresql:AdministratorsMicrosoftEntra",
  postgresServer: "azure-native:dbforpostgresql:Server",
  privateDnsZone: "azure-native:privatedns:PrivateZone",
  privateEndpoint: "azure-native:network:PrivateEndpoint",
  redisCache: "azure-native:redis:Redis",
  redisEnterprise: "azure-native:redisenterprise:RedisEnterprise",
  redisEnterpriseDatabase: "azure-native:redisenterprise:Database",
  resourceGroup: "azure-native:resources:ResourceGroup",
  roleAssignment: "azure-native:authorization:RoleAssignment",
  roleDefinition: "azure-native:authorization:RoleDefinition",
  roleEligibility: "azure-native:authorization:PimRoleEligibilitySchedule",
  route: "azure-native:network:Route",
  routeTable: "azure-native:network:RouteTable",
  securityRule: "azure-native:network:SecurityRule",
  storageAccount: "azure-native:storage:StorageAccount",
  subnet: "azure-native:network:Subnet",
  userAssignedIdentity: "azure-native:managedidentity:UserAssignedIdentity",
  virtualMachine: "azure-native:compute:VirtualMachine",
  virtualMachineScaleSet: "azure-native:compute:VirtualMachineScaleSet",
  virtualNetwork: "azure-native:network:VirtualNetwork",
  virtualWanVpnConnection: "azure-native:network:VpnConnection",
  vpnConnection: "azure-native:network:VirtualNetworkGatewayConnection",
  vpnGateway: "azure-native:network:VirtualNetworkGateway",
  vpnServerConfiguration: "azure-native:network:VpnServerConfiguration",
} as const;

/** Objects of Kubernetes by group and kind, as today's API names them; a patch of one counts as one. */
export const KUBERNETES = {
  ciliumClusterwideNetworkPolicy: "kubernetes:cilium.io:CiliumClusterwideNetworkPolicy",
  ciliumNetworkPolicy: "kubernetes:cilium.io:CiliumNetworkPolicy",
  clusterRole: "kubernetes:rbac.authorization.k8s.io:ClusterRole",
  clusterRoleBinding: "kubernetes:rbac.authorization.k8s.io:ClusterRoleBinding",
  configMap: "kubernetes:core:ConfigMap",
  cronJob: "kubernetes:batch:CronJob",
  daemonSet: "kubernetes:apps:DaemonSet",
  deployment: "kubernetes:apps:Deployment",
  helmRelease: "kubernetes:helm.sh:Release",
  ingress: "kubernetes:networking.k8s.io:Ingress",
  job: "kubernetes:batch:Job",
  limitRange: "kubernetes:core:LimitRange",
  mutatingAdmissionPolicy: "kubernetes:admissionregistration.k8s.io:MutatingAdmissionPolicy",
  mutatingAdmissionPolicyBinding: "kubernetes:admissionregistration.k8s.io:MutatingAdmissionPolicyBinding",
  namespace: "kubernetes:core:Namespace",
  networkPolicy: "kubernetes:networking.k8s.io:NetworkPolicy",
  persistentVolume: "kubernetes:core:PersistentVolume",
  persistentVolumeClaim: "kubernetes:core:PersistentVolumeClaim",
  pod: "kubernetes:core:Pod",
  podTemplate: "kubernetes:core:PodTemplate",
  replicaSet: "kubernetes:apps:ReplicaSet",
  replicationController: "kubernetes:core:ReplicationController",
  resourceQuota: "kubernetes:core:ResourceQuota",
  role: "kubernetes:rbac.authorization.k8s.io:Role",
  roleBinding: "kubernetes:rbac.authorization.k8s.io:RoleBinding",
  secret: "kubernetes:core:Secret",
  secretProviderClass: "kubernetes:secrets-store.csi.x-k8s.io:SecretProviderClass",
  service: "kubernetes:core:Service",
  serviceAccount: "kubernetes:core:ServiceAccount",
  statefulSet: "kubernetes:apps:StatefulSet",
  validatingAdmissionPolicy: "kubernetes:admissionregistration.k8s.io:ValidatingAdmissionPolicy",
  validatingAdmissionPolicyBinding: "kubernetes:admissionregistration.k8s.io:ValidatingAdmissionPolicyBinding",
} as const;

/** Facts that are no cloud resource, put into the graph by evidence components (docs/evidence-components.md). */
export const EVIDENCE = {
  repositoryWorkflows: "physical-ai:operations:RepositoryWorkflows",
  stateBackend: "physical-ai:operations:StateBackend",
} as const;

export type ResourceType =
  | (typeof AZURE)[keyof typeof AZURE]
  | (typeof KUBERNETES)[keyof typeof KUBERNETES]
  | (typeof EVIDENCE)[keyof typeof EVIDENCE];

/** Kinds that Kubernetes served in the group `extensions` before each got one of its own. */
const GROUP_OF_EXTENSION: Readonly<Record<string, string>> = {
  DaemonSet: "apps",
  Deployment: "apps",
  Ingress: "networking.k8s.io",
  NetworkPolicy: "networking.k8s.io",
  ReplicaSet: "apps",
};

/**
 * The token without its API version: `azure-native:storage/v20230101:StorageAccount` and the token of a local SDK,
 * `azure-native_storage_v20230101:storage:StorageAccount`, are the same resource as `azure-native:storage:StorageAccount`;
 * `kubernetes:apps/v1beta2:Deployment`, `kubernetes:extensions/v1beta1:Deployment` and `kubernetes:apps/v1:DeploymentPatch`
 * are `kubernetes:apps:Deployment`. A custom resource of the core group has no group: `kubernetes:v1:ConfigMap`.
 */
export const withoutApiVersion = oncePerText((token: string): string => {
  const kubernetes = /^kubernetes:(?:([^:/]+)\/)?v\d+[a-z0-9]*:(.+)$/.exec(token);
  if (kubernetes) {
    const [, group = "core", kindOrPatch = ""] = kubernetes;
    const kind = kindOrPatch.replace(/(?<=.)Patch$/, "");
    return `kubernetes:${group === "extensions" ? (GROUP_OF_EXTENSION[kind] ?? group) : group}:${kind}`;
  }
  return token
    .replace(/^azure-native_[a-z]+_v\d{8}[a-z]*:/, "azure-native:")
    .replace(/^(azure-native:[a-z]+)\/v\d{8}[a-z]*:/, "$1:");
});

/** Whether the token is that of a patch, which leaves out what it does not change. */
export const isPatch = oncePerText((token: string): boolean =>
  /^kubernetes:(?:[^:]+\/)?v\d+[a-z0-9]*:.+Patch$/.test(token),
);

/** What the settings of the extension depend on. */
export interface ExtensionNeeds {
  /** ARM id of the cluster. */
  readonly clusterId: string;
  readonly clusterName: string;
  readonly location: string;
  /** Name that scoring answers to, and that its certificate is for. */
  readonly scoringHost: string;
  /** Whether scoring survives the loss of a node. */
  readonly highAvailability: boolean;
}

/** Secret in the namespace azureml with `cert.pem` and `key.pem`, synced from the vault. */
export const SCORING_CERTIFICATE = "azureml-scoring-tls";

/**
 * Settings of the Azure Machine Learning extension. Scoring takes TLS alone (T-3), from inside the network. The last ones
 * are those that the Azure CLI fills in and the API does not. Source: learn.microsoft.com, "Deploy Azure Machine Learning
 * extension on AKS", configuration settings.
 */
export function extensionSettings(needs: ExtensionNeeds): Readonly<Record<string, string>> {
  return {
    enableTraining: "true",
    enableInference: "true",
    allowInsecureConnections: "false",
    sslCname: needs.scoringHost,
    sslSecret: SCORING_CERTIFICATE,
    inferenceRouterServiceType: "LoadBalancer",
    internalLoadBalancerProvider: "azure",
    inferenceRouterHA: String(needs.highAvailability),
    clusterPurpose: needs.highAvailability ? "FastProd" : "DevTest",
    installNvidiaDevicePlugin: "false",
    installDcgmExporter: "false",
    installPromOp: "false",
    installVolcano: "true",
    "servicebus.enabled": "false",
    "relayserver.enabled": "false",
    "workLoadToleration[0].key": "nvidia.com/gpu",
    "workLoadToleration[0].operator": "Exists",
    "workLoadToleration[0].effect": "NoSchedule",
    "workLoadToleration[1].key": "kubernetes.azure.com/scalesetpriority",
    "workLoadToleration[1].operator": "Equal",
    "workLoadToleration[1].value": "spot",
    "workLoadToleration[1].effect": "NoSchedule",
    cluster_name: needs.clusterId,
    clusterId: needs.clusterId,
    cluster_name_friendly: needs.clusterName,
    location: needs.location,
    jobSchedulerLocation: needs.location,
    domain: `${needs.location}.cloudapp.azure.com`,
    "prometheus.prometheusSpec.externalLabels.cluster_name": needs.clusterId,
    "nginxIngress.enabled": "true",
    "scoringFe.serviceType.internalLoadBalancer": "true",
    "scoringFe.sslSecret": SCORING_CERTIFICATE,
    "scoringFe.sslCname": needs.scoringHost,
  };
}

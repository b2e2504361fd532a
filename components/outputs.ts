import type * as pulumi from "@pulumi/pulumi";
import { REDIS_PORT } from "./data/redis";
import type { Platform } from "./platform";
import { importCommands, requiredImages } from "./registry/images";
import { SECRET_NAMES } from "./vault/secret-names";

/**
 * What the stack tells: names, ids and addresses, and where secrets are kept. No secret itself. Parts that are switched off are
 * missing. docs/coming-from-terraform.md says which of these stands for which output of the existing platform.
 */
export function platformOutputs(platform: Platform): Readonly<Record<string, unknown>> {
  const { cluster, config, machineLearning, network, observability, postgres, redis, registry, vault, vpn } = platform;
  return present({
    resourceGroup: { ...idAndName(platform.resourceGroup), location: config.location },
    virtualNetwork: idAndName(network.virtualNetwork.network),
    subnets: Object.fromEntries(network.virtualNetwork.subnetNames.map((name) => [name, network.subnetId(name)])),
    outboundAddress: network.outboundAddress,
    keyVault: { ...idAndName(vault.vault), uri: vault.uri },
    storageAccount: idAndName(platform.storage.account),
    dataLake: platform.lake && idAndName(platform.lake.account),
    stateStorage: platform.stateStorage && idAndName(platform.stateStorage.account),
    containerRegistry: { ...idAndName(registry.registry), loginServer: registry.loginServer },
    imageImports: importCommands(
      requiredImages({ ...config, gpus: Object.keys(config.gpuPools).length > 0 }, config.imageDigests),
      platform.registryName,
    ),
    kubernetesCluster: {
      ...idAndName(cluster.cluster),
      nodeResourceGroup: cluster.cluster.nodeResourceGroup,
      privateFqdn: cluster.cluster.privateFQDN,
      oidcIssuer: cluster.oidcIssuer,
    },
    gpuNodePools: Object.keys(config.gpuPools),
    identities: Object.fromEntries(
      [...platform.workloads.values(), ...platform.environments].map((identity) => [
        identity.grantName,
        { clientId: identity.clientId, principalId: identity.principalId },
      ]),
    ),
    postgresServer:
      postgres &&
      present({
        ...idAndName(postgres.server),
        host: postgres.host,
        administrators: config.databaseAdmins.name,
        passwordSecret: config.osmo ? SECRET_NAMES.database : undefined,
      }),
    managedRedis:
      redis &&
      present({
        ...idAndName(redis.cluster),
        host: redis.host,
        port: REDIS_PORT,
        keySecret: config.osmo ? SECRET_NAMES.redisKey : undefined,
      }),
    osmoAddress: config.osmo ? platform.osmoAddress : undefined,
    machineLearningWorkspace: machineLearning && idAndName(machineLearning.workspace.workspace),
    applicationInsights: machineLearning && idAndName(machineLearning.workspace.insights),
    logAnalyticsWorkspace: idAndName(platform.logs.workspace),
    monitorWorkspace: idAndName(observability.metrics.workspace),
    grafana: observability.grafana && {
      ...idAndName(observability.grafana.grafana),
      endpoint: observability.grafana.endpoint,
    },
    vpnGateway: vpn && { ...idAndName(vpn.gateway), address: vpn.address.ipAddress },
    nameServer: platform.nameServer,
    automationAccount: platform.automation && idAndName(platform.automation.account),
  });
}

function idAndName({ id, name }: { id: pulumi.Output<string>; name: pulumi.Output<string> }) {
  return { id, name };
}

/** Pulumi warns of outputs that are undefined. */
function present(outputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

import { fixtures, unknown } from "../../framework/fixtures";
import type { FixtureResource } from "../../framework/fixtures";
import { AZURE } from "../../framework/resource-types";
import { privateEndpointsForDataServices } from "./private-endpoints-for-data-services";

const vault: FixtureResource = { type: AZURE.keyVault, name: "vault", properties: { vaultName: "kv-platform" } };
const account: FixtureResource = {
  type: AZURE.storageAccount,
  name: "datasets",
  properties: { accountName: "stdatasets", resourceGroupName: "rg-platform" },
};
const service = (type: FixtureResource["type"], name: string, properties: Record<string, unknown> = {}) => ({
  type,
  name,
  properties,
});
const endpoint = (
  name: string,
  groupIds: unknown,
  target: { from?: string; id?: string; connections?: string } = { from: name },
): FixtureResource => {
  const connections = target.connections ?? "privateLinkServiceConnections";
  return {
    type: AZURE.privateEndpoint,
    name: `${name}-endpoint`,
    properties: { [connections]: [{ name: "link", privateLinkServiceId: target.id ?? unknown, groupIds }] },
    from: target.from ? { [connections]: [target.from] } : {},
  };
};
const idOf = (name: string, group = "rg-platform") =>
  `/subscriptions/0/resourceGroups/${group}/providers/Microsoft.Storage/storageAccounts/${name}`;

export default fixtures(privateEndpointsForDataServices, {
  pass: [
    {
      title: "each service has an endpoint, though the ids are not known yet",
      resources: [vault, account, endpoint("vault", ["vault"]), endpoint("datasets", ["blob"])],
    },
    {
      title: "the endpoint names the account by a written id",
      resources: [account, endpoint("datasets", ["Blob"], { id: idOf("STDATASETS") })],
    },
    {
      title: "an endpoint that waits for its approval",
      resources: [
        account,
        endpoint("datasets", ["dfs"], { from: "datasets", connections: "manualPrivateLinkServiceConnections" }),
      ],
    },
    {
      title: "a registry, a managed Redis, a workspace and a database",
      resources: [
        service(AZURE.containerRegistry, "registry"),
        endpoint("registry", ["registry"]),
        service(AZURE.redisEnterprise, "redis"),
        endpoint("redis", ["redisEnterprise"]),
        service(AZURE.machineLearningWorkspace, "ml"),
        endpoint("ml", ["amlworkspace"]),
        service(AZURE.postgresServer, "osmo"),
        endpoint("osmo", ["postgresqlServer"]),
      ],
    },
    {
      title: "a database that stands in the network itself",
      resources: [service(AZURE.postgresServer, "osmo", { network: { delegatedSubnetResourceId: unknown } })],
    },
  ],
  fail: [
    { title: "no endpoint at all", resources: [vault] },
    { title: "an endpoint of another service", resources: [vault, account, endpoint("datasets", ["blob"])] },
    { title: "an endpoint for no part of the service", resources: [account, endpoint("datasets", [])] },
    {
      title: "an endpoint for the static web site, which holds no data",
      resources: [account, endpoint("datasets", ["web"])],
    },
    {
      title: "an endpoint of an account of that name in another resource group",
      resources: [account, endpoint("datasets", ["blob"], { id: idOf("stdatasets", "rg-other") })],
    },
    {
      title: "an endpoint that will lead to a service of another kind",
      resources: [
        vault,
        service("azure-native:monitor:PrivateLinkScope", "scope"),
        endpoint("scope", ["azuremonitor"]),
      ],
    },
    {
      title: "a database whose network says nothing of a subnet",
      resources: [service(AZURE.postgresServer, "osmo", { network: { publicNetworkAccess: "Disabled" } })],
    },
  ],
  unknown: [
    {
      title: "where the endpoint leads is not known yet",
      resources: [vault, endpoint("vault", ["vault"], {})],
    },
    {
      title: "for which part the endpoint is, is not known yet",
      resources: [account, endpoint("datasets", [unknown])],
    },
    {
      title: "the endpoint's connections are not known yet",
      resources: [
        vault,
        { type: AZURE.privateEndpoint, name: "endpoint", properties: { privateLinkServiceConnections: unknown } },
      ],
    },
  ],
  notApplicable: [
    { title: "a stack without data services", resources: [service(AZURE.virtualNetwork, "vnet")] },
    { title: "an endpoint alone", resources: [endpoint("elsewhere", ["vault"], {})] },
  ],
});

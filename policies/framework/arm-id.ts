import { oncePerObject } from "./once";
import type { Resource } from "./resource";

/** How Azure names what a resource type creates. */
interface Naming {
  /** Type in Azure Resource Manager, as it stands in ids. */
  readonly armType: string;
  /** Input that carries the name, where it is not `<class>Name`. */
  readonly input?: string;
  /** Input that carries the name of the resource it is a part of. */
  readonly parent?: string;
}

/** Types that ids lead to. One that is missing here is told from another by name alone. */
const NAMING: Readonly<Record<string, Naming>> = {
  "azure-native:applicationinsights:Component": { armType: "Microsoft.Insights/components", input: "resourceName" },
  "azure-native:authorization:RoleDefinition": {
    armType: "Microsoft.Authorization/roleDefinitions",
    input: "roleDefinitionId",
  },
  "azure-native:automation:AutomationAccount": { armType: "Microsoft.Automation/automationAccounts" },
  "azure-native:containerregistry:Registry": { armType: "Microsoft.ContainerRegistry/registries" },
  "azure-native:containerservice:ManagedCluster": {
    armType: "Microsoft.ContainerService/managedClusters",
    input: "resourceName",
  },
  "azure-native:dashboard:Grafana": { armType: "Microsoft.Dashboard/grafana", input: "workspaceName" },
  "azure-native:dbforpostgresql:Server": { armType: "Microsoft.DBforPostgreSQL/flexibleServers" },
  "azure-native:keyvault:Vault": { armType: "Microsoft.KeyVault/vaults" },
  "azure-native:machinelearningservices:Workspace": { armType: "Microsoft.MachineLearningServices/workspaces" },
  "azure-native:managedidentity:UserAssignedIdentity": {
    armType: "Microsoft.ManagedIdentity/userAssignedIdentities",
    input: "resourceName",
  },
  "azure-native:monitor:AzureMonitorWorkspace": { armType: "Microsoft.Monitor/accounts" },
  "azure-native:network:AzureFirewall": { armType: "Microsoft.Network/azureFirewalls" },
  "azure-native:network:FirewallPolicy": { armType: "Microsoft.Network/firewallPolicies" },
  "azure-native:network:NetworkSecurityGroup": { armType: "Microsoft.Network/networkSecurityGroups" },
  "azure-native:network:RouteTable": { armType: "Microsoft.Network/routeTables" },
  "azure-native:network:Subnet": {
    armType: "Microsoft.Network/virtualNetworks/subnets",
    parent: "virtualNetworkName",
  },
  "azure-native:network:VirtualNetwork": { armType: "Microsoft.Network/virtualNetworks" },
  "azure-native:network:VirtualNetworkGateway": { armType: "Microsoft.Network/virtualNetworkGateways" },
  "azure-native:operationalinsights:Workspace": { armType: "Microsoft.OperationalInsights/workspaces" },
  "azure-native:privatedns:PrivateZone": { armType: "Microsoft.Network/privateDnsZones", input: "privateZoneName" },
  "azure-native:redis:Redis": { armType: "Microsoft.Cache/redis", input: "name" },
  "azure-native:redisenterprise:Database": {
    armType: "Microsoft.Cache/redisEnterprise/databases",
    parent: "clusterName",
  },
  "azure-native:redisenterprise:RedisEnterprise": { armType: "Microsoft.Cache/redisEnterprise", input: "clusterName" },
  "azure-native:storage:BlobServiceProperties": {
    armType: "Microsoft.Storage/storageAccounts/blobServices",
    input: "blobServicesName",
    parent: "accountName",
  },
  "azure-native:storage:StorageAccount": { armType: "Microsoft.Storage/storageAccounts", input: "accountName" },
};

/** The name that Azure knows the resource by, where it is known. */
export const azureName = oncePerObject((resource: Resource): string | undefined => {
  const kind = resource.type.split(":").at(-1) ?? "";
  const input = NAMING[resource.type]?.input ?? `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
  for (const property of [input, "name"]) {
    const name = resource.text(property);
    if (name.state === "known") return name.value;
  }
  return undefined;
});

/**
 * What of `resource` the ARM id names: empty for the resource itself, `blobServices/default` for a part of it, undefined where
 * it names something else. A bare name is compared with the resource's own. Azure compares ids without case.
 */
export function partNamed(id: string, resource: Resource): string | undefined {
  const name = azureName(resource)?.toLowerCase();
  if (name === undefined) return undefined;
  const lower = id.toLowerCase();
  if (!id.includes("/")) return lower === name ? "" : undefined;
  // Most ids that are held against a resource are of others: they need not be taken apart.
  if (!lower.includes(name)) return undefined;
  const naming = NAMING[resource.type];
  const parent = naming?.parent ? resource.text(naming.parent) : undefined;
  const scope = scopesOf(id).find(
    (scope) =>
      scope.name === name &&
      (naming === undefined || naming.armType.toLowerCase() === scope.armType) &&
      (parent?.state !== "known" || parent.value.toLowerCase() === scope.parent),
  );
  return scope && !liesElsewhere(id, resource) ? scope.below : undefined;
}

interface Scope {
  readonly armType: string;
  readonly name: string;
  /** Name of the scope around it. */
  readonly parent: string | undefined;
  /** The rest of the id. */
  readonly below: string;
}

/** What the id passes through on its way, the deepest first; types and names in lower case. */
function scopesOf(id: string): readonly Scope[] {
  const segments = id.split("/");
  const start = id.toLowerCase().split("/").lastIndexOf("providers");
  const scopes: Scope[] = [];
  let armType = segments[start + 1]?.toLowerCase() ?? "";
  for (let at = start + 2; at + 1 < segments.length; at += 2) {
    armType = `${armType}/${segments[at]?.toLowerCase()}`;
    const name = segments[at + 1]?.toLowerCase() ?? "";
    scopes.unshift({ armType, name, parent: scopes[0]?.name, below: segments.slice(at + 2).join("/") });
  }
  return scopes;
}

/** Whether the id names a resource group that is known not to be the resource's. */
function liesElsewhere(id: string, resource: Resource): boolean {
  const named = /\/resourceGroups\/([^/]+)\//i.exec(id)?.[1]?.toLowerCase();
  const own = resource.text("resourceGroupName");
  return named !== undefined && own.state === "known" && own.value.toLowerCase() !== named;
}

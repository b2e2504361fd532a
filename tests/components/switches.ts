/** Every part that can be switched off, what else has to be off with it, and the classes that are then gone. */
export const SWITCHES: Record<string, readonly [changes: Readonly<Record<string, unknown>>, gone: readonly string[]]> =
  {
    OSMO: [{ osmo: false }, ["dbforpostgresql:Database"]],
    "Azure Machine Learning": [
      { machineLearning: false, onlineEndpoint: false },
      ["machinelearningservices:Workspace", "kubernetesconfiguration:Extension", "applicationinsights:Component"],
    ],
    "PostgreSQL with OSMO": [{ osmo: false, postgres: false }, ["dbforpostgresql:Server"]],
    "Redis with OSMO": [{ osmo: false, redis: false }, ["redisenterprise:RedisEnterprise"]],
    Grafana: [{ grafana: false }, ["dashboard:Grafana", "dashboard:ManagedPrivateEndpoint"]],
    "the firewall": [
      { firewallTier: "none" },
      ["network:AzureFirewall", "network:RouteTable", "network:FirewallPolicy"],
    ],
    "the VPN": [
      { vpn: false, bastion: false },
      ["network:VirtualNetworkGateway", "dnsresolver:DnsResolver", "network:BastionHost"],
    ],
    "Azure Bastion": [{ bastion: false }, ["network:BastionHost"]],
    "the data lake": [{ dataLake: false }, []],
    "the storage of the state": [{ stateStorage: false }, []],
    "automation with OSMO": [
      { osmo: false, automation: false },
      ["automation:AutomationAccount", "authorization:RoleDefinition"],
    ],
    "keys of the platform's own": [{ customerManagedKeys: [] }, ["compute:DiskEncryptionSet"]],
    "the API server in the network": [{ apiServerVnetIntegration: false }, []],
    "GPU pools": [{ gpuPools: {}, gpuSubnets: [], teams: {} }, []],
    "what is inside the cluster": [
      { stage: "foundation" },
      [
        "kubernetesconfiguration:Extension",
        "machinelearningservices:Compute",
        "machinelearningservices:OnlineEndpoint",
      ],
    ],
    "the budget": [{ monthlyBudget: 0 }, ["consumption:Budget"]],
    "all of it together": [
      {
        osmo: false,
        machineLearning: false,
        postgres: false,
        redis: false,
        grafana: false,
        firewallTier: "none",
        vpn: false,
        bastion: false,
        dataLake: false,
        stateStorage: false,
        automation: false,
        onlineEndpoint: false,
        defender: false,
        customerManagedKeys: [],
        apiServerVnetIntegration: false,
        gpuPools: {},
        gpuSubnets: [],
        teams: {},
        monthlyBudget: 0,
        accessGroups: {},
      },
      [
        "keyvault:Key",
        "machinelearningservices:Workspace",
        "network:AzureFirewall",
        "authorization:PimRoleEligibilitySchedule",
      ],
    ],
  };

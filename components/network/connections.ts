import type { Flow } from "./security-rules";

/** One end of a connection: a subnet by its name, or what lies outside, as a range or an Azure service tag. */
export type Party = { readonly subnet: string } | { readonly outside: string };

/** Who connects to whom: becomes a rule that lets it out of each subnet it comes from, and one that lets it into each it goes to. */
export interface Connection {
  /** Letters, digits and hyphens; unique. */
  readonly name: string;
  readonly from: readonly Party[];
  readonly to: readonly Party[];
  readonly protocol: Flow["protocol"];
  readonly ports: readonly string[];
  /** Who needs it and what for; Azure keeps 140 characters. */
  readonly why: string;
}

/** What is there to connect. Ranges as in `10.0.1.0/24`. */
export interface Topology {
  /** Range of each deployed subnet, by name. */
  readonly ranges: ReadonlyMap<string, string>;
  /** Names of the subnets that hold the cluster's nodes. */
  readonly nodes: readonly string[];
  /** Pods have addresses of their own, which the groups see between nodes. */
  readonly podRange: string;
  /** Ranges of who comes through the VPN: operators and connected sites. Empty without one. */
  readonly operators: readonly string[];
  /** The name server that machines ask, unless that is Azure's own, which no group stops. */
  readonly nameServer: Party | undefined;
  /** Whether what leaves the network is filtered by the firewall. */
  readonly filtered: boolean;
}

const subnets = (...names: string[]): Party[] => names.map((subnet) => ({ subnet }));
const outside = (...ranges: string[]): Party[] => ranges.map((range) => ({ outside: range }));

/** Everything that may connect to anything; what is not here is denied (D-2). */
export function connections({
  ranges,
  nodes,
  podRange,
  operators,
  nameServer,
  filtered,
}: Topology): readonly Connection[] {
  const cluster = [...subnets(...nodes), ...outside(podRange)];
  const machines = subnets("machine-learning", "workstations", "container-apps");
  const clients = [...subnets(...nodes), ...machines];
  const all: Connection[] = [
    {
      name: "cluster",
      from: cluster,
      to: cluster,
      protocol: "*",
      ports: ["*"],
      why: "Cluster: nodes and pods of all pools reach each other; network policies decide further (D-1)",
    },
    {
      name: "load-balancer-probes",
      from: outside("AzureLoadBalancer"),
      to: clients,
      protocol: "*",
      ports: ["*"],
      why: "Azure load balancers probe the health of services on the nodes",
    },
    {
      name: "data-services",
      from: clients,
      to: subnets("private-endpoints"),
      protocol: "Tcp",
      ports: ["443", "5432", "10000"],
      why: "Workloads reach storage, vault, registry, PostgreSQL (5432) and Redis (10000) by private endpoints",
    },
    {
      name: "names",
      // The API server looks up the vault of its key.
      from: [...clients, ...subnets("api-server")],
      to: nameServer ? [nameServer] : [],
      protocol: "*",
      ports: ["53"],
      why: "Machines and API server ask the platform's name server, which knows the private zones",
    },
    ...forApiServer(subnets(...nodes), cluster),
    ...wayOut(clients, filtered),
    ...forOperators(outside(...operators), subnets(...nodes)),
    ...forBastion(outside(...operators), machines),
  ];
  // What names a subnet that is not there connects nobody.
  const present = (parties: readonly Party[]) =>
    parties.filter((party) => "outside" in party || ranges.has(party.subnet));
  return all
    .map((connection) => ({ ...connection, from: present(connection.from), to: present(connection.to) }))
    .filter(({ from, to }) => from.length > 0 && to.length > 0);
}

function forApiServer(nodes: readonly Party[], cluster: readonly Party[]): Connection[] {
  const apiServer = subnets("api-server");
  return [
    {
      name: "api-server",
      from: nodes,
      to: apiServer,
      protocol: "Tcp",
      ports: ["443", "4443"],
      why: "Kubelets and controllers reach the API server",
    },
    {
      name: "api-server-to-cluster",
      from: apiServer,
      to: cluster,
      protocol: "Tcp",
      ports: ["*"],
      why: "The API server reaches kubelets, webhooks and proxied ports on nodes and pods",
    },
    {
      name: "api-server-keys",
      from: apiServer,
      to: subnets("private-endpoints"),
      protocol: "Tcp",
      ports: ["443"],
      why: "The API server unwraps etcd's encryption key in the key vault (T-1)",
    },
    {
      name: "api-server-probes",
      from: outside("AzureLoadBalancer"),
      to: apiServer,
      protocol: "Tcp",
      ports: ["443", "4443", "9988"],
      why: "Azure's load balancer in front of the API server probes its health",
    },
    {
      name: "api-server-to-azure",
      from: apiServer,
      to: outside("AzureCloud"),
      protocol: "Tcp",
      ports: ["443"],
      why: "The API server's hosts report to Azure",
    },
  ];
}

function wayOut(from: readonly Party[], filtered: boolean): Connection[] {
  if (filtered) {
    return [
      {
        name: "web-by-firewall",
        from,
        to: outside("Internet"),
        protocol: "Tcp",
        ports: ["80", "443"],
        why: "The route leads to the firewall, whose allow-list decides by name (D-3)",
      },
      {
        name: "time-by-firewall",
        from,
        to: outside("Internet"),
        protocol: "Udp",
        ports: ["123"],
        why: "Nodes set their clocks; the route leads to the firewall, which lets time servers through",
      },
    ];
  }
  return ["AzureCloud", "MicrosoftContainerRegistry", "AzureFrontDoor.FirstParty"].map((tag) => ({
    name: `to-${tag.toLowerCase().replace(".", "-")}`,
    from,
    to: outside(tag),
    protocol: "Tcp",
    ports: ["443"],
    why: "Nodes reach Azure's control plane and Microsoft's images, which have no private endpoint",
  }));
}

function forOperators(from: readonly Party[], nodes: readonly Party[]): Connection[] {
  return [
    {
      name: "operators-to-data-services",
      from,
      to: subnets("private-endpoints"),
      protocol: "Tcp",
      ports: ["443", "5432"],
      why: "Operators reach vault, storage, registry, Grafana and PostgreSQL through the VPN",
    },
    {
      name: "operators-to-services",
      from,
      to: nodes,
      protocol: "Tcp",
      ports: ["443"],
      why: "Operators reach OSMO's gateway and scoring behind internal load balancers through the VPN",
    },
    {
      name: "operators-to-api-server",
      from,
      to: subnets("api-server"),
      protocol: "Tcp",
      ports: ["443"],
      why: "Operators reach the API server through the VPN",
    },
    {
      name: "operators-names",
      from,
      to: subnets("resolver-inbound"),
      protocol: "*",
      ports: ["53"],
      why: "Operators look up the private names through the VPN",
    },
  ];
}

/** Source: learn.microsoft.com/azure/bastion/bastion-nsg; without the rule for the internet, for it has no public address. */
function forBastion(operators: readonly Party[], machines: readonly Party[]): Connection[] {
  const bastion = subnets("bastion");
  const network = outside("VirtualNetwork");
  const inner = { protocol: "*", ports: ["8080", "5701"], why: "Parts of Azure Bastion reach each other" } as const;
  return [
    {
      name: "bastion-operators",
      from: operators,
      to: bastion,
      protocol: "Tcp",
      ports: ["443"],
      why: "Operators reach Azure Bastion through the VPN",
    },
    ...["GatewayManager", "AzureLoadBalancer"].map((tag): Connection => ({
      name: `bastion-${tag.toLowerCase()}`,
      from: outside(tag),
      to: bastion,
      protocol: "Tcp",
      ports: ["443"],
      why: "Azure manages and probes Azure Bastion",
    })),
    { name: "bastion-inner-in", from: network, to: bastion, ...inner },
    { name: "bastion-inner-out", from: bastion, to: network, ...inner },
    {
      name: "bastion-sessions",
      from: bastion,
      to: machines,
      protocol: "Tcp",
      ports: ["22", "3389"],
      why: "Azure Bastion opens the sessions that operators ask for",
    },
    {
      name: "bastion-azure",
      from: bastion,
      to: outside("AzureCloud"),
      protocol: "Tcp",
      ports: ["443"],
      why: "Azure Bastion keeps its logs and recordings",
    },
    {
      name: "bastion-certificates",
      from: bastion,
      to: outside("Internet"),
      protocol: "Tcp",
      ports: ["80"],
      why: "Azure Bastion checks whether certificates were revoked",
    },
  ];
}

/** The flows that the security group of `subnet` has to let in and out. */
export function flowsOf(subnet: string, all: readonly Connection[], ranges: ReadonlyMap<string, string>): Flow[] {
  const addresses = (parties: readonly Party[]) =>
    parties.map((party) => ("outside" in party ? party.outside : ranges.get(party.subnet)!));
  const includes = (parties: readonly Party[]) => parties.some((party) => "subnet" in party && party.subnet === subnet);
  return all.flatMap(({ name, from, to, protocol, ports, why }) => {
    const flow = { protocol, ports, why, from: addresses(from), to: addresses(to) };
    return [
      ...(includes(to) ? [{ ...flow, name: `${name}-in`, direction: "Inbound" as const }] : []),
      ...(includes(from) ? [{ ...flow, name: `${name}-out`, direction: "Outbound" as const }] : []),
    ];
  });
}

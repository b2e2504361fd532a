import { TIER_FEATURES } from "./firewall-tiers";
import type { FirewallTier } from "./firewall-tiers";

/** Somebody on the internet whom the platform's machines may reach by the web, and who needs it. */
export interface AllowedHost {
  /** Letters, digits and hyphens; unique. */
  readonly name: string;
  /** Names, `*.` for all below one; or one of Azure's FQDN tags. */
  readonly hosts: readonly string[] | { readonly tag: string };
  /** `http` is for package archives that sign what they serve; the others demand TLS. */
  readonly protocol: "https" | "http";
  /** Port at the destination. Default that of the protocol. */
  readonly port?: number;
  readonly neededBy: string;
  readonly why: string;
}

/** Groups of hosts that nobody needs for the platform itself; each is switched on by its name in the configuration. */
export const EGRESS_OPTIONS = ["package-indexes", "model-hubs", "source-code"] as const;
export type EgressOption = (typeof EGRESS_OPTIONS)[number];

/** What of the platform needs hosts of its own. */
export interface EgressNeeds {
  readonly location: string;
  readonly machineLearning: boolean;
  readonly defender: boolean;
  readonly options: readonly EgressOption[];
  /** The operator's own entries. */
  readonly own: readonly AllowedHost[];
}

/** Source: learn.microsoft.com/azure/aks/outbound-rules-control-egress. The tag holds what a cluster cannot do without. */
const ALWAYS: readonly AllowedHost[] = [
  {
    name: "aks",
    hosts: { tag: "AzureKubernetesService" },
    protocol: "https",
    neededBy: "cluster nodes",
    why: "Images and control plane that Azure demands of every cluster",
  },
  {
    name: "ubuntu-security",
    hosts: ["security.ubuntu.com", "azure.archive.ubuntu.com", "changelogs.ubuntu.com", "snapshot.ubuntu.com"],
    protocol: "http",
    neededBy: "cluster nodes",
    why: "Security updates of the nodes; the packages are signed",
  },
  {
    name: "microsoft-packages",
    hosts: ["packages.microsoft.com", "acs-mirror.azureedge.net", "packages.aks.azure.com"],
    protocol: "https",
    neededBy: "cluster nodes",
    why: "Kubernetes binaries and container runtime of the nodes",
  },
  {
    name: "gpu-drivers",
    hosts: ["download.microsoft.com", "us.download.nvidia.com", "developer.download.nvidia.com"],
    protocol: "https",
    neededBy: "GPU nodes",
    why: "GPU drivers, which the nodes or the GPU operator install",
  },
  {
    name: "azure-policy",
    hosts: ["data.policy.core.windows.net", "store.policy.core.windows.net"],
    protocol: "https",
    neededBy: "Azure Policy add-on",
    why: "Policies to hold the cluster to, and what it found",
  },
  {
    name: "entra-id",
    hosts: ["login.microsoftonline.com", "graph.microsoft.com"],
    protocol: "https",
    neededBy: "workload identities",
    why: "Tokens of Entra ID, and groups of who signs in to OSMO",
  },
];

/** Source: learn.microsoft.com/azure/machine-learning/how-to-access-azureml-behind-firewall, Kubernetes compute. */
const machineLearning = (location: string): AllowedHost => ({
  name: "cluster-extensions",
  hosts: [`${location}.dp.kubernetesconfiguration.azure.com`, "arcmktplaceprod.azurecr.io", "*.data.azurecr.io"],
  protocol: "https",
  neededBy: "Azure Machine Learning extension",
  why: "Configuration and images of the cluster's extension",
});

/** Source: learn.microsoft.com/azure/defender-for-cloud/defender-for-containers-enable. */
const DEFENDER: AllowedHost = {
  name: "defender",
  hosts: ["*.cloud.defender.microsoft.com"],
  protocol: "https",
  neededBy: "Defender for Containers sensor",
  why: "Security findings of nodes and pods",
};

const OPTIONS: Readonly<Record<EgressOption, readonly AllowedHost[]>> = {
  "package-indexes": [
    {
      name: "python-packages",
      hosts: ["pypi.org", "files.pythonhosted.org", "conda.anaconda.org", "repo.anaconda.com", "download.pytorch.org"],
      protocol: "https",
      neededBy: "training jobs that install packages",
      why: "Python packages; anybody can publish there, so better build images instead",
    },
  ],
  "model-hubs": [
    {
      name: "model-hubs",
      hosts: ["huggingface.co", "*.huggingface.co", "*.hf.co"],
      protocol: "https",
      neededBy: "training jobs that load public models or datasets",
      why: "Public models and datasets; data can leave by it as well",
    },
  ],
  "source-code": [
    {
      name: "source-code",
      hosts: ["github.com", "codeload.github.com", "objects.githubusercontent.com", "raw.githubusercontent.com"],
      protocol: "https",
      neededBy: "training jobs that load sources",
      why: "Public sources; data can leave by it as well",
    },
  ],
};

/** Hosts that somebody chose for what runs on the platform. */
export function hostsForJobs({ options, own }: Pick<EgressNeeds, "options" | "own">): AllowedHost[] {
  return [...EGRESS_OPTIONS.filter((option) => options.includes(option)).flatMap((option) => OPTIONS[option]), ...own];
}

/** Everybody whom the platform's machines may reach on the internet (D-3). */
export function allowedHosts(needs: EgressNeeds): AllowedHost[] {
  return [
    ...ALWAYS,
    ...(needs.machineLearning ? [machineLearning(needs.location)] : []),
    ...(needs.defender ? [DEFENDER] : []),
    ...hostsForJobs(needs),
  ];
}

const DEFAULT_PORTS = { https: 443, http: 80 } as const;
const AZURE_PROTOCOLS = { https: "Https", http: "Http" } as const;

/** A rule of the firewall's policy, as azure-native takes it. */
export interface ApplicationRule {
  readonly ruleType: "ApplicationRule";
  readonly name: string;
  readonly description: string;
  readonly sourceAddresses: string[];
  readonly protocols: { protocolType: "Http" | "Https"; port: number }[];
  readonly targetFqdns?: string[];
  readonly fqdnTags?: string[];
}

/** One rule for each entry of the list, in its order; sources are the ranges of the machines. */
export function applicationRules(allowed: readonly AllowedHost[], sources: readonly string[]): ApplicationRule[] {
  return allowed.map(({ name, hosts, protocol, port, neededBy, why }) => ({
    ruleType: "ApplicationRule",
    name,
    description: `${neededBy}: ${why}`,
    sourceAddresses: [...sources],
    protocols: [{ protocolType: AZURE_PROTOCOLS[protocol], port: port ?? DEFAULT_PORTS[protocol] }],
    ...("tag" in hosts ? { fqdnTags: [hosts.tag] } : { targetFqdns: [...hosts] }),
  }));
}

export interface NetworkRule {
  readonly ruleType: "NetworkRule";
  readonly name: string;
  readonly description: string;
  readonly ipProtocols: ("TCP" | "UDP")[];
  readonly sourceAddresses: string[];
  readonly destinationAddresses?: string[];
  readonly destinationFqdns?: string[];
  readonly destinationPorts: string[];
}

/** What is no web traffic: time servers, and Azure's control plane by service tags. */
export function networkRules(tier: FirewallTier, sources: readonly string[]): NetworkRule[] {
  const rule = { ruleType: "NetworkRule" as const, sourceAddresses: [...sources] };
  const controlPlane = ["AzureActiveDirectory", "AzureResourceManager"].map((tag) => ({
    ...rule,
    name: tag.toLowerCase(),
    description: "workload identities and controllers: Azure's control plane, which has no private endpoint",
    ipProtocols: ["TCP" as const],
    destinationAddresses: [tag],
    destinationPorts: ["443"],
  }));
  // Names in network rules need the DNS proxy. Without it nodes keep to the clock of their host.
  if (!TIER_FEATURES[tier].dnsProxy) return controlPlane;
  return [
    ...controlPlane,
    {
      ...rule,
      name: "time",
      description: "cluster nodes: time servers, without which certificates fail",
      ipProtocols: ["UDP"],
      destinationFqdns: ["ntp.ubuntu.com", "time.windows.com"],
      destinationPorts: ["123"],
    },
  ];
}

/** What every name of the platform is made of. */
export interface NameParts {
  /** Who it belongs to, 2 to 10 lower-case letters and digits, starting with a letter. */
  readonly prefix: string;
  /** As in `dev`, 2 to 8 lower-case letters and digits. */
  readonly environment: string;
  /** Tells several platforms of one environment apart, 1 to 4 lower-case letters and digits. */
  readonly instance: string;
  /** Ends the names that have to be unique in all of Azure, 0 to 4 lower-case letters and digits. */
  readonly uniqueSuffix: string;
}

/**
 * The kinds of resources that are named, with Azure's abbreviation, the longest name, and whether it takes hyphens and has
 * to be unique in all of Azure. Limits: Azure Resource Manager's naming rules; abbreviations: Cloud Adoption Framework.
 */
const KINDS = {
  resourceGroup: { abbreviation: "rg", longest: 90, hyphens: true, global: false },
  virtualNetwork: { abbreviation: "vnet", longest: 64, hyphens: true, global: false },
  networkSecurityGroup: { abbreviation: "nsg", longest: 80, hyphens: true, global: false },
  routeTable: { abbreviation: "rt", longest: 80, hyphens: true, global: false },
  privateEndpoint: { abbreviation: "pe", longest: 64, hyphens: true, global: false },
  publicIpAddress: { abbreviation: "pip", longest: 80, hyphens: true, global: false },
  natGateway: { abbreviation: "ng", longest: 80, hyphens: true, global: false },
  firewall: { abbreviation: "afw", longest: 80, hyphens: true, global: false },
  firewallPolicy: { abbreviation: "afwp", longest: 80, hyphens: true, global: false },
  dnsResolver: { abbreviation: "dnspr", longest: 80, hyphens: true, global: false },
  vpnGateway: { abbreviation: "vgw", longest: 80, hyphens: true, global: false },
  localNetworkGateway: { abbreviation: "lgw", longest: 80, hyphens: true, global: false },
  vpnConnection: { abbreviation: "vcn", longest: 80, hyphens: true, global: false },
  bastion: { abbreviation: "bas", longest: 80, hyphens: true, global: false },
  flowLog: { abbreviation: "fl", longest: 80, hyphens: true, global: false },
  logAnalyticsWorkspace: { abbreviation: "log", longest: 63, hyphens: true, global: false },
  monitorWorkspace: { abbreviation: "amw", longest: 44, hyphens: true, global: false },
  grafana: { abbreviation: "amg", longest: 30, hyphens: true, global: false },
  privateLinkScope: { abbreviation: "ampls", longest: 64, hyphens: true, global: false },
  dataCollectionEndpoint: { abbreviation: "dce", longest: 44, hyphens: true, global: false },
  dataCollectionRule: { abbreviation: "dcr", longest: 64, hyphens: true, global: false },
  actionGroup: { abbreviation: "ag", longest: 64, hyphens: true, global: false },
  alertRule: { abbreviation: "ar", longest: 128, hyphens: true, global: false },
  budget: { abbreviation: "budget", longest: 63, hyphens: true, global: false },
  keyVault: { abbreviation: "kv", longest: 24, hyphens: true, global: true },
  eventGridTopic: { abbreviation: "evgst", longest: 50, hyphens: true, global: false },
  userAssignedIdentity: { abbreviation: "id", longest: 128, hyphens: true, global: false },
  storageAccount: { abbreviation: "st", longest: 24, hyphens: false, global: true },
  postgresServer: { abbreviation: "psql", longest: 63, hyphens: true, global: true },
  redis: { abbreviation: "amr", longest: 60, hyphens: true, global: true },
  containerRegistry: { abbreviation: "cr", longest: 50, hyphens: false, global: true },
  diskEncryptionSet: { abbreviation: "des", longest: 80, hyphens: true, global: false },
  kubernetesCluster: { abbreviation: "aks", longest: 63, hyphens: true, global: false },
  applicationInsights: { abbreviation: "appi", longest: 255, hyphens: true, global: false },
  machineLearningWorkspace: { abbreviation: "mlw", longest: 33, hyphens: true, global: false },
  machineLearningEndpoint: { abbreviation: "mle", longest: 32, hyphens: true, global: true },
  automationAccount: { abbreviation: "aa", longest: 50, hyphens: true, global: false },
} as const;

export type NamedKind = keyof typeof KINDS;

/** A name is longer than Azure takes. */
export class NameError extends Error {
  override readonly name = "NameError";

  constructor(
    readonly kind: NamedKind,
    /** How many characters the name has, and how many Azure takes. */
    readonly length: number,
    readonly longest: number,
  ) {
    super(`The name of the ${kind} has ${length} characters; Azure takes ${longest}. Shorten what it is made of.`);
  }
}

/** Names resources the way that Azure allows for their kind: `<abbreviation>-<prefix>-<environment>-<instance>`. */
export class Names {
  constructor(private readonly parts: NameParts) {}

  /** The platform's own name. No other in all of Azure has it, for its vault and storage account are named after it. */
  get platform(): string {
    const { prefix, environment, instance, uniqueSuffix } = this.parts;
    return [prefix, environment, instance, uniqueSuffix].filter((part) => part !== "").join("-");
  }

  /**
   * The name of the one resource of its kind, or of the one for `purpose`.
   *
   * @throws NameError where the name is longer than Azure takes
   */
  of(kind: NamedKind, purpose?: string): string {
    const { abbreviation, longest, hyphens, global } = KINDS[kind];
    const { prefix, environment, instance, uniqueSuffix } = this.parts;
    const parts = [abbreviation, prefix, purpose, environment, instance, global ? uniqueSuffix : ""];
    const name = parts.filter((part) => part !== undefined && part !== "").join(hyphens ? "-" : "");
    if (name.length > longest) throw new NameError(kind, name.length, longest);
    return name;
  }
}

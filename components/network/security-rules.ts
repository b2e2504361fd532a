/** Traffic that somebody needs. */
export interface Flow {
  /** Names the rule: letters, digits and hyphens, unique in its group. */
  readonly name: string;
  readonly direction: "Inbound" | "Outbound";
  readonly protocol: "Tcp" | "Udp" | "*";
  /** Ranges or one service tag, as in `10.0.1.0/24` or `AzureLoadBalancer`. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Ports or ranges at the destination, or `*`. */
  readonly ports: readonly string[];
  /** Who needs it and what for; Azure keeps 140 characters. */
  readonly why: string;
}

/** A rule of a network security group, as azure-native takes it. */
export interface SecurityRule {
  readonly name: string;
  readonly description: string;
  readonly direction: "Inbound" | "Outbound";
  readonly access: "Allow" | "Deny";
  readonly protocol: "Tcp" | "Udp" | "*";
  /** Lower goes first: 100 to 4096. */
  readonly priority: number;
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: string[];
  readonly sourcePortRange: "*";
  readonly destinationAddressPrefix?: string;
  readonly destinationAddressPrefixes?: string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: string[];
}

const FIRST_PRIORITY = 100;
/** Leaves room to put a rule between two by hand in an emergency. */
const PRIORITY_STEP = 10;
/** The last that Azure takes. */
const LAST_PRIORITY = 4096;
const LONGEST_DESCRIPTION = 140;

/** Rules of one subnet's group: its flows in order, then a deny of everything else in both directions. */
export function securityRules(flows: readonly Flow[]): SecurityRule[] {
  if (flows.length > (LAST_PRIORITY - FIRST_PRIORITY) / PRIORITY_STEP) {
    throw new Error(`${flows.length} flows are more than a network security group has priorities for.`);
  }
  return [
    ...flows.map((flow, index) => allow(flow, FIRST_PRIORITY + index * PRIORITY_STEP)),
    deny("Inbound"),
    deny("Outbound"),
  ];
}

function allow({ name, direction, protocol, from, to, ports, why }: Flow, priority: number): SecurityRule {
  return {
    name,
    description: why.slice(0, LONGEST_DESCRIPTION),
    direction,
    access: "Allow",
    protocol,
    priority,
    ...oneOrMany("sourceAddressPrefix", from),
    sourcePortRange: "*",
    ...oneOrMany("destinationAddressPrefix", to),
    ...oneOrMany("destinationPortRange", ports),
  };
}

function deny(direction: SecurityRule["direction"]): SecurityRule {
  return {
    name: `deny-all-${direction.toLowerCase()}`,
    description: "Everything that no rule above allows",
    direction,
    access: "Deny",
    protocol: "*",
    priority: LAST_PRIORITY,
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
  };
}

/** Azure has a field for one value and another for several; a service tag goes only into the first. */
function oneOrMany<Field extends string>(field: Field, values: readonly string[]): Record<string, string | string[]> {
  const [only, ...others] = values;
  if (only === undefined) throw new Error(`A flow needs at least one ${field}.`);
  return others.length === 0 ? { [field]: only } : { [`${field}es`.replace("Rangees", "Ranges")]: [...values] };
}

import type { Party } from "../../components/network/connections";
import { allowedHosts, EGRESS_OPTIONS, hostsForJobs } from "../../components/network/egress-rules";
import { designNetwork } from "../../components/network/network-design";
import { EXTRA_SUBNETS } from "../../components/network/subnets";
import { code, table } from "./table";

/** The network with every part on: where subnets are, who may connect to whom, and whom machines may reach outside. */
export function networkPage(): string {
  const design = designNetwork({
    addressSpace: "10.0.0.0/16",
    podRange: "10.244.0.0/16",
    prefixes: {},
    gpuSubnets: [{ name: "gpu", prefixLength: 24 }],
    extraSubnets: EXTRA_SUBNETS,
    firewallTier: "Standard",
    apiServer: true,
    vpn: true,
    bastion: true,
    operators: ["192.168.200.0/24"],
  });
  const subnets = Object.entries(design.plan).map(([name, range]) => {
    const subnet = design.subnets.find((each) => each.name === name);
    const notes = [
      ...(subnet?.routed ? ["leaves by the firewall"] : []),
      ...(subnet?.hasGroup === false ? ["no security group: Azure refuses it"] : []),
      ...(subnet?.delegation ? [`delegated to ${subnet.delegation}`] : []),
    ];
    return [name, code(range), notes.join("; ")];
  });
  const needs = { location: "REGION", machineLearning: true, defender: true, options: [], own: [] };
  const hosts = [
    ...allowedHosts(needs).map((host) => ({ ...host, when: "always" })),
    ...EGRESS_OPTIONS.flatMap((option) =>
      hostsForJobs({ options: [option], own: [] }).map((host) => ({ ...host, when: `egress: ${option}` })),
    ),
  ];
  return [
    "# Network",
    "Generated from components/network by `npm run docs`, with the defaults of Pulumi.yaml and every part switched on. Subnets of parts that are off are left out; their ranges stay free, so that nothing moves when they are switched on.",
    "## Subnets",
    table(["Subnet", "Range", ""], subnets),
    "## Who may connect to whom",
    "Each line becomes a rule that lets the traffic out of the subnets it comes from, and one that lets it into those it goes to. Everything else is denied, in both directions (D-2).",
    table(
      ["Rule", "From", "To", "Ports", "Why"],
      design.connections.map(({ name, from, to, protocol, ports, why }) => [
        name,
        parties(from),
        parties(to),
        [protocol === "*" ? "" : protocol, ports.includes("*") ? "any" : ports.join(", ")].join(" ").trim(),
        why,
      ]),
    ),
    "## Whom machines may reach on the internet",
    "The firewall lets through these hosts by name, and denies and logs everything else (D-3). Entries of your own go into `egressHosts` ([configuration](configuration.md#egresshosts)).",
    table(
      ["Rule", "Hosts", "Needed by", "Why", "When"],
      hosts.map(({ name, hosts: names, protocol, neededBy, why, when }) => [
        name,
        `${"tag" in names ? `tag ${names.tag}` : names.map(code).join(", ")} (${protocol})`,
        neededBy,
        why,
        when,
      ]),
    ),
  ].join("\n\n");
}

function parties(all: readonly Party[]): string {
  return all.map((party) => ("subnet" in party ? party.subnet : code(party.outside))).join(", ");
}

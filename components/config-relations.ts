import { gpuFamilyOf, gpuPool } from "./compute/gpu-pools";
import type { Key, PlatformConfig } from "./config-fields";
import type { ConfigProblem } from "./config-problems";
import { NAMESPACE } from "./config-problems";
import { distinct } from "./config-values";
import { NameError, Names } from "./conventions/names";
import type { NamedKind, NameParts } from "./conventions/names";
import { zonesOf } from "./conventions/regions";
import { totalGpus } from "./kubernetes/gpu/gpu-nodes";
import { teamProblems } from "./kubernetes/gpu/gpu-queues";
import { allowedHosts } from "./network/egress-rules";
import { AddressPlanError, overlap, planAddresses, prefixLengthOf } from "./network/address-plan";
import { FIXED_SUBNETS, subnetRequests } from "./network/subnets";
import { SECRET_NAMES } from "./vault/secret-names";

/** What has to hold between keys; judged as soon as the keys it needs are right, whatever else is wrong. */
export interface Relation {
  readonly keys: readonly Key[];
  /**
   * What is wrong, without values: any of them may be a secret. `key` may name a part, as in `gpuPools.h100.zones`; its
   * value is quoted in front of the statement.
   */
  readonly problems: (config: PlatformConfig) => Iterable<ConfigProblem>;
}

export const RELATIONS: readonly Relation[] = [
  {
    keys: ["namePrefix", "environment", "instance", "uniqueSuffix"],
    problems: (config) => nameProblems(namePartsOf(config)),
  },
  {
    keys: ["addressSpace", "podRange", "serviceRange", "vpnClientRange", "reservedRanges", "vpnSites"],
    problems: overlapping,
  },
  {
    keys: ["addressSpace", "subnetPrefixes", "gpuSubnets"],
    problems: ({ addressSpace, subnetPrefixes, gpuSubnets }) => {
      try {
        planAddresses(addressSpace, subnetRequests({ prefixes: subnetPrefixes, gpu: gpuSubnets }));
        return [];
      } catch (error) {
        if (!(error instanceof AddressPlanError)) throw error;
        return problem(
          "addressSpace",
          `has no room left for the subnet "${error.subnet}". Give a larger range, or longer prefixes to the subnets.`,
        );
      }
    },
  },
  {
    keys: ["serviceRange"],
    problems: ({ serviceRange }) =>
      when(
        prefixLengthOf(serviceRange) > 24,
        "serviceRange",
        "is too small for the cluster's services. Give at least a /24.",
      ),
  },
  {
    keys: ["podRange"],
    problems: ({ podRange }) =>
      when(
        prefixLengthOf(podRange) > 20,
        "podRange",
        "is too small: each node takes a /24 of it. Give at least a /20.",
      ),
  },
  {
    keys: ["gpuSubnets"],
    problems: ({ gpuSubnets }) =>
      gpuSubnets.flatMap(({ name }, index) => {
        const key = `gpuSubnets[${index}].name`;
        if ((FIXED_SUBNETS as readonly string[]).includes(name))
          return problem(key, "is the name of one of the platform's own subnets. Give another.");
        return when(isRepeated(gpuSubnets, index), key, "is there twice. Give another.");
      }),
  },
  {
    keys: ["gpuPools", "gpuSubnets"],
    problems: ({ gpuPools, gpuSubnets }) =>
      Object.entries(gpuPools).flatMap(([name, { subnet }]) =>
        when(
          !gpuSubnets.some((each) => each.name === subnet),
          `gpuPools.${name}.subnet`,
          `is no subnet of ${NAMESPACE}:gpuSubnets. Add it there, or give one of: ${gpuSubnets.map((each) => each.name).join(", ") || "none is there yet"}.`,
        ),
      ),
  },
  {
    keys: ["gpuPools"],
    problems: ({ gpuPools }) =>
      Object.entries(gpuPools).flatMap(([name, { size, minCount, maxCount, mig }]) => [
        ...when(
          ["system", "workload"].includes(name),
          `gpuPools.${name}`,
          "has the name of another pool. Give another.",
        ),
        ...when(minCount > maxCount, `gpuPools.${name}.minCount`, `is more than maxCount. Give at most that.`),
        ...when(
          mig !== undefined && gpuFamilyOf(size)?.mig === false,
          `gpuPools.${name}.mig`,
          "divides a GPU that Azure does not divide. Leave it out, or give an H100 or A100.",
        ),
      ]),
  },
  {
    keys: ["location", "zones", "gpuPools"],
    problems: ({ location, zones, gpuPools }) => [
      ...zones.flatMap((zone, index) => zoneProblem(`zones[${index}]`, zone, location)),
      ...Object.entries(gpuPools).flatMap(([name, pool]) =>
        pool.zones.flatMap((zone, index) => zoneProblem(`gpuPools.${name}.zones[${index}]`, zone, location)),
      ),
    ],
  },
  { keys: ["systemNodes"], problems: ({ systemNodes }) => counts("systemNodes", systemNodes) },
  { keys: ["workloadNodes"], problems: ({ workloadNodes }) => counts("workloadNodes", workloadNodes) },
  {
    keys: ["osmo", "postgres", "redis"],
    problems: ({ osmo, postgres, redis }) => [
      ...when(osmo && !postgres, "postgres", "leaves OSMO without its database. Set it to true, or osmo to false."),
      ...when(osmo && !redis, "redis", "leaves OSMO without its queues. Set it to true, or osmo to false."),
    ],
  },
  {
    keys: ["onlineEndpoint", "machineLearning"],
    problems: ({ onlineEndpoint, machineLearning }) =>
      when(onlineEndpoint && !machineLearning, "onlineEndpoint", "needs a workspace. Set machineLearning to true."),
  },
  {
    keys: ["postgresStandby", "zones"],
    problems: ({ postgresStandby, zones }) =>
      when(
        postgresStandby && zones.length < 2,
        "postgresStandby",
        `needs a second zone. Give at least two in ${NAMESPACE}:zones.`,
      ),
  },
  {
    keys: ["customerManagedKeys", "postgresGeoBackup"],
    problems: ({ customerManagedKeys, postgresGeoBackup }) =>
      when(
        postgresGeoBackup && customerManagedKeys.includes("postgres"),
        "customerManagedKeys",
        "holds postgres, whose copied backups would need a second key in the other region. Take it away, or set postgresGeoBackup to false.",
      ),
  },
  {
    keys: ["zones"],
    problems: ({ zones }) => when(!distinct(zones), "zones", "holds a zone twice. Give each once."),
  },
  {
    keys: ["workloadSecrets", "vpnSites"],
    problems: ({ workloadSecrets, vpnSites }) => {
      const own: readonly string[] = [...Object.values(SECRET_NAMES), ...vpnSites.map(({ name }) => `vpn-${name}`)];
      return Object.keys(workloadSecrets).flatMap((name) =>
        when(own.includes(name), `workloadSecrets.${name}`, "has the name of one of the platform's own. Give another."),
      );
    },
  },
  {
    keys: ["storageRedundancy", "location"],
    problems: ({ storageRedundancy, location }) =>
      when(
        storageRedundancy !== "Standard_LRS" && zonesOf(location).length === 0,
        "storageRedundancy",
        `spreads over zones, which ${location} has not. Give Standard_LRS.`,
      ),
  },
  {
    keys: ["vpn", "location"],
    problems: ({ vpn, location }) =>
      when(vpn && zonesOf(location).length === 0, "vpn", `needs zones, which ${location} has not. Set it to false.`),
  },
  {
    keys: ["vpn", "hubNetworkId", "hubGateway"],
    problems: ({ vpn, hubNetworkId, hubGateway }) => [
      ...when(
        hubGateway && vpn,
        "hubGateway",
        "cannot be used beside a gateway of the platform's own. Set vpn to false.",
      ),
      ...when(hubGateway && hubNetworkId === undefined, "hubGateway", `needs a hub. Give ${NAMESPACE}:hubNetworkId.`),
    ],
  },
  {
    keys: ["vpn", "vpnSites", "vpnSharedKeys"],
    problems: ({ vpn, vpnSites, vpnSharedKeys }) => [
      ...when(!vpn && vpnSites.length > 0, "vpnSites", "needs a gateway. Set vpn to true."),
      ...vpnSites.flatMap((_, index) =>
        when(isRepeated(vpnSites, index), `vpnSites[${index}].name`, "is there twice. Give another."),
      ),
      ...when(
        Object.keys(vpnSharedKeys).some((name) => !vpnSites.some((site) => site.name === name)),
        "vpnSharedKeys",
        `has a key for a site that is not in ${NAMESPACE}:vpnSites. Add the site, or take the key away.`,
      ),
    ],
  },
  {
    keys: ["bastion", "vpn", "hubGateway"],
    problems: ({ bastion, vpn, hubGateway }) =>
      when(
        bastion && !vpn && !hubGateway,
        "bastion",
        "has no public address, and nobody could reach it. Set vpn to true, or use a hub's gateway.",
      ),
  },
  {
    keys: ["automation", "runbookSource"],
    problems: ({ automation, runbookSource }) =>
      when(
        automation && runbookSource === undefined,
        "runbookSource",
        "is empty, and Azure fetches runbooks from an address only. Give it, or set automation to false.",
      ),
  },
  {
    keys: ["osmo", "automation"],
    problems: ({ osmo, automation }) =>
      when(
        osmo && !automation,
        "automation",
        "leaves OSMO without its key of Redis, which a runbook puts into the vault. Set it to true, or osmo to false.",
      ),
  },
  {
    keys: ["monthlyBudget", "alertEmails"],
    problems: ({ monthlyBudget, alertEmails }) =>
      when(
        monthlyBudget > 0 && alertEmails.length === 0,
        "alertEmails",
        "is empty, and nobody would be told of the budget. Give an address, or set monthlyBudget to 0.",
      ),
  },
  {
    keys: ["monthlyBudget", "schedulesFrom"],
    problems: ({ monthlyBudget, schedulesFrom }) =>
      when(
        monthlyBudget > 0 && !schedulesFrom.endsWith("-01"),
        "schedulesFrom",
        "is not the first of a month, from which a budget counts. Give one that is.",
      ),
  },
  {
    keys: ["coolDays", "coldDays"],
    problems: ({ coolDays, coldDays }) =>
      when(coldDays <= coolDays, "coldDays", "comes before the cool tier. Give more days than coolDays."),
  },
  {
    keys: ["githubEnvironments", "githubRepository"],
    problems: ({ githubEnvironments, githubRepository }) => [
      ...when(
        githubEnvironments.length > 0 && githubRepository === undefined,
        "githubRepository",
        "is empty, and an environment belongs to one. Give owner/name.",
      ),
      ...when(!distinct(githubEnvironments), "githubEnvironments", "holds an environment twice. Give each once."),
    ],
  },
  {
    keys: ["egress", "egressHosts", "location", "machineLearning", "defender"],
    problems: ({ egress, egressHosts, location, machineLearning, defender }) => {
      const names = allowedHosts({ location, machineLearning, defender, options: egress, own: egressHosts }).map(
        ({ name }) => name,
      );
      return egressHosts.flatMap(({ name }, index) =>
        when(
          names.filter((each) => each === name).length > 1,
          `egressHosts[${index}].name`,
          "is the name of another rule. Give another.",
        ),
      );
    },
  },
  {
    keys: ["firewallTier", "egress", "egressHosts"],
    problems: ({ firewallTier, egress, egressHosts }) =>
      when(
        firewallTier === "none" && egress.length + egressHosts.length > 0,
        "firewallTier",
        "has nothing that lets hosts through by name. Give a tier, or empty egress and egressHosts.",
      ),
  },
  {
    keys: ["teams", "gpuPools"],
    problems: ({ teams, gpuPools }) =>
      teamProblems(teams, totalGpus(Object.entries(gpuPools).map(([name, request]) => gpuPool(name, request)))).map(
        ({ key, text }) => ({ key, statement: text }),
      ),
  },
  {
    keys: ["stage", "kubernetesVersion"],
    problems: ({ stage, kubernetesVersion }) =>
      when(
        stage === "complete" && (kubernetesVersion === undefined || minorOf(kubernetesVersion) < ADMISSION_MINOR),
        "kubernetesVersion",
        `${kubernetesVersion === undefined ? "leaves it to AKS whether the cluster is new enough" : "is too old"} to mend pods that are let in. Give 1.${ADMISSION_MINOR} or later, or stage foundation.`,
      ),
  },
  {
    keys: ["osmo", "osmoSignIn"],
    problems: ({ osmo, osmoSignIn }) =>
      when(
        osmo && osmoSignIn.clientId === osmoSignIn.automationClientId,
        "osmoSignIn.automationClientId",
        "is that of people as well, and OSMO tells workloads from people by it. Give another app registration's.",
      ),
  },
  {
    keys: ["startTime", "stopTime"],
    problems: ({ startTime, stopTime }) =>
      when(stopTime <= startTime, "stopTime", "is not after startTime. Give a later time of the same day."),
  },
];

/** The first minor version that serves MutatingAdmissionPolicy as v1. */
const ADMISSION_MINOR = 36;

/** 36 of `1.36.2`. */
function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}

/** What names and tags are made of. */
export function namePartsOf({
  namePrefix,
  environment,
  instance,
  uniqueSuffix,
}: Pick<PlatformConfig, "namePrefix" | "environment" | "instance" | "uniqueSuffix">): NameParts {
  return { prefix: namePrefix, environment, instance, uniqueSuffix };
}

/** The names that come closest to what Azure takes. */
const TIGHT_NAMES: readonly (readonly [NamedKind, string?])[] = [
  ["keyVault", "kms"],
  ["storageAccount", "lake"],
  ["grafana"],
  ["machineLearningWorkspace"],
  ["machineLearningEndpoint"],
];

function nameProblems(parts: NameParts): ConfigProblem[] {
  const names = new Names(parts);
  try {
    for (const [kind, purpose] of TIGHT_NAMES) names.of(kind, purpose);
    return [];
  } catch (error) {
    if (!(error instanceof NameError)) throw error;
    return problem(
      "namePrefix",
      `makes too long a name with environment, instance and uniqueSuffix: that of the ${error.kind} has ${error.length} characters, Azure takes ${error.longest}. Shorten them.`,
    );
  }
}

/** No two of the ranges that routes have to tell apart may share an address. */
function overlapping(config: PlatformConfig): ConfigProblem[] {
  const ranges = [
    { key: "addressSpace", range: config.addressSpace },
    { key: "podRange", range: config.podRange },
    { key: "serviceRange", range: config.serviceRange },
    { key: "vpnClientRange", range: config.vpnClientRange },
    ...config.reservedRanges.map((range, index) => ({ key: `reservedRanges[${index}]`, range })),
    ...config.vpnSites.flatMap((site, at) =>
      site.ranges.map((range, index) => ({ key: `vpnSites[${at}].ranges[${index}]`, range })),
    ),
  ];
  return ranges.flatMap(({ key, range }, index) => {
    const other = ranges.slice(0, index).find((each) => overlap(each.range, range));
    return other ? problem(key, `overlaps ${NAMESPACE}:${other.key}. Give ranges that share no address.`) : [];
  });
}

/** Whether an entry before this one has its name. */
function isRepeated(entries: readonly { readonly name: string }[], index: number): boolean {
  return entries.findIndex(({ name }) => name === entries[index]!.name) !== index;
}

function zoneProblem(key: string, zone: string, location: string): ConfigProblem[] {
  const there = zonesOf(location);
  const what = there.length > 0 ? `Zones there: ${there.join(", ")}.` : "It has none: leave zones empty.";
  return when(!there.includes(zone), key, `is no zone of ${location}. ${what}`);
}

function counts(key: string, { minCount, maxCount }: { minCount: number; maxCount: number }): ConfigProblem[] {
  return when(minCount > maxCount, `${key}.minCount`, "is more than maxCount. Give at most that.");
}

function when(wrong: boolean, key: string, statement: string): ConfigProblem[] {
  return wrong ? problem(key, statement) : [];
}

function problem(key: string, statement: string): ConfigProblem[] {
  return [{ key, statement }];
}

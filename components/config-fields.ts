import { z } from "zod";
import { DRIVER_MODES, gpuFamilyOf, GPU_FAMILY_NAMES, MIG_PROFILES } from "./compute/gpu-pools";
import { CLUSTER_LOGINS, NETWORK_POLICIES, WEEKDAYS } from "./compute/cluster-choices";
import {
  day,
  flag,
  networkRange,
  OBJECT_ID,
  oneOf,
  optionalWord,
  part,
  structure,
  tags,
  timeOfDay,
  wholeNumber,
  word,
} from "./config-values";
import { REGION_NAMES } from "./conventions/regions";
import { CUSTOMER_KEY_USES } from "./data/customer-key-uses";
import { REDUNDANCIES } from "./data/redundancies";
import { ACCESS_PROFILES } from "./identity/role-profiles";
import { EGRESS_OPTIONS } from "./network/egress-rules";
import { ADMISSION_MODES } from "./kubernetes/admission/admission-modes";
import { FIREWALL_TIERS } from "./network/firewall-tiers";
import { LONGEST_SUBNET_PREFIX } from "./network/address-plan";
import { EXTRA_SUBNETS, FIXED_SUBNETS, longestPrefix } from "./network/subnets";
import { VPN_GATEWAY_SKUS } from "./network/vpn-choices";
import { CLEANUPS } from "./registry/cleanups";

const NAME = /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/;
const NO_NAME = "is no name. Give 2 to 20 lower-case letters, digits and hyphens, a letter first.";
/** Sizes of premium disks: learn.microsoft.com/azure/postgresql/flexible-server/concepts-storage. */
const POSTGRES_STORAGE_GB = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_767];
const VM_SIZE = /^Standard_[A-Z]\w{1,40}$/;
const NO_SIZE = "is no size of a machine. Give one such as Standard_D4ds_v5.";
const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/;
const HOST = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const SENTENCE = /^[^\p{Cc}]{3,200}$/u;

const nodes = () =>
  part.group(
    {
      size: part.text(VM_SIZE, NO_SIZE).describe("Size of the machines; it needs a disk of its own for the system"),
      minCount: part.number(1, 100).describe("Nodes at least"),
      maxCount: part.number(1, 100).describe("Nodes at most"),
    },
    "a pool of nodes",
  );

const gpuPool = part.group(
  {
    size: part
      .text(VM_SIZE, "is no size of a machine. Give one such as Standard_NV36ads_A10_v5.")
      .refine((size) => gpuFamilyOf(size) !== undefined, {
        error: `is no size with a GPU that is known here. Give one of the families ${GPU_FAMILY_NAMES.join(", ")}.`,
      })
      .describe("Size of the machines"),
    subnet: part.text(NAME, NO_NAME).describe("Name of one of gpuSubnets"),
    minCount: part.number(0, 100).default(0).describe("Nodes at least"),
    maxCount: part.number(1, 100).default(1).describe("Nodes at most"),
    spot: part
      .flag()
      .default(false)
      .describe("Whether the machines are spare capacity that Azure takes away at any time"),
    zones: part
      .list(part.text(/^[1-9]$/, 'is no zone. Give one such as "1".'), "zones")
      .default([])
      .describe("Availability zones; GPUs are often in one only"),
    taints: part
      .list(
        part.text(
          /^[a-z0-9][\w./-]{0,250}(=[\w.-]{0,63})?:(NoSchedule|PreferNoSchedule|NoExecute)$/,
          "is no taint. Give one such as team=robots:NoSchedule.",
        ),
        "taints",
      )
      .default([])
      .describe("Taints beside the one of all GPU pools"),
    labels: part
      .map(/^[a-z0-9][\w./-]{0,250}$/, part.text(/^[\w.-]{0,63}$/, "is no value of a label."), "labels")
      .default({})
      .describe("Labels beside those of all GPU pools"),
    mig: part.oneOf(MIG_PROFILES).optional().describe("How each GPU is divided; H100 and A100 only"),
    driver: part
      .oneOf(DRIVER_MODES)
      .optional()
      .describe("Who installs the driver: AKS (Install) or the GPU operator (None); by default what suits the GPU"),
  },
  "a pool of GPU nodes",
);

const allowedHost = part.group(
  {
    name: part.text(NAME, NO_NAME).describe("Names the rule"),
    hosts: part
      .list(part.text(HOST, "is no host. Give one such as data.example.com or *.example.com."), "hosts")
      .min(1, { error: "is empty. Give at least one host." })
      .describe("Names, with *. for all below one"),
    protocol: part
      .oneOf(["https", "http"])
      .default("https")
      .describe("http only for archives that sign what they serve"),
    port: part.number(1, 65535).optional().describe("Port, 443 or 80 by default"),
    neededBy: part.text(SENTENCE, "says too little. Give 3 to 200 characters.").describe("Who needs it"),
    why: part.text(SENTENCE, "says too little. Give 3 to 200 characters.").describe("What for"),
  },
  "a host to let out to",
);

const vpnSite = part.group(
  {
    name: part.text(NAME, NO_NAME).describe("Names the site"),
    address: part
      .text(IPV4, "is no IPv4 address. Give the public one of the site's VPN device.")
      .describe("Public address of its VPN device"),
    ranges: part
      .list(part.range(), "IPv4 ranges")
      .min(1, { error: "is empty. Give at least one range." })
      .describe("IPv4 ranges behind it"),
  },
  "a site",
);

const subnetPrefix = (name: string) =>
  part
    .number(16, Math.min(longestPrefix(name), LONGEST_SUBNET_PREFIX))
    .optional()
    .describe(`Prefix length of the subnet ${name}`);

const group = part.group(
  {
    id: part.text(OBJECT_ID, "is no object id. Give the group's, a uuid.").describe("Object id"),
    name: part.text(/^[^\p{Cc}]{1,256}$/u, "is no name. Give the group's.").describe("Name"),
  },
  "a group of Entra ID",
);

const IMAGE_REPOSITORY = /^[a-z0-9]+([._-]+[a-z0-9]+)*(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*$/;
/** A registry's host, and perhaps a path of it. */
const REGISTRY = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(:\d{1,5})?(\/[a-z0-9._-]+)*$/;

const team = part.group(
  {
    gpus: part.number(0, 10_000).describe("GPUs that are the team's at any time"),
    maxGpus: part
      .number(1, 10_000)
      .optional()
      .describe("GPUs that it has at most, with those that others leave idle; by default as many as there are"),
  },
  "a team",
);

const requestRate = (most: string) => part.number(1, 1_000_000).describe(`Requests a minute ${most}`);

const secretTexts = (what: string) => part.map(NAME, part.text(/^[\s\S]{1,25000}$/, "is no text. Give one."), what);

/** What each key takes. Descriptions and defaults of keys are Pulumi.yaml's; those of parts of keys stand here. */
export const FIELDS = {
  namePrefix: word(/^[a-z][a-z0-9]{1,9}$/, "is no prefix. Give 2 to 10 lower-case letters and digits, a letter first."),
  environment: word(/^[a-z0-9]{2,8}$/, "is no environment. Give 2 to 8 lower-case letters and digits, such as dev."),
  instance: word(/^[a-z0-9]{1,4}$/, "is no instance. Give 1 to 4 lower-case letters and digits, such as 001."),
  uniqueSuffix: word(/^[a-z0-9]{0,4}$/, "is no suffix. Give up to 4 lower-case letters and digits, or nothing."),
  location: z.string().refine((text) => REGION_NAMES.includes(text), {
    error:
      "is no Azure region that is known here. Give its short name, such as westus3 (components/conventions/regions.ts).",
  }),
  zones: structure(part.list(part.text(/^[1-9]$/, 'is no zone. Give one such as "1".'), "zones")),
  stage: oneOf(["foundation", "complete"]),
  owner: word(
    /^(?=.*\S)[^<>%&\\?/\p{Cc}]{1,256}$/u,
    "is no owner. Give the team or address that answers for the platform.",
  ),
  tags: tags(),
  protect: flag(),
  adoptOldApiVersions: flag(),

  osmo: flag(),
  machineLearning: flag(),
  postgres: flag(),
  redis: flag(),
  grafana: flag(),
  vpn: flag(),
  bastion: flag(),
  dataLake: flag(),
  stateStorage: flag(),
  automation: flag(),
  onlineEndpoint: flag(),
  defender: flag(),
  customerManagedKeys: structure(part.list(part.oneOf(CUSTOMER_KEY_USES), "what to encrypt")),

  addressSpace: networkRange(),
  podRange: part.range(),
  serviceRange: part.range(),
  vpnClientRange: part.range(),
  reservedRanges: structure(part.list(part.range(), "IPv4 ranges")),
  subnetPrefixes: structure(
    part.group(
      Object.fromEntries(FIXED_SUBNETS.map((name) => [name, subnetPrefix(name)])) as Record<
        (typeof FIXED_SUBNETS)[number],
        ReturnType<typeof subnetPrefix>
      >,
      "a map of subnets and prefix lengths",
    ),
  ),
  gpuSubnets: structure(
    part.list(
      part.group(
        {
          name: part.text(NAME, NO_NAME).describe("Names the subnet"),
          prefixLength: part.number(16, longestPrefix("gpu")).default(24).describe("Length of its prefix"),
        },
        "a subnet",
      ),
      "subnets",
    ),
  ),
  extraSubnets: structure(part.list(part.oneOf(EXTRA_SUBNETS), "subnets")),
  firewallTier: oneOf(["none", ...FIREWALL_TIERS]),
  egress: structure(part.list(part.oneOf(EGRESS_OPTIONS), "groups of hosts")),
  egressHosts: structure(part.list(allowedHost, "hosts")),
  vpnGatewaySku: oneOf(VPN_GATEWAY_SKUS),
  vpnSites: structure(part.list(vpnSite, "sites")),
  vpnSharedKeys: structure(secretTexts("sites and keys")),
  hubNetworkId: optionalWord(
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]{1,90}\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]{2,64}$/i,
    "is no id of a virtual network. Give its ARM id, or nothing.",
  ),
  hubGateway: flag(),
  internalDomain: word(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    "is no domain. Give one of at least two parts, such as physical-ai.internal.",
  ),

  logRetentionDays: wholeNumber(30, 730),
  alertEmails: structure(part.list(part.text(EMAIL, "is no address of e-mail."), "addresses")),
  monthlyBudget: wholeNumber(0, 999_999),
  schedulesFrom: day(),

  storageRedundancy: oneOf(REDUNDANCIES),
  recoverableDays: wholeNumber(7, 365),
  rawDays: wholeNumber(1, 99_999),
  coolDays: wholeNumber(1, 99_999),
  coldDays: wholeNumber(1, 99_999),
  vaultSku: oneOf(["standard", "premium"]),
  vaultRecoverableDays: wholeNumber(7, 90),
  secretsIssued: day(),
  secretDays: wholeNumber(7, 90),
  workloadSecrets: structure(secretTexts("secrets")),
  databaseAdmins: structure(group),
  postgresSize: word(VM_SIZE, NO_SIZE),
  postgresStorageGb: wholeNumber(32, 32_767).refine((size) => POSTGRES_STORAGE_GB.includes(size), {
    error: `is no size that Azure has. Give one of ${POSTGRES_STORAGE_GB.join(", ")}.`,
  }),
  postgresBackupDays: wholeNumber(7, 35),
  postgresGeoBackup: flag(),
  postgresStandby: flag(),
  redisSku: word(
    /^(Balanced|MemoryOptimized|ComputeOptimized)_[BMX]\d{1,4}$/,
    "is no size of Azure Managed Redis. Give one such as Balanced_B5.",
  ),
  redisHighAvailability: flag(),

  registryCleanup: oneOf(CLEANUPS),
  registryCleanupDays: wholeNumber(1, 90),
  imageDigests: structure(
    part.map(
      /^[a-z0-9][a-z0-9/._-]{1,200}:[\w.-]{1,128}$/,
      part.text(/^sha256:[0-9a-f]{64}$/, "is no digest. Give sha256: and 64 hexadecimal digits."),
      "images and digests",
    ),
  ),

  kubernetesVersion: optionalWord(/^1\.\d{2}(\.\d{1,2})?$/, "is no version. Give one such as 1.34, or nothing."),
  networkPolicy: oneOf(NETWORK_POLICIES),
  apiServerVnetIntegration: flag(),
  systemNodes: structure(nodes()),
  workloadNodes: structure(nodes()),
  gpuPools: structure(
    part.map(/^[a-z][a-z0-9]{0,11}$/, gpuPool, "pools, with names of up to 12 lower-case letters and digits"),
  ),
  clusterLogin: oneOf(CLUSTER_LOGINS),
  gridDriver: structure(
    part.group(
      {
        url: part
          .text(/^https:\/\/[^\s?#]{4,400}$/, "is no address. Give that of the installer, starting with https://.")
          .describe("Address of the installer, as Microsoft publishes it"),
        sha256: part
          .text(/^[0-9a-f]{64}$/, "is no SHA-256. Give 64 hexadecimal digits.")
          .describe("SHA-256 of the installer; another file is not run"),
      },
      "an address and a SHA-256",
    ),
  ),
  teams: structure(part.map(NAME, team, "teams, with names of 2 to 20 lower-case letters, digits and hyphens")),
  admissionMode: oneOf(ADMISSION_MODES),
  approvedRegistries: structure(
    part.list(
      part.text(REGISTRY, "is no registry. Give its host, and a path if only that is meant, such as nvcr.io/nvidia."),
      "registries",
    ),
  ),
  readOnlyImages: structure(
    part.list(part.text(IMAGE_REPOSITORY, "is no repository. Give one such as training/pytorch."), "repositories"),
  ),
  maintenanceDay: oneOf(WEEKDAYS),
  maintenanceTime: timeOfDay(),

  osmoSignIn: structure(
    part.group(
      {
        clientId: part
          .text(OBJECT_ID, "is no client id. Give that of the app registration, a uuid.")
          .describe("Client id of the app registration that people sign in by"),
        automationClientId: part
          .text(OBJECT_ID, "is no client id. Give that of the app registration, a uuid.")
          .describe("Client id of the app registration that workloads ask for tokens of; another than that of people"),
      },
      "a map of client ids",
    ),
  ),
  osmoRateLimits: structure(
    part.group(
      {
        perUser: requestRate("of one user"),
        perAddress: requestRate("from one address"),
        signIn: requestRate("for signing in, from one address"),
      },
      "a map of request rates",
    ),
  ),
  accessGroups: structure(
    part.group(
      Object.fromEntries(
        ACCESS_PROFILES.map((profile) => [
          profile,
          part
            .text(OBJECT_ID, "is no object id. Give that of an Entra group, a uuid.")
            .optional()
            .describe(`Object id of the group of ${profile}`),
        ]),
      ) as Record<(typeof ACCESS_PROFILES)[number], z.ZodOptional<z.ZodString>>,
      "a map of profiles and groups",
    ),
  ),
  adminsEligible: flag(),
  githubRepository: optionalWord(
    /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100}$/,
    "is no repository. Give owner/name, or nothing.",
  ),
  githubEnvironments: structure(
    part.list(
      part.text(NAME, "is no environment. Give 2 to 20 lower-case letters, digits and hyphens."),
      "environments",
    ),
  ),

  runbookSource: optionalWord(
    /^https:\/\/[^\s?#]{4,400}$/,
    "is no address. Give that of a folder, starting with https://, or nothing.",
  ),
  workingHoursOnly: flag(),
  startTime: timeOfDay(),
  stopTime: timeOfDay(),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: "is no time zone. Give an IANA name such as Etc/UTC or Europe/Berlin." }),
};

export type Key = keyof typeof FIELDS;

/** Configuration of the platform, checked. */
export type PlatformConfig = { readonly [K in Key]: z.output<(typeof FIELDS)[K]> };

/** Every key there is. */
export const CONFIG_KEYS = Object.keys(FIELDS) as readonly Key[];

/** Keys whose values would be readable in the stack's file otherwise (I-2): they have to be set with --secret. */
export const SECRET_KEYS: readonly Key[] = ["vpnSharedKeys", "workloadSecrets"];

function isTimeZone(name: string): boolean {
  try {
    return name !== "" && /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat("en-US", { timeZone: name }));
  } catch {
    return false;
  }
}

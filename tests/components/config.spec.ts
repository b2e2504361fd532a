import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fc from "fast-check";
import { checkConfig, ConfigurationError, readConfig } from "../../components/config";
import type { RawValue } from "../../components/config";
import { rawConfig } from "./stack-config";

/** The message that the default configuration with these changes is refused with. */
function refusal(changes: Readonly<Record<string, unknown>>, secret: readonly string[] = []): string {
  const raw = new Map(
    [...rawConfig(undefined, changes)].map(([key, value]) => [key, { ...value, secret: secret.includes(key) }]),
  );
  return refusalOf(raw);
}

function refusalOf(raw: ReadonlyMap<string, RawValue>): string {
  try {
    checkConfig(raw, "Pulumi.dev.yaml");
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return "accepted";
}

const LONG = "x".repeat(100_000);

describe("configuration", () => {
  it("is accepted with the defaults of Pulumi.yaml", () => {
    expect(refusal({})).to.equal("accepted");
  });

  it("gives each value its own type", () => {
    const config = checkConfig(rawConfig(undefined, { protect: false, tags: { cost: "42" } }), "Pulumi.dev.yaml");
    expect(config).to.deep.include({ protect: false, logRetentionDays: 90, tags: { cost: "42" } });
  });

  it("tells all problems at once, in columns, each with value and remedy", () => {
    expect(refusal({ addressSpace: "10.0.0.0/33", logRetentionDays: "ten", vaultSku: "gold" })).to.equal(
      [
        "Pulumi.dev.yaml: 3 problems",
        '  physical-ai:addressSpace      "10.0.0.0/33" is no IPv4 range. Give one such as 10.0.0.0/16, with zeros behind the prefix.',
        '  physical-ai:logRetentionDays  "ten" is no whole number from 30 to 730. Give one.',
        '  physical-ai:vaultSku          "gold" is none of the choices. Give one of standard, premium.',
      ].join("\n"),
    );
  });

  it("tells problems between keys beside those of other keys", () => {
    const message = refusal({ podRange: "10.0.0.0/16", logRetentionDays: "ten" });
    expect(message).to.contain("overlaps physical-ai:addressSpace").and.to.contain("logRetentionDays");
  });

  it("is refused by an error that Pulumi prints without a stack trace", () => {
    expect(pulumi.RunError.isInstance(new ConfigurationError("Pulumi.dev.yaml", []))).to.equal(true);
  });

  it("refuses an unknown key with the one that was meant", () => {
    expect(refusal({ adressSpace: "10.0.0.0/16" })).to.equal(
      "Pulumi.dev.yaml: 1 problem\n  physical-ai:adressSpace  is no key of this project. Did you mean addressSpace?",
    );
  });

  it("suggests nothing for a key that is like none", () => {
    expect(refusal({ zebra: "1" })).to.contain("Pulumi.yaml describes the keys there are.");
  });

  it("names a key that is missing", () => {
    const raw = rawConfig();
    raw.delete("location");
    expect(refusalOf(raw)).to.contain("physical-ai:location  is missing.");
  });

  const hostile: Record<string, readonly [key: string, value: unknown, statement: string]> = {
    "an empty prefix": ["namePrefix", "", "is no prefix"],
    "a prefix that is too long": ["namePrefix", "physicalai1", "is no prefix"],
    "a prefix beyond any length": ["namePrefix", LONG, "is no prefix"],
    "a prefix in another script": ["namePrefix", "роботы", "is no prefix"],
    "a prefix with a path in it": ["namePrefix", "../../etc", "is no prefix"],
    "a prefix with a line break behind it": ["namePrefix", "physai\n", "is no prefix"],
    "an empty environment": ["environment", "", "is no environment"],
    "an instance with a hyphen": ["instance", "a-1", "is no instance"],
    "a suffix in capitals": ["uniqueSuffix", "ABCD", "is no suffix"],
    "a region by its display name": ["location", "West US 3", "is no Azure region"],
    "an unknown stage": ["stage", "all", "is none of the choices"],
    "an owner of blanks": ["owner", "   ", "is no owner"],
    "an owner with markup": ["owner", "<b>team</b>", "is no owner"],
    "an owner with a control character": ["owner", "team\u0007", "is no owner"],
    "a wrong boolean": ["protect", "yes", "is neither true nor false"],
    "no range at all": ["addressSpace", "", "is no IPv4 range"],
    "a prefix length beyond 32": ["addressSpace", "10.0.0.0/33", "is no IPv4 range"],
    "a byte beyond 255": ["addressSpace", "10.0.256.0/24", "is no IPv4 range"],
    "host bits in the range": ["addressSpace", "10.0.0.1/16", "is no IPv4 range"],
    "a byte with a leading zero": ["addressSpace", "010.0.0.0/16", "is no IPv4 range"],
    "a range of IPv6": ["addressSpace", "fd00::/48", "is no IPv4 range"],
    "an address without a prefix length": ["addressSpace", "10.0.0.0", "is no IPv4 range"],
    "the whole internet": ["addressSpace", "0.0.0.0/0", "is no size for a virtual network"],
    "the loopback range": ["addressSpace", "127.0.0.0/16", "is a range that Azure keeps for itself"],
    "ranges that are no list": ["reservedRanges", { a: 1 }, "is no list of IPv4 ranges"],
    "ranges that are no YAML": ["reservedRanges", "[10.0.0.0/8", "is no YAML of the form that this key takes"],
    "a region that there is not": ["location", "westus33", "is no Azure region that is known here"],
    "pods too few": ["podRange", "10.244.0.0/24", "is too small: each node takes a /24 of it"],
    "services too few": ["serviceRange", "172.16.0.0/28", "is too small for the cluster's services"],
    "an unknown tier of firewall": ["firewallTier", "Ultimate", "Give one of none, Basic, Standard, Premium."],
    "a day that there is not": ["secretsIssued", "2026-02-30", "is no day"],
    "a time that there is not": ["startTime", "24:00", "is no time"],
    "a schedule that ends before it starts": ["stopTime", "06:00", "is not after startTime"],
    "a time zone that there is not": ["timeZone", "Mars/Olympus", "is no time zone"],
    "a size of storage that Azure has not": [
      "postgresStorageGb",
      "100",
      "is no size that Azure has. Give one of 32, 64",
    ],
    "a domain of one part": ["internalDomain", "internal", "is no domain"],
    "a hub that is no network": ["hubNetworkId", "/subscriptions/x", "is no id of a virtual network"],
    "a repository that is an address": ["githubRepository", "https://github.com/a/b", "is no repository"],
    "runbooks in the clear": ["runbookSource", "http://example.com/runbooks", "is no address"],
    "a cold tier before the cool one": ["coldDays", "90", "comes before the cool tier"],
    "a network without room": ["addressSpace", "10.0.0.0/24", 'has no room left for the subnet "system"'],
    "a fraction": ["logRetentionDays", "30.5", "is no whole number from 30 to 730"],
    "a number in another notation": ["logRetentionDays", "1e2", "is no whole number from 30 to 730"],
    "too small a number": ["recoverableDays", "6", "is no whole number from 7 to 365"],
    "too large a number": ["vaultRecoverableDays", "91", "is no whole number from 7 to 90"],
    "tags that are no JSON": ["tags", "{", "is no map of tags"],
    "tags that are a list": ["tags", [], "is no tag"],
    "tags that are nothing": ["tags", "null", "is no tag"],
    "a tag of the platform in other case": ["tags", { Owner: "me" }, "one of the platform's own"],
    "a tag twice in different case": ["tags", { cost: "1", Cost: "2" }, "holds a name twice"],
  };
  for (const [title, [key, value, statement]] of Object.entries(hostile)) {
    it(`refuses ${title} with one clear line`, () => {
      const [head, line, ...others] = refusal({ [key]: value }).split("\n");
      expect(head).to.equal("Pulumi.dev.yaml: 1 problem");
      expect(line)
        .to.match(new RegExp(`^  physical-ai:${key}  "`))
        .and.to.contain(statement);
      expect(others).to.deep.equal([]);
      expect(line!.length).to.be.lessThan(360);
    });
  }

  /** Values that are wrong in a part, or beside others, and the one line that is said of them. */
  const parts: Record<string, readonly [changes: Readonly<Record<string, unknown>>, line: string]> = {
    "a number among the ranges": [{ reservedRanges: ["10.9.0.0/16", 4] }, 'reservedRanges[1]  "4" is no IPv4 range'],
    "a range with host bits": [{ reservedRanges: ["10.0.0.1/8"] }, 'reservedRanges[0]  "10.0.0.1/8" is no IPv4 range'],
    "a network inside another's range": [
      { reservedRanges: ["10.0.128.0/17"] },
      'reservedRanges[0]  "10.0.128.0/17" overlaps physical-ai:addressSpace',
    ],
    "a network around the services' range": [
      { addressSpace: "172.16.0.0/12" },
      'serviceRange  "172.16.0.0/16" overlaps physical-ai:addressSpace',
    ],
    "a network in the range of VPN clients": [
      { addressSpace: "192.168.0.0/16" },
      'vpnClientRange  "192.168.200.0/24" overlaps physical-ai:addressSpace',
    ],
    "a site in the range of pods": [
      { vpnSites: [{ name: "lab", address: "203.0.113.9", ranges: ["10.244.8.0/24"] }] },
      'vpnSites[0].ranges[0]  "10.244.8.0/24" overlaps physical-ai:podRange',
    ],
    "a number for a tag": [{ tags: { cost: 42 } }, 'tags.cost  "42" is no tag'],
    "a tag's value that is too long": [{ tags: { cost: "x".repeat(257) } }, "is no tag"],
    "a tag with a path in its name": [{ tags: { "../cost": "x" } }, "tags['../cost']  is no name that this key takes"],
    "a GPU pool without a subnet": [
      { gpuPools: { h100: { size: "Standard_NC40ads_H100_v5" } } },
      "gpuPools.h100.subnet  is missing. Give it.",
    ],
    "a GPU pool in a subnet that there is not": [
      { gpuPools: { h100: { size: "Standard_NC40ads_H100_v5", subnet: "gpu-h100" } } },
      'gpuPools.h100.subnet  "gpu-h100" is no subnet of physical-ai:gpuSubnets. Add it there, or give one of: gpu.',
    ],
    "a GPU pool without a GPU": [
      { gpuPools: { h100: { size: "Standard_D8ds_v5", subnet: "gpu" } } },
      'gpuPools.h100.size  "Standard_D8ds_v5" is no size with a GPU that is known here',
    ],
    "a GPU pool in a zone that the region lacks": [
      { gpuPools: { h100: { size: "Standard_NC40ads_H100_v5", subnet: "gpu", zones: ["1", "4"] } } },
      'gpuPools.h100.zones[1]  "4" is no zone of westus3. Zones there: 1, 2, 3.',
    ],
    "a GPU that Azure does not divide": [
      { gpuPools: { a10: { size: "Standard_NV36ads_A10_v5", subnet: "gpu", mig: "MIG1g" } } },
      'gpuPools.a10.mig  "MIG1g" divides a GPU that Azure does not divide',
    ],
    "a pool with more nodes at least than at most": [
      { systemNodes: { size: "Standard_D4ds_v5", minCount: 3, maxCount: 2 } },
      'systemNodes.minCount  "3" is more than maxCount',
    ],
    "a misspelt setting of a pool": [
      { systemNodes: { size: "Standard_D4ds_v5", minCount: 1, maxCount: 2, zone: "1" } },
      "systemNodes.zone  is no setting of this key. docs/configuration.md has those that there are.",
    ],
    "a subnet named as one of the platform's": [
      { gpuSubnets: [{ name: "gpu" }, { name: "workload" }] },
      'gpuSubnets[1].name  "workload" is the name of one of the platform\'s own subnets',
    ],
    "a subnet twice": [{ gpuSubnets: [{ name: "gpu" }, { name: "gpu" }] }, 'gpuSubnets[1].name  "gpu" is there twice'],
    "a firewall's subnet that is too small": [
      { subnetPrefixes: { firewall: 28 } },
      'subnetPrefixes.firewall  "28" is no whole number from 16 to 26',
    ],
    "zones where there are none": [
      { location: "westus", zones: ["1"], storageRedundancy: "Standard_LRS", vpn: false },
      'zones[0]  "1" is no zone of westus. It has none: leave zones empty.',
    ],
    "OSMO without PostgreSQL": [{ postgres: false }, 'postgres  "false" leaves OSMO without its database'],
    "OSMO without Redis": [{ redis: false }, 'redis  "false" leaves OSMO without its queues'],
    "an endpoint without a workspace": [
      { onlineEndpoint: true, machineLearning: false },
      'onlineEndpoint  "true" needs a workspace',
    ],
    "a bastion that nobody reaches": [{ bastion: true, vpn: false }, 'bastion  "true" has no public address'],
    "a standby in the only zone": [
      { postgresStandby: true, zones: ["1"] },
      'postgresStandby  "true" needs a second zone',
    ],
    "a budget of which nobody is told": [{ monthlyBudget: 100 }, 'alertEmails  "[]" is empty'],
    "a budget from the middle of a month": [
      { monthlyBudget: 100, alertEmails: ["a@example.com"], schedulesFrom: "2026-12-15" },
      'schedulesFrom  "2026-12-15" is not the first of a month',
    ],
    "a zone twice": [{ zones: ["1", "1"] }, "holds a zone twice"],
    "a key for what copies its backups elsewhere": [
      { customerManagedKeys: ["postgres"], postgresGeoBackup: true },
      "holds postgres, whose copied backups would need a second key",
    ],
    "automation without runbooks": [{ runbookSource: "" }, 'runbookSource  "" is empty'],
    "OSMO without what writes its key": [
      { automation: false },
      'automation  "false" leaves OSMO without its key of Redis',
    ],
    "hosts to let out to without a firewall": [
      { firewallTier: "none", egress: ["model-hubs"] },
      'firewallTier  "none" has nothing that lets hosts through by name',
    ],
    "a host that is everybody": [
      { egressHosts: [{ name: "all", hosts: ["*"], neededBy: "jobs", why: "data" }] },
      'egressHosts[0].hosts[0]  "*" is no host',
    ],
    "a host that nobody needs": [
      { egressHosts: [{ name: "data", hosts: ["data.example.com"], why: "data" }] },
      "egressHosts[0].neededBy  is missing. Give it.",
    ],
    "a host under the name of another rule": [
      { egressHosts: [{ name: "aks", hosts: ["data.example.com"], neededBy: "jobs", why: "data" }] },
      'egressHosts[0].name  "aks" is the name of another rule',
    ],
    "a group that is no object id": [
      { accessGroups: { admins: "admins" } },
      'accessGroups.admins  "admins" is no object id',
    ],
    "a profile that there is not": [
      { accessGroups: { owners: "x" } },
      "accessGroups.owners  is no setting of this key",
    ],
    "an environment without a repository": [{ githubEnvironments: ["prod"] }, 'githubRepository  "" is empty'],
    "a digest that is a tag": [{ imageDigests: { "osmo/service:6.3.1": "latest" } }, '"latest" is no digest'],
    "sites without a gateway": [
      { vpn: false, vpnSites: [{ name: "lab", address: "203.0.113.9", ranges: ["10.9.0.0/16"] }] },
      "needs a gateway. Set vpn to true.",
    ],
    "more GPUs for teams than there are": [
      { teams: { robots: { gpus: 2 } } },
      "promises 2 GPUs, and the pools have 1 at most. Give teams fewer, or pools more nodes.",
    ],
    "a team with the name of everybody's pool": [
      { teams: { default: { gpus: 1 } } },
      "has the name of the pool that is everybody's. Give the team another.",
    ],
    "a cluster whose version is left to AKS": [
      { kubernetesVersion: "" },
      'kubernetesVersion  "" leaves it to AKS whether the cluster is new enough to mend pods',
    ],
    "a team with less at most than is its own": [
      { teams: { robots: { gpus: 1, maxGpus: 0 } } },
      'teams.robots.maxGpus  "0" is no whole number from 1 to 10000',
    ],
    "a cluster that cannot mend pods": [
      { kubernetesVersion: "1.35" },
      'kubernetesVersion  "1.35" is too old to mend pods that are let in. Give 1.36 or later, or stage foundation.',
    ],
    "workloads that sign in to OSMO as people do": [
      {
        osmoSignIn: {
          clientId: "00000000-0000-4000-8000-000000000011",
          automationClientId: "00000000-0000-4000-8000-000000000011",
        },
      },
      'osmoSignIn.automationClientId  "00000000-0000-4000-8000-000000000011" is that of people as well',
    ],
    "a driver without a sum": [
      { gridDriver: { url: "https://example.com/driver.run" } },
      "gridDriver.sha256  is missing. Give it.",
    ],
    "a driver by a way that anybody can change": [
      { gridDriver: { url: "http://example.com/driver.run", sha256: "0".repeat(64) } },
      'gridDriver.url  "http://example.com/driver.run" is no address',
    ],
    "a registry that is an address": [
      { approvedRegistries: ["https://nvcr.io/nvidia"] },
      'approvedRegistries[0]  "https://nvcr.io/nvidia" is no registry',
    ],
    "a read-only image with a tag": [
      { readOnlyImages: ["training/pytorch:2"] },
      'readOnlyImages[0]  "training/pytorch:2" is no repository',
    ],
    "no requests at all": [
      { osmoRateLimits: { perUser: 0, perAddress: 1, signIn: 1 } },
      'osmoRateLimits.perUser  "0" is no whole number from 1',
    ],
    "a hub's gateway beside our own": [{ hubGateway: true }, 'hubGateway  "true" cannot be used beside a gateway'],
  };
  for (const [title, [changes, expected]] of Object.entries(parts)) {
    it(`refuses ${title}, naming the part`, () => {
      expect(refusal(changes)).to.contain(expected);
    });
  }

  it("takes an older cluster where nothing is put into it", () => {
    expect(refusal({ kubernetesVersion: "1.34", stage: "foundation" })).to.equal("accepted");
  });

  it("takes keys for sites and secrets of workloads only as secrets, and never shows them", () => {
    const values = { vpnSharedKeys: { lab: "Hunter2Hunter2" }, workloadSecrets: { "hf-token": "Hunter2" } };
    const message = refusal(values);
    expect(message).to.match(/physical-ai:vpnSharedKeys +is no secret, .* set it with --secret/);
    expect(message).to.match(/physical-ai:workloadSecrets +is no secret/);
    expect(message).not.to.contain("Hunter");
    const sites = [{ name: "lab", address: "203.0.113.9", ranges: ["10.9.0.0/16"] }];
    expect(refusal({ ...values, vpnSites: sites }, Object.keys(values))).to.equal("accepted");
  });

  it("refuses a secret of a workload under the name of one of its own", () => {
    expect(refusal({ workloadSecrets: { "osmo-mek": "Hunter2" } }, ["workloadSecrets"])).to.match(
      /workloadSecrets\.osmo-mek {2}\(a secret\) has the name of one of the platform's own/,
    );
  });

  it("names a key for a site that is not there without showing it", () => {
    expect(refusal({ vpnSharedKeys: { lba: "Hunter2" } }, ["vpnSharedKeys"])).to.match(
      /vpnSharedKeys {2}\(a secret\) has a key for a site that is not in/,
    );
  });

  it("refuses more tags than a private DNS zone takes", () => {
    const tags = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`t${index}`, ""]));
    expect(refusal({ tags })).to.contain("holds too many tags: Azure takes 10");
  });

  it("refuses names that are too long together, though each part is not", () => {
    const parts = { namePrefix: "physicalai", environment: "sandbox", instance: "0001", uniqueSuffix: "ab12" };
    expect(refusal(parts)).to.contain("that of the keyVault has 35 characters, Azure takes 24. Shorten them.");
  });

  it("lets no value break out of its line or colour the terminal", () => {
    expect(refusal({ location: 'a"\n\u001b[31m\u202e\u009b' })).to.contain('"a\\"\\n\\u001b[31m\\u202e\\u009b"');
  });

  it("lets no key break out of its line", () => {
    expect(refusal({ "a\nb": "1" }).split("\n")).to.have.length(2);
  });

  it("never shows the value of a secret", () => {
    const secrets = { location: "Hunter 2", addressSpace: "10.99.0.0/16", reservedRanges: ["10.99.0.0/17"] };
    const message = refusal(secrets, Object.keys(secrets));
    expect(message)
      .to.contain("(a secret)")
      .and.not.to.match(/Hunter|10\.99/);
  });

  it("refuses or accepts whatever comes, but never breaks", () => {
    const keys = [...rawConfig().keys()];
    const anything = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.ipV4(), fc.nat().map(String));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), anything), (changes) => {
        expect(refusal(changes)).to.match(/^(accepted$|Pulumi\.dev\.yaml: \d+ problem)/);
      }),
    );
  });
});

describe("reading the configuration", () => {
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("takes the keys of the project's namespace alone", () => {
    const own = [...rawConfig()].map(([key, { text }]) => [`physical-ai:${key}`, text]);
    pulumi.runtime.setAllConfig({
      ...(Object.fromEntries(own) as Record<string, string>),
      "azure-native:location": "x",
    });
    expect(readConfig().location).to.equal("westus3");
  });

  it("knows what was set as a secret", () => {
    const own = [...rawConfig()].map(([key, { text }]) => [`physical-ai:${key}`, text]);
    const values = { ...(Object.fromEntries(own) as Record<string, string>), "physical-ai:owner": "<Hunter2>" };
    pulumi.runtime.setAllConfig(values, ["physical-ai:owner"]);
    expect(readConfig).to.throw(ConfigurationError, /physical-ai:owner {2}\(a secret\) is no owner/);
  });
});

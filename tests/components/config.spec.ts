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
    const message = refusal({ addressSpace: "10.244.0.0/16", logRetentionDays: "ten" });
    expect(message).to.contain("overlaps entry 1 of physical-ai:reservedRanges").and.to.contain("logRetentionDays");
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
    "ranges that are no JSON": ["reservedRanges", "[10.0.0.0/8", "is no list of IPv4 ranges"],
    "ranges that are no list": ["reservedRanges", { a: 1 }, "is no list of IPv4 ranges"],
    "a number among the ranges": ["reservedRanges", [4], "is no list of IPv4 ranges"],
    "a wrong range among the ranges": ["reservedRanges", ["10.0.0.1/8"], "is no list of IPv4 ranges"],
    "a network inside a reserved range": ["addressSpace", "172.16.4.0/22", "overlaps entry 2"],
    "a network around a reserved range": ["addressSpace", "192.168.0.0/16", "overlaps entry 3"],
    "a network without room": ["addressSpace", "10.0.0.0/24", 'has no room left for the subnet "gpu"'],
    "a fraction": ["logRetentionDays", "30.5", "is no whole number from 30 to 730"],
    "a number in another notation": ["logRetentionDays", "1e2", "is no whole number from 30 to 730"],
    "too small a number": ["recoverableDays", "6", "is no whole number from 7 to 365"],
    "too large a number": ["vaultRecoverableDays", "91", "is no whole number from 7 to 90"],
    "tags that are no JSON": ["tags", "{", "is no map of tags"],
    "tags that are a list": ["tags", [], "holds what is no tag"],
    "tags that are nothing": ["tags", "null", "holds what is no tag"],
    "a number for a tag": ["tags", { cost: 42 }, "holds what is no tag"],
    "a tag with a path in its name": ["tags", { "../cost": "x" }, "holds what is no tag"],
    "a tag's value that is too long": ["tags", { cost: "x".repeat(257) }, "holds what is no tag"],
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

  it("refuses more tags than a private DNS zone takes", () => {
    const tags = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`t${index}`, ""]));
    expect(refusal({ tags })).to.contain("holds too many tags: Azure takes 10");
  });

  it("refuses names that are too long together, though each part is not", () => {
    const parts = { namePrefix: "physicalai", environment: "sandbox", instance: "0001", uniqueSuffix: "ab12" };
    expect(refusal(parts)).to.contain("that of the keyVault has 31 characters, Azure takes 24. Shorten them.");
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

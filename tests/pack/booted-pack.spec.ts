import { expect } from "chai";
import { controls } from "../../policies/controls";
import { unknown } from "../../policies/framework/reading";
import { BootedPack, urnOf } from "./booted-pack";
import type { SentResource } from "./booted-pack";

const account = (name: string, properties: Record<string, unknown> = {}): SentResource => ({
  type: "azure-native:storage:StorageAccount",
  name,
  properties: {
    allowSharedKeyAccess: false,
    publicNetworkAccess: "Disabled",
    minimumTlsVersion: "TLS1_2",
    enableHttpsTrafficOnly: true,
    ...properties,
  },
});
const root: SentResource = { type: "pulumi:pulumi:Stack", name: "test-dev", properties: {} };
const waiver = {
  finding: "storage-shared-key-disabled",
  resource: "old*",
  owner: "data-team",
  reason: "The scanner has no identity",
  expires: "2999-12-31",
  compensatingControl: "Keys are rotated daily",
};

describe("the booted policy pack", () => {
  let pack: BootedPack;
  beforeEach(async () => {
    pack = await BootedPack.boot();
  });
  afterEach(() => pack?.stop());

  it("prints nothing but its port, and nothing on standard error", () => {
    expect(pack.firstLine).to.match(/^\d+\n$/);
    expect(pack.stderr()).to.equal("");
  });

  it("tells of each control all that Pulumi Cloud shows", async () => {
    const { policiesList } = await pack.info();
    const names = policiesList.map(({ name }) => name);
    expect(names).to.include.members(controls.map(({ name }) => name));
    for (const policy of policiesList.filter(({ name }) => controls.some((control) => control.name === name))) {
      expect(policy.displayname, policy.name).not.to.equal("");
      expect(policy.remediationSteps, policy.name).not.to.equal("");
      expect(policy.url, policy.name).to.equal(`docs/controls/${policy.name}.md`);
      expect(policy.tagsList, policy.name).not.to.be.empty;
      expect(policy.framework?.name, policy.name).to.equal("Physical AI STRIDE threat model");
      expect(policy.framework?.reference, policy.name).to.match(/^[A-Z]+-?\d/);
      expect(policy.framework?.specification, policy.name).not.to.equal("");
    }
  });

  it("reports a failure in one line that a machine reads back, with what to set and where", async () => {
    const { violations } = await pack.analyze(account("data", { allowSharedKeyAccess: true }));
    expect(violations).to.have.length(1);
    const [line, set, remedy] = violations[0]!.message.split("\n");
    expect(line).to.equal("I-1 storage-shared-key-disabled[data] fail: accepts account keys");
    expect(set).to.equal("  set: allowSharedKeyAccess to false");
    expect(remedy).to.match(/^ {2}remedy: .*components\/data\/object-storage\.ts/);
  });

  it("judges what is written under an older API version", async () => {
    const old = {
      ...account("data", { allowSharedKeyAccess: true }),
      type: "azure-native:storage/v20230101:StorageAccount",
    };
    expect((await pack.analyze(old)).violations.map(({ policy }) => policy)).to.include("storage-shared-key-disabled");
  });

  it("gives no control a pass on a resource of another type", async () => {
    const { notApplicable, violations } = await pack.analyze({
      type: "azure-native:network:RouteTable",
      name: "r",
      properties: {},
    });
    expect(violations).to.deep.equal([]);
    const resourceControls = controls.filter(({ kind }) => kind === "resource").map(({ name }) => name);
    expect(notApplicable).to.include.members(resourceControls);
  });

  it("leaves an unknown undetermined, decides the rest, and tells of it once for the stack", async () => {
    const resource = account("data", { allowSharedKeyAccess: unknown, publicNetworkAccess: "Enabled" });
    const { violations, notApplicable } = await pack.analyze(resource);
    expect(violations.map(({ policy }) => policy)).to.deep.equal(["public-network-access-disabled"]);
    expect(notApplicable).to.include("storage-shared-key-disabled");
    const stack = await pack.analyzeStack([root, resource]);
    const [summary] = stack.violations.filter(({ policy }) => policy === "undetermined-findings");
    expect(summary?.level).to.equal("advisory");
    expect(summary?.message).to.contain(
      `I-1 storage-shared-key-disabled[data] undetermined: allowSharedKeyAccess is not known yet @ ${urnOf(resource)}`,
    );
  });

  it("reports a waived failure as advisory under a mandatory control, with owner and date", async () => {
    await pack.configure({
      waivers: { level: "mandatory", properties: { waivers: [waiver] } },
      "storage-shared-key-disabled": { level: "mandatory" },
    });
    const [waived] = (await pack.analyze(account("old-data", { allowSharedKeyAccess: true }))).violations;
    expect(waived?.level).to.equal("advisory");
    expect(waived?.message).to.match(
      /waived: .*\n {2}waived by data-team until 2999-12-31: The scanner has no identity\n/,
    );
    const [failed] = (await pack.analyze(account("new-data", { allowSharedKeyAccess: true }))).violations;
    expect(failed?.level).to.equal("mandatory");
  });

  it("blocks again when a waiver has expired, and says so", async () => {
    await pack.configure({
      waivers: { level: "mandatory", properties: { waivers: [{ ...waiver, expires: "2020-01-01" }] } },
      "storage-shared-key-disabled": { level: "mandatory" },
    });
    const [violation] = (await pack.analyze(account("old-data", { allowSharedKeyAccess: true }))).violations;
    expect(violation?.level).to.equal("mandatory");
    const { violations } = await pack.analyzeStack([root]);
    expect(violations.find(({ policy }) => policy === "waivers")?.message).to.match(/expired on 2020-01-01/);
  });

  it("reports a waiver that lacks its owner, and one that nothing needed", async () => {
    const incomplete = { ...waiver, owner: " " };
    await pack.configure({ waivers: { level: "mandatory", properties: { waivers: [incomplete, waiver] } } });
    const { violations } = await pack.analyzeStack([root]);
    expect(violations.find(({ policy }) => policy === "waivers")?.message).to.match(/malformed: lacks owner/);
    expect(violations.find(({ policy }) => policy === "unused-waivers")?.message).to.match(
      /covers nothing in this run/,
    );
  });

  it("decides the other findings of a control that has an unknown one", async () => {
    const { violations, notApplicable } = await pack.analyze({
      type: "azure-native:keyvault:Vault",
      name: "vault",
      properties: {
        properties: {
          enableRbacAuthorization: unknown,
          enablePurgeProtection: false,
          networkAcls: { defaultAction: "Deny" },
          publicNetworkAccess: "Disabled",
        },
      },
    });
    expect(violations.map(({ message }) => message.split("\n")[0])).to.deep.equal([
      "G2 key-vault-hardened[vault/purge-protection] fail: can be purged",
    ]);
    expect(notApplicable).not.to.include("key-vault-hardened");
  });

  it("skips a control of other types before it unpacks the resource", async () => {
    const { reasons } = await pack.analyze({ type: "azure-native:network:RouteTable", name: "r", properties: {} });
    expect(reasons["key-vault-hardened"]).to.equal("Policy only applies to resources of type 'another'");
  });

  it("does not let a waiver hold, and judges all the same, while the waivers are switched off", async () => {
    await pack.configure({ waivers: { level: "disabled", properties: { waivers: [waiver] } } });
    const requests = [account("old-data", { allowSharedKeyAccess: true }), account("good")];
    const [bad, good] = await Promise.all(requests.map((resource) => pack.analyze(resource)));
    expect(bad?.violations.map(({ policy, message }) => [policy, message.split(":")[0]])).to.deep.equal([
      ["storage-shared-key-disabled", "I-1 storage-shared-key-disabled[old-data] fail"],
    ]);
    expect(good?.violations).to.deep.equal([]);
  });

  it("takes the stack that it is about, and judges as before", async () => {
    await pack.configureStack("dev", { environment: "test" });
    const { violations } = await pack.analyze(account("data", { allowSharedKeyAccess: true }));
    expect(violations).to.have.length(1);
  });

  it("follows references whose ids the update will make: two subnets that share a group", async () => {
    const group: SentResource = {
      type: "azure-native:network:NetworkSecurityGroup",
      name: "shared",
      properties: { securityRules: unknown },
    };
    const subnet = (name: string): SentResource => ({
      type: "azure-native:network:Subnet",
      name,
      properties: { subnetName: name, networkSecurityGroup: { id: unknown } },
      from: { networkSecurityGroup: [urnOf(group)] },
    });
    const resources = [group, subnet("nodes"), subnet("endpoints")];
    await Promise.all(resources.map((resource) => pack.analyze(resource)));
    const { violations } = await pack.analyzeStack([root, ...resources]);
    const [shared, ...others] = violations.filter(({ policy }) => policy === "subnet-own-nsg");
    expect(others).to.deep.equal([]);
    expect(shared?.urn).to.equal(urnOf(subnet("endpoints")));
    expect(shared?.message).to.match(/^D-2 subnet-own-nsg\[endpoints\] fail: /);
  });

  it("ends when it is told to", async () => {
    await pack.stop();
    expect(await pack.analyze(account("data")).catch(() => "gone")).to.equal("gone");
  });
});

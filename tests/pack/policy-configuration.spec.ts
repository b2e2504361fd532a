import { expect } from "chai";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BootedPack, PACK } from "./booted-pack";
import { problemsOf, reconciled, strangersIn } from "./policy-configuration";

const files = readdirSync(join(PACK, "config")).filter((name) => name.endsWith(".json"));
const read = (name: string) =>
  JSON.parse(readFileSync(join(PACK, "config", name), "utf8")) as Readonly<Record<string, unknown>>;

describe("the configuration of the policy pack", () => {
  let pack: BootedPack;
  let info: Awaited<ReturnType<BootedPack["info"]>>;
  before(async () => {
    pack = await BootedPack.boot();
    info = await pack.info();
  });
  after(() => pack?.stop());

  /** Accepts the threat I-1 by default. */
  const openAccount = {
    type: "azure-native:storage:StorageAccount",
    name: "data",
    properties: { allowSharedKeyAccess: true, publicNetworkAccess: "Disabled", minimumTlsVersion: "TLS1_2" },
  };
  const levelUnder = async (file: Readonly<Record<string, unknown>>) => {
    await pack.configure(reconciled(file, info));
    return (await pack.analyze(openAccount)).violations.map(({ policy, level }) => [policy, level]);
  };

  it("is there for dev and prod", () => expect(files.sort()).to.include.members(["dev.json", "prod.json"]));

  for (const name of files) {
    it(`is one that the engine takes, in ${name}`, () => expect(problemsOf(read(name), info)).to.deep.equal([]));

    it(`names only policies of the pack, in ${name}`, () => expect(strangersIn(read(name), info)).to.deep.equal([]));
  }

  it("lets an accepted threat pass with a warning in dev", async () => {
    expect(await levelUnder(read("dev.json"))).to.deep.equal([["storage-shared-key-disabled", "advisory"]]);
  });

  it("blocks an accepted threat too in prod", async () => {
    expect(await levelUnder(read("prod.json"))).to.deep.equal([["storage-shared-key-disabled", "mandatory"]]);
  });

  it("judges at mandatory what is set to remediate and fails all the same", async () => {
    expect(await levelUnder({ "storage-shared-key-disabled": "remediate" })).to.deep.equal([
      ["storage-shared-key-disabled", "mandatory"],
    ]);
  });

  it("switches a control off, and no other", async () => {
    await pack.configure(reconciled({ "storage-shared-key-disabled": "disabled" }, info));
    const { violations, notApplicable } = await pack.analyze({
      ...openAccount,
      properties: { ...openAccount.properties, publicNetworkAccess: "Enabled" },
    });
    expect(violations.map(({ policy }) => policy)).to.deep.equal(["public-network-access-disabled"]);
    expect(notApplicable).not.to.include("storage-shared-key-disabled");
  });

  for (const [what, file] of [
    ["a level that there is not", { "subnet-own-nsg": "strict" }],
    ["a number for a policy", { "subnet-own-nsg": 1 }],
    ["waivers that are no list", { waivers: { waivers: {} } }],
    ["a waiver that is no object", { waivers: { waivers: ["subnet-own-nsg"] } }],
    ["a list for the whole", []],
  ] as const) {
    it(`is refused by the engine with ${what}`, () => expect(problemsOf(file, info)).to.have.length(1));
  }

  it("says of no policy what the engine reserves for itself", () => {
    for (const [name, properties] of info.schemas) {
      expect(Object.keys((properties as object | undefined) ?? {}), name).not.to.include("enforcementLevel");
    }
  });
});

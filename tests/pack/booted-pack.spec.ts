import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { controls } from "../../policies/controls";
import { unknown } from "../../policies/framework/reading";
import { controlFiles } from "../policies/controls/fixture-files";
import { BootedPack, PACK, urnOf } from "./booted-pack";
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
  afterEach(() => pack.stop());

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

  for (const environment of ["dev", "prod"]) {
    it(`has a schema that config/${environment}.json fits`, async () => {
      const { schemas } = await pack.info();
      const config = JSON.parse(readFileSync(join(PACK, "config", `${environment}.json`), "utf8")) as Record<
        string,
        unknown
      >;
      for (const [name, value] of Object.entries(config)) {
        expect([...schemas.keys(), "all"], "a policy of the pack").to.include(name);
        const properties = typeof value === "string" ? { enforcementLevel: value } : (value as Record<string, unknown>);
        const { enforcementLevel = "advisory", ...rest } = properties;
        expect(enforcementLevel).to.be.oneOf(["advisory", "mandatory", "remediate", "disabled"]);
        expect(Object.keys((schemas.get(name) as object | undefined) ?? {}), name).to.include.members(
          Object.keys(rest),
        );
        expect(rest.waivers ?? []).to.be.an("array");
      }
    });
  }

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

  it("gives the same verdicts to 200 requests at once as to one after the other", async () => {
    const resources = Array.from({ length: 200 }, (_, index): SentResource =>
      index % 3 === 0
        ? account(`a${index}`, { allowSharedKeyAccess: index % 2 === 0 })
        : index % 3 === 1
          ? { type: "azure-native:keyvault:Vault", name: `v${index}`, properties: { properties: {} } }
          : {
              type: "azure-native:network/v20230901:Subnet",
              name: `s${index}`,
              properties: { defaultOutboundAccess: true },
            },
    );
    const together = await Promise.all(resources.map((resource) => pack.analyze(resource)));
    const apart = [];
    for (const resource of resources) apart.push(await pack.analyze(resource));
    expect(together.map(({ violations }) => violations)).to.deep.equal(apart.map(({ violations }) => violations));
    expect(together.every(({ violations }, index) => violations.length > 0 || index % 6 === 3)).to.equal(true);
  });

  it("never prints a property's value, unless it is a name", async () => {
    const canary = "canary-c0ffee";
    const resources = controlFiles().flatMap(({ fixtures }) =>
      [...(fixtures?.pass ?? []), ...(fixtures?.fail ?? []), ...(fixtures?.unknown ?? [])].flatMap(
        ({ resources }) => resources,
      ),
    );
    const planted = resources.map(({ type, name, properties }): SentResource => ({
      type,
      name,
      properties: plant(asSent(properties), canary),
    }));
    for (const resource of planted) expect(JSON.stringify(await pack.analyze(resource))).not.to.contain(canary);
    expect(JSON.stringify(await pack.analyzeStack([root, ...planted]))).not.to.contain(canary);
    expect(pack.stderr()).not.to.contain(canary);
  });
});

describe("the policy pack as it is published and built", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pack-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const linkPackages = (at: string) => symlinkSync(join(PACK, "..", "node_modules"), join(at, "node_modules"));

  it("boots from its tarball, which holds no sources, fixtures or compiler settings", async () => {
    const [packed] = JSON.parse(
      execFileSync("npm", ["pack", "--json", "--pack-destination", folder], {
        cwd: PACK,
        stdio: ["ignore", "pipe", "ignore"],
      }).toString(),
    ) as { filename: string; files: { path: string }[] }[];
    expect(packed!.files.map(({ path }) => path).filter((path) => /\.ts$|fixtures|tsconfig/.test(path))).to.deep.equal(
      [],
    );
    execFileSync("tar", ["-xzf", packed!.filename], { cwd: folder });
    linkPackages(join(folder, "package"));
    const pack = await BootedPack.boot(join(folder, "package"));
    pack.stop();
    expect(pack.firstLine).to.match(/^\d+\n$/);
  });

  it("refuses to start when its sources have changed since it was compiled, and says what to do", async () => {
    const copy = join(folder, "policies");
    cpSync(PACK, copy, { recursive: true, filter: (source) => !source.includes("node_modules") });
    linkPackages(copy);
    expect(existsSync(join(copy, "bin", "index.js"))).to.equal(true);
    appendFileSync(join(copy, "controls", "index.ts"), "\n// changed\n");
    const failure = await BootedPack.boot(copy).then(
      (pack) => {
        pack.stop();
        return "it started";
      },
      (error: Error) => error.message,
    );
    expect(failure).to.contain('was not built from the present sources. Run "npm run build"');
  });
});

/** As the engine would send them: it has no undefined. */
function asSent<T>(properties: T): T {
  return JSON.parse(JSON.stringify(properties)) as T;
}

/** The same properties with `canary` added to every text; what decides may then decide otherwise. */
function plant<T>(value: T, canary: string): T {
  if (typeof value === "string") return (value === unknown ? value : `${value}${canary}`) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => plant(item, canary)) as T;
  if (typeof value !== "object" || value === null) return value;
  // Findings are called by names, of a subnet inside its network for instance: a name is no secret.
  const isName = (key: string) => /name$/i.test(key);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isName(key) ? item : plant(item, canary)]),
  ) as T;
}

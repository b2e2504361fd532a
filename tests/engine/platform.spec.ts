import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Assessment } from "../../assurance/assessment";
import type { Evidence } from "../../assurance/evidence";
import { SWITCHES } from "../components/switches";
import { REPOSITORY, Workplace } from "./offline-command";
import { platform } from "./program-folder";
import type { ProgramFolder } from "./program-folder";

const THREATS = "S-1 S-2 T-1 T-2 T-3 R-1 I-1 I-2 I-3 I-4 I-5 D-1 D-2 D-3 D-4 E-1 E-2 E-3 E-4".split(" ");

/** Parts that prod may not do without: who leaves one out has to waive what it is there for. */
const REFUSED_WITHOUT: Readonly<Record<string, readonly string[]>> = {
  "the firewall": ["egress-through-firewall"],
  "the API server in the network": ["etcd-encrypted-with-customer-key"],
  "all of it together": ["egress-through-firewall", "etcd-encrypted-with-customer-key"],
};

describe("the platform on the real engine", () => {
  const place = new Workplace();
  let folder: ProgramFolder | undefined;
  before(() => place.open());
  afterEach(() => {
    folder?.remove();
    folder = undefined;
  });
  after(() => place.remove());

  for (const stack of ["dev", "prod"]) {
    it(`previews the ${stack} stack under the pack, and ends with all 19 threats`, async () => {
      const { code, stdout } = await place.offline("preview", "--stack", stack);
      expect(code, stdout).to.equal(0);
      for (const threat of THREATS) expect(stdout).to.match(new RegExp(`^ {2}${threat} +\\S`, "m"));
      expect(stdout).not.to.match(/^mandatory fail/m);
    });
  }

  it("previews prod with 15 threats mitigated or more, none rated Critical open, at most 2 High, by evidence alone", async () => {
    const { code, stdout } = await place.offline("preview", "--stack", "prod", "--out", place.out);
    expect(code, stdout).to.equal(0);
    const { metrics, threats } = place.json<Assessment>("assessment.json");
    const measured = Object.fromEntries(metrics.map(({ metric, measured, met }) => [metric, [measured, met]]));
    expect(measured["STRIDE threats mitigated"]).to.deep.equal([17, true]);
    expect(measured["Critical threats open"]).to.deep.equal([0, true]);
    expect(measured["High threats open"]).to.deep.equal([0, true]);
    expect(measured["SHA-pinned actions"]).to.deep.equal([100, true]);
    expect(threats.filter(({ status }) => status !== "mitigated").map(({ id, status }) => [id, status])).to.deep.equal([
      ["S-2", "accepted"],
      ["I-3", "accepted"],
    ]);
  });

  it("decides in a rehearsal what a preview can't know, keeps nothing of it, and says which findings were decided so", async () => {
    await place.offline("preview", "--no-rehearsal", "--out", place.out);
    const preview = place.json<Evidence>("evidence.json");
    await place.offline("preview", "--out", place.out);
    const rehearsed = place.json<Evidence>("evidence.json");
    const undetermined = ({ findings }: Evidence) =>
      findings.filter(({ verdict }) => verdict === "undetermined").length;
    expect(preview.run.rehearsed).to.equal(false);
    expect(undetermined(preview)).to.be.greaterThan(0);
    expect(rehearsed.run).to.include({ operation: "preview", rehearsed: true, standIns: true, complete: true });
    expect(undetermined(rehearsed)).to.equal(0);
    expect(new Set(rehearsed.findings.map(({ source }) => source))).to.deep.equal(new Set(["event", "rehearsal"]));
    expect((await place.offline("preview", "--no-rehearsal")).stdout).to.match(/^Resources: \d+ to create$/m);
  });

  it("writes events, resources and reports where it is told, and no state for a preview", async () => {
    await place.offline("preview", "--out", place.out);
    const resources = place.json<{ urn: string; type: string; name: string; inputs: object }[]>("resources.json");
    expect(resources.find(({ type }) => type === "azure-native:keyvault:Vault")).to.include.keys(
      "urn",
      "type",
      "name",
      "inputs",
    );
    expect(place.read("events.ndjson")).to.contain("summaryEvent");
    expect(place.read("report.md")).to.contain(
      "| T-2 | Terraform State Local Storage | Critical | Open | **not exercised** |",
    );
    expect(existsSync(join(place.out, "state.json"))).to.equal(false);
  });

  it("keeps in its state what Azure would have answered", async () => {
    const up = await place.offline("up", "--out", place.out);
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    const state = place.json<{ deployment: { resources: { type: string; id?: string }[] } }>("state.json");
    const ids = state.deployment.resources.map(({ id }) => id);
    expect(ids).to.include(
      "/subscriptions/00000000-0000-4000-8000-00000000000b/resourceGroups/rg-physai-dev-001/providers/Microsoft.KeyVault/vaults/kv-physai-dev-001",
    );
    await place.offline("destroy");
  });

  it("updates a changed value in place", async () => {
    folder = platform();
    await place.offline("up", "--program", folder.folder);
    folder.take(platform({ config: { "physical-ai:logRetentionDays": 60 } }));
    const { stdout } = await place.offline("up", "--program", folder.folder);
    expect(stdout).to.match(/~ {2}azure-native:operationalinsights:Workspace {2}logs \(retentionInDays\)/);
    expect(stdout).to.match(/~ {2}azure-native:network:FlowLog {2}flow-logs \(retentionPolicy\)/);
    expect(stdout).to.match(/^Resources: 2 to update, \d+ unchanged$/m);
  });

  it("makes a resource anew where its name changes", async () => {
    folder = platform();
    await place.offline("up", "--program", folder.folder);
    folder.take(platform({ config: { "physical-ai:uniqueSuffix": "x1" } }));
    const { stdout } = await place.offline("preview", "--program", folder.folder);
    expect(stdout).to.match(/\+- azure-native:keyvault:Vault {2}vault/);
  });

  it("is stopped by a vault that is open to the internet, naming goal, control, resource and remedy", async () => {
    folder = platform({
      breakage: { type: "azure-native:keyvault:Vault", path: ["properties", "publicNetworkAccess"], value: "Enabled" },
    });
    const { code, stdout } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(1);
    expect(stdout).to.match(/mandatory fail {2}G3 public-network-access-disabled\[vault\]/);
    expect(stdout).to.match(/resource: vault \(azure-native:keyvault:Vault\)/);
    expect(stdout).to.match(/set: properties\.publicNetworkAccess to "Disabled"/);
    expect(stdout).to.match(/remedy: .+/);
  });

  it("warns of a subnet without a security group, and goes on", async () => {
    folder = platform({
      breakage: { type: "azure-native:network:Subnet", name: "gpu", path: ["networkSecurityGroup"] },
    });
    const { code, stdout } = await place.offline("preview", "--program", folder.folder);
    expect(code, stdout).to.equal(0);
    expect(stdout).to.match(/advisory fail {2}D-2 subnet-own-nsg\[gpu\]: has no network security group/);
  });

  for (const stack of ["dev", "prod"]) {
    it(`comes up as ${stack} whole, and goes without a rest`, async () => {
      const up = await place.offline("up", "--stack", stack, "--out", place.out);
      expect(up.code, up.stdout + up.stderr).to.equal(0);
      expect((await place.offline("up", "--stack", stack)).stdout).to.match(/^Resources: \d+ unchanged$/m);
      expect((await place.offline("destroy", "--stack", stack)).stdout).to.match(/^Resources: \d+ to delete$/m);
      expect((await place.offline("preview", "--stack", stack)).stdout).to.match(/^Resources: \d+ to create$/m);
    });
  }

  it("comes up in two stages: first all of Azure, then the inside of the cluster, which touches nothing of it", async () => {
    folder = platform({ config: { "physical-ai:stage": "foundation" } });
    const foundation = await place.offline("up", "--program", folder.folder);
    expect(foundation.code, foundation.stdout + foundation.stderr).to.equal(0);
    expect(foundation.stdout).not.to.match(/ kubernetes:/);
    folder.take(platform());
    const complete = await place.offline("up", "--program", folder.folder);
    expect(complete.code, complete.stdout + complete.stderr).to.equal(0);
    expect(complete.stdout).to.match(/^Resources: \d+ to create, \d+ unchanged$/m);
    expect(complete.stdout).to.match(/ \+ {2}kubernetes:core\/v1:Namespace {2}osmo-control-plane/);
  });

  // Without a part its waivers are not needed, and the report says so.
  const lenient = {
    ...(JSON.parse(readFileSync(join(REPOSITORY, "policies", "config", "prod.json"), "utf8")) as object),
    "unused-waivers": "advisory",
  };
  for (const [part, [changes]] of Object.entries(SWITCHES)) {
    const refused = REFUSED_WITHOUT[part] ?? [];
    it(`previews without ${part}, and ${refused.length === 0 ? "nothing" : refused.join(", ")} fails`, async () => {
      const config = Object.fromEntries(Object.entries(changes).map(([key, value]) => [`physical-ai:${key}`, value]));
      folder = platform({ stack: "prod", config });
      folder.write("lenient.json", JSON.stringify(lenient));
      const run = ["--stack", "prod", "--program", folder.folder, "--policy-config", folder.path("lenient.json")];
      const { code, stdout, stderr } = await place.offline("preview", "--no-rehearsal", ...run);
      const failed = stdout
        .split(/\n(?=\S)/)
        .flatMap((text) => /^(?:mandatory|advisory) fail\s+\S+\s+([a-z0-9-]+)/.exec(text)?.[1] ?? []);
      expect([...new Set(failed)].filter((name) => name !== "unused-waivers").sort(), stdout).to.deep.equal(refused);
      expect(code, stdout + stderr).to.equal(refused.length === 0 ? 0 : 1);
    });
  }

  it("lists every problem of a wrong configuration once, and no stack trace", async () => {
    folder = platform({
      config: {
        "physical-ai:namePrefix": "",
        "physical-ai:environment": "х".repeat(300),
        "physical-ai:location": "../../etc/passwd",
        "physical-ai:addressSpace": "10.244.0.0/33",
        "physical-ai:storageRedundancy": "Standard_RAGRS",
        "physical-ai:storageRedundancyy": "x",
      },
    });
    const { code, stdout, stderr } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(2);
    const text = stdout + stderr;
    expect(text.match(/Pulumi\.dev\.yaml: 6 problems/g), text).to.have.length(1);
    for (const key of [
      "namePrefix",
      "environment",
      "location",
      "addressSpace",
      "storageRedundancy",
      "storageRedundancyy",
    ]) {
      expect(text).to.match(new RegExp(`^ {2}physical-ai:${key} .+`, "m"));
    }
    expect(text).not.to.match(/^\s+at /m);
  });

  it("names the key where a value is of the wrong type", async () => {
    folder = platform({ config: { "physical-ai:logRetentionDays": "thirty" } });
    const { code, stdout, stderr } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(2);
    expect(stdout + stderr).to.contain("configuration key 'logRetentionDays' must be of type 'integer'");
  });
});

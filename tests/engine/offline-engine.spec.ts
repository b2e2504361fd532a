import { once } from "node:events";
import { expect } from "chai";
import { REPORT_FILES } from "../../assurance/write-reports";
import { ended, Workplace } from "./offline-command";
import { smallProgram } from "./program-folder";
import type { ProgramFolder } from "./program-folder";

const GROUP = `
  import * as pulumi from "@pulumi/pulumi";
  import * as resources from "@pulumi/azure-native/resources";
  import * as keyvault from "@pulumi/azure-native/keyvault";
  import * as storage from "@pulumi/azure-native/storage";
  import * as random from "@pulumi/random";
  const group = new resources.ResourceGroup("group", { location: "westus3" });
`;
const CANARY = "canary-7f3a91";

describe("the offline engine", () => {
  const place = new Workplace();
  let folder: ProgramFolder;
  before(() => place.open());
  afterEach(() => folder.remove());
  after(() => place.remove());

  it("refuses a resource type that no stand-in knows, and says where to add it", async () => {
    folder = smallProgram(`import * as batch from "@pulumi/azure-native/batch";
      new batch.BatchAccount("jobs", { resourceGroupName: "rg" });`);
    const { code, stdout, stderr } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(3);
    expect(stdout + stderr).to.contain('no resource type "azure-native:batch:BatchAccount"');
    expect(stdout + stderr).to.contain("offline/providers/azure-native/resource-types/");
  });

  it("refuses a resource that lacks what it requires, naming the property", async () => {
    folder = smallProgram(`import * as pulumi from "@pulumi/pulumi";
      new pulumi.CustomResource("azure-native:storage:StorageAccount", "data", { resourceGroupName: "rg" });`);
    const config = folder.path("advisory.json");
    const { code, stdout } = await place.offline("preview", "--program", folder.folder, "--policy-config", config);
    expect(code).to.equal(3);
    expect(stdout).to.contain("missing required property 'kind'");
  });

  it("keeps secrets out of its events, its reports, its messages, and encrypted in the state", async () => {
    folder = smallProgram(`${GROUP}
      const vault = new keyvault.Vault("vault", { resourceGroupName: group.name, properties: { tenantId: "t", sku: { family: "A", name: "standard" }, publicNetworkAccess: "${CANARY}" } });
      new keyvault.Secret("secret", { resourceGroupName: group.name, vaultName: vault.name, properties: { value: pulumi.secret("${CANARY}") } });
      export const password = new random.RandomPassword("password", { length: 20 }).result;
      export const shown = pulumi.secret("${CANARY}");`);
    const { code, stdout, stderr } = await place.offline(
      "up",
      "--program",
      folder.folder,
      "--policy-config",
      folder.path("advisory.json"),
      "--out",
      place.out,
    );
    expect(code, stdout + stderr).to.equal(0);
    expect(stdout + stderr, "messages").not.to.contain(CANARY);
    for (const file of REPORT_FILES) expect(place.read(file), file).not.to.contain(CANARY);
    const state = place.json<{ deployment: { resources: { type: string; outputs?: Record<string, unknown> }[] } }>(
      "state.json",
    );
    const of = (type: string) => state.deployment.resources.find((resource) => resource.type === type)?.outputs;
    expect(JSON.stringify(of("azure-native:keyvault:Secret"))).not.to.contain(CANARY);
    expect(of("random:index/randomPassword:RandomPassword")?.result).to.include.keys("ciphertext");
    expect(JSON.stringify(of("pulumi:pulumi:Stack"))).not.to.contain(CANARY);
  });

  it("makes the same names and ids in every run of a state", async () => {
    folder = smallProgram(`${GROUP}
      export const id = new storage.StorageAccount("data", { resourceGroupName: group.name, kind: "StorageV2", sku: { name: "Standard_LRS" }, allowSharedKeyAccess: false }).id;`);
    const config = folder.path("advisory.json");
    const outputs = async () => {
      await place.offline("up", "--program", folder.folder, "--policy-config", config, "--out", place.out);
      const state = place.json<{ deployment: { resources: { type: string; outputs: unknown }[] } }>("state.json");
      return state.deployment.resources.map(({ outputs }) => outputs);
    };
    expect(await outputs()).to.deep.equal(await outputs());
  });

  it("says what a program threw, without a stack trace", async () => {
    folder = smallProgram(`throw new Error("the robots are out");`);
    const { code, stdout, stderr } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(3);
    expect(stderr).to.contain("The program failed: the robots are out");
    expect(stdout + stderr).not.to.match(/^\s+at /m);
  });

  it("refuses a stack and a policy configuration that are not there", async () => {
    folder = smallProgram("");
    expect((await place.offline("preview", "--program", folder.folder, "--stack", "nope")).code).to.equal(2);
    expect((await place.offline("preview", "--program", folder.folder, "--policy-config", "/nope.json")).code).to.equal(
      2,
    );
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`leaves no process and no file behind when it is ended by ${signal}`, async () => {
      folder = smallProgram(
        `${GROUP} console.log("it has begun"); export const never = new Promise(() => setInterval(() => {}, 1000));`,
      );
      const child = place.start(["preview", "--program", folder.folder]);
      const end = ended(child);
      let shown = "";
      while (!shown.includes("resources:ResourceGroup")) shown += String((await once(child.stdout!, "data"))[0]);
      child.kill(signal);
      expect((await end).code).to.equal(130);
      expect(place.leftovers()).to.deep.equal([]);
      expect(place.processes()).to.deep.equal([]);
    });
  }

  it("has a pack that passes for nothing a resource whose name would forge a line", async () => {
    const name = "x\\u001b[2J\\nD-2 subnet-own-nsg[aks] fail: forged";
    folder = smallProgram(`${GROUP}
      new storage.StorageAccount("${name}", { resourceGroupName: group.name, accountName: "data", kind: "StorageV2", sku: { name: "Standard_LRS" } });`);
    const { code, stdout } = await place.offline("preview", "--program", folder.folder);
    expect(code).to.equal(1);
    expect(stdout).not.to.contain("\u001b[2J");
    expect(stdout).not.to.match(/^.*fail {2}D-2 subnet-own-nsg\[aks\]/m);
    expect(stdout).to.match(/mandatory fail|advisory fail/);
  });
});

import { createRequire } from "node:module";
import { expect } from "chai";
import fc from "fast-check";
import { startStandIns } from "../../../offline/providers";
import type { RunningStandIns } from "../../../offline/providers";
import { scopeInputs } from "../../../offline/providers/azure-native/resource-type";
import { resourceTypes } from "../../../offline/providers/azure-native/resource-types/index";
import { differences } from "../../../offline/providers/property-values";
import { ProviderClient } from "./client";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = "4dabf18193072939515e22adb298388d";
const ACCOUNT = "azure-native:storage:StorageAccount";
const inputs = {
  resourceGroupName: "rg",
  accountName: "data",
  kind: "StorageV2",
  sku: { name: "Standard_LRS" },
  location: "westus3",
};
const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: Error) => error.message,
  );

describe("the stand-in providers", () => {
  let standIns: RunningStandIns;
  const clients = new Map<string, ProviderClient>();
  const provider = (name: string) => clients.get(name)!;
  before(async () => {
    standIns = await startStandIns();
    for (const pair of standIns.debugProviders.split(",")) {
      const [name = "", port] = pair.split(":");
      clients.set(name, new ProviderClient(Number(port)));
    }
  });
  after(() => {
    for (const client of clients.values()) client.close();
    standIns.stop();
  });

  for (const name of ["azure-native", "kubernetes", "random", "tls"]) {
    it(`answers the version of the installed SDK of ${name}`, async () => {
      const { version } = createRequire(__filename)(`@pulumi/${name}/package.json`) as { version: string };
      expect(await provider(name).version()).to.equal(version.replace(/^v/, ""));
    });
  }

  it("refuse a type and a function that they do not know, and say where to add it", async () => {
    const azure = provider("azure-native");
    expect(await rejection(azure.check("azure-native:batch:BatchAccount", {}))).to.match(
      /no resource type "azure-native:batch:BatchAccount".*resource-types\//,
    );
    expect(await rejection(azure.invoke("azure-native:batch:listKeys"))).to.contain(
      'no function "azure-native:batch:listKeys"',
    );
    expect(await rejection(provider("random").check("random:index/randomFoo:RandomFoo", {}))).to.contain(
      "no resource type",
    );
    expect(await rejection(provider("kubernetes").check("kubernetes:core/v1:Namespacee", {}))).to.contain("no kind");
  });

  it("know a type by whatever API version it is written", async () => {
    expect(
      (await provider("azure-native").check("azure-native:storage/v20230101:StorageAccount", inputs)).failures,
    ).to.deep.equal([]);
  });

  it("ask for every required input, by name", async () => {
    const { failures } = await provider("azure-native").check(ACCOUNT, { resourceGroupName: "rg" });
    expect(failures.map(({ property }) => property)).to.deep.equal(["kind", "sku"]);
  });

  it("take an unknown value for a required input, and refuse one of the wrong kind", async () => {
    const azure = provider("azure-native");
    expect((await azure.check(ACCOUNT, { ...inputs, resourceGroupName: UNKNOWN })).failures).to.deep.equal([]);
    expect((await azure.check(ACCOUNT, { ...inputs, sku: "Standard_LRS" })).failures[0]?.reason).to.equal(
      "'sku' must be an object",
    );
    expect((await azure.check(ACCOUNT, { ...inputs, accountName: "Not Azure's!" })).failures[0]?.property).to.equal(
      "accountName",
    );
  });

  it("make a name from the engine's seed, and keep the one that a resource had", async () => {
    const azure = provider("azure-native");
    const unnamed = { ...inputs, accountName: null };
    const named = async (seed: string, olds = {}) =>
      (await azure.check(ACCOUNT, unnamed, { seed, olds, name: "My-Data" })).inputs.accountName;
    expect(await named("one")).to.equal(await named("one"));
    expect(await named("one"))
      .to.match(/^mydata[0-9a-f]+$/)
      .and.not.equal(await named("two"));
    expect(await named("one", { accountName: "had" })).to.equal("had");
  });

  it("give an id and outputs that look like Azure's and are the same in every run", async () => {
    const azure = provider("azure-native");
    const once = await azure.create(ACCOUNT, inputs);
    expect(once.id).to.match(
      /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/rg\/providers\/Microsoft\.Storage\/storageAccounts\/data$/,
    );
    expect(once.properties).to.deep.include({ name: "data", type: "Microsoft.Storage/storageAccounts" });
    expect((once.properties.primaryEndpoints as Record<string, string>).blob).to.equal(
      "https://data.blob.core.windows.net/",
    );
    expect(await azure.create(ACCOUNT, inputs)).to.deep.equal(once);
    const identity = await azure.create("azure-native:managedidentity:UserAssignedIdentity", {
      resourceGroupName: "rg",
      resourceName: "id",
    });
    expect(identity.properties.principalId).to.match(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it("know in a preview what was put in and is answered, and nothing that Azure makes up", async () => {
    const { id, properties } = await provider("azure-native").create(ACCOUNT, inputs, true);
    expect(id).to.equal("");
    expect(properties).to.deep.equal({ kind: "StorageV2", sku: { name: "Standard_LRS" }, location: "westus3" });
  });

  it("see no change where there is none, and name each that there is", async () => {
    const azure = provider("azure-native");
    expect((await azure.diff(ACCOUNT, inputs, inputs)).some).to.equal(false);
    const changed = await azure.diff(ACCOUNT, inputs, { ...inputs, sku: { name: "Standard_ZRS" }, tags: { a: "b" } });
    expect(changed).to.deep.include({ some: true, replaces: [], detailed: ["sku.name", "tags"] });
  });

  it("replace what can't be changed, and delete first where the name stays", async () => {
    const azure = provider("azure-native");
    expect(await azure.diff(ACCOUNT, inputs, { ...inputs, accountName: "other" })).to.deep.include({
      replaces: ["accountName"],
      deleteBeforeReplace: false,
    });
    expect(await azure.diff(ACCOUNT, inputs, { ...inputs, location: "eastus" })).to.deep.include({
      replaces: ["location"],
      deleteBeforeReplace: true,
    });
  });

  it("keep secrets secret", async () => {
    const secret = { [SECRET]: "1b47061264138c4ac30d75fd1eb44270", value: { value: "hush" } };
    const { properties } = await provider("azure-native").create("azure-native:keyvault:Secret", {
      resourceGroupName: "rg",
      vaultName: "kv",
      secretName: "s",
      properties: secret,
    });
    expect(properties.properties).to.deep.equal(secret);
    const password = await provider("random").create("random:index/randomPassword:RandomPassword", { length: 12 });
    expect(password.properties.result).to.have.property(SECRET);
  });

  it("hand out a user's kubeconfig of a cluster that holds no credential", async () => {
    const { kubeconfigs } = await provider("azure-native").invoke(
      "azure-native:containerservice:listManagedClusterUserCredentials",
      { resourceName: "aks" },
    );
    const [{ value = "" } = {}] = kubeconfigs as { value?: string }[];
    const { clusters, users } = JSON.parse(Buffer.from(value, "base64").toString()) as {
      clusters: { cluster: Record<string, string> }[];
      users: { user: object }[];
    };
    expect(clusters[0]?.cluster.server).to.match(/^https:\/\/aks\..+:443$/);
    expect(clusters[0]?.cluster["certificate-authority-data"]).to.match(/^[A-Za-z0-9+/]+=*$/);
    expect(Object.keys(users[0]?.user ?? {})).to.deep.equal(["exec"]);
  });

  it("name what Kubernetes is given without a name, and put it in its namespace", async () => {
    const kubernetes = provider("kubernetes");
    const type = "kubernetes:core/v1:ConfigMap";
    const { inputs: checked } = await kubernetes.check(
      type,
      { apiVersion: "v1", kind: "ConfigMap", metadata: { namespace: "osmo" } },
      { name: "settings" },
    );
    expect((checked.metadata as { name: string }).name).to.match(/^settings-[0-9a-f]{8}$/);
    expect((await kubernetes.create(type, checked)).id).to.match(/^osmo\/settings-/);
  });

  it("find no difference between anything and itself", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => differences(value, value).length === 0));
  });

  for (const [token, entry] of Object.entries(resourceTypes)) {
    it(`require of ${token} what its class requires`, () => {
      const [module = "", name = ""] = token.split(":");
      const source = createRequire(__filename)(`@pulumi/azure-native/${module}`) as Record<
        string,
        { toString(): string }
      >;
      const required = [...String(source[name]).matchAll(/Missing required property '(\w+)'/g)].map(
        ([, property]) => property,
      );
      const parents = entry.path.slice(0, -1);
      expect([...scopeInputs(entry), ...parents, ...entry.required].sort()).to.deep.equal(required.sort());
    });
  }
});

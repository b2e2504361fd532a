import { expect } from "chai";
import { unknown } from "../../../policies/framework/fixtures";
import { Resource } from "../../../policies/framework/resource";
import { AZURE } from "../../../policies/framework/resource-types";
import { Stack } from "../../../policies/framework/stack";
import type { PropertyDependencies } from "../../../policies/framework/stack";

const resource = (type: string, name: string, properties: Record<string, unknown> = {}) =>
  new Resource({ type, urn: `urn:pulumi:dev::p::${type}::${name}`, name, properties });

const vault = resource(AZURE.keyVault, "vault", { vaultName: "kv" });
const account = resource(AZURE.storageAccount, "datasets", { accountName: "stdatasets" });
const group = resource("azure-native:resources:ResourceGroup", "rg");

const dependenciesOf = (sources: readonly Resource[]): PropertyDependencies => ({
  privateLinkServiceConnections: sources.map(({ urn }) => urn),
});

function leadsTo(id: unknown, sources: readonly Resource[], others: readonly Resource[] = []) {
  const endpoint = resource(AZURE.privateEndpoint, "endpoint", {
    privateLinkServiceConnections: [{ privateLinkServiceId: id }],
  });
  const members = [vault, account, group, ...others, endpoint].map((member) => ({
    resource: member,
    propertyDependencies: dependenciesOf(member === endpoint ? sources : []),
  }));
  const reference = new Stack(members, { urn: "urn:pulumi:dev::p::s::p", name: "p" }).referenceOf(
    endpoint,
    "privateLinkServiceConnections[0].privateLinkServiceId",
    [AZURE.keyVault],
  );
  return reference.state === "known" ? (reference.value.target?.name ?? reference.value.key) : reference.state;
}

describe("Stack.referenceOf", () => {
  it("follows an unknown id, inside a list, through the property's dependencies", () => {
    expect(leadsTo(unknown, [vault])).to.equal("vault");
    expect(leadsTo(unknown, [group, vault])).to.equal("vault");
  });

  it("knows that an unknown id leads to another type, where it can come from nothing else", () => {
    expect(leadsTo(unknown, [account])).to.equal("datasets");
  });

  it("is unknown where an unknown id can be that of several", () => {
    const backup = resource(AZURE.keyVault, "backup", { vaultName: "kv-backup" });
    expect(leadsTo(unknown, [vault, backup], [backup])).to.equal("unknown");
  });

  it("finds the one that a known id names among several", () => {
    const backup = resource(AZURE.keyVault, "backup", { vaultName: "kv-backup" });
    const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-backup";
    expect(leadsTo(id, [vault, backup], [backup])).to.equal("backup");
  });

  it("keeps a known id that two resources of the stack could have", () => {
    const twin = resource(AZURE.keyVault, "twin", { vaultName: "KV" });
    const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
    expect(leadsTo(id, [], [twin])).to.equal(id.toLowerCase());
  });

  it("is unknown where what the id comes from is not in the stack", () => {
    expect(leadsTo(unknown, [resource(AZURE.keyVault, "elsewhere")])).to.equal("unknown");
  });

  it("is malformed where no id is given but something else", () => {
    expect(leadsTo(7, [vault])).to.equal("malformed");
  });

  it("is unknown where an unknown id can come from anywhere", () => {
    expect(leadsTo(unknown, [])).to.equal("unknown");
    expect(leadsTo(unknown, [group])).to.equal("unknown");
  });

  it("finds the resource that a known id names", () => {
    expect(leadsTo("/subscriptions/0/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/KV", [])).to.equal("vault");
  });

  it("keeps an id that leads out of the stack, in lower case", () => {
    expect(leadsTo("/subscriptions/0/Hub", [])).to.equal("/subscriptions/0/hub");
  });

  it("is absent where nothing is given", () => {
    expect(leadsTo(undefined, [vault])).to.equal("absent");
  });
});

describe("Stack.isEmpty", () => {
  const stackOf = (...resources: readonly Resource[]) =>
    new Stack(
      resources.map((resource) => ({ resource, propertyDependencies: {} })),
      { urn: "urn:pulumi:dev::p::s::p", name: "p" },
    );

  it("holds with nothing but the engine's own resources", () => {
    expect(stackOf(resource("pulumi:pulumi:Stack", "p"), resource("pulumi:providers:random", "r")).isEmpty).to.equal(
      true,
    );
  });

  it("does not hold with any other", () => {
    expect(stackOf(resource("random:index/randomId:RandomId", "id")).isEmpty).to.equal(false);
  });
});

import { expect } from "chai";
import { reachAt, reachOf } from "../../../policies/framework/arm-scope";
import { unknown } from "../../../policies/framework/reading";
import { Resource } from "../../../policies/framework/resource";
import { Stack } from "../../../policies/framework/stack";

const GROUP = "/subscriptions/0/resourceGroups/rg";

describe("reach of a scope", () => {
  const reaches: Record<string, string> = {
    "/": "tenant",
    "/providers/Microsoft.Management/managementGroups/root": "management group",
    "/subscriptions/0": "subscription",
    "/SUBSCRIPTIONS/0/": "subscription",
    "/subscriptions/0/resourceGroups": "subscription",
    [GROUP]: "resource group",
    [`${GROUP}/`]: "resource group",
    [`${GROUP}/providers/Microsoft.KeyVault`]: "resource group",
    [`${GROUP}/providers/Microsoft.KeyVault/vaults/kv`]: "resource",
    [`${GROUP}/providers/Microsoft.KeyVault/vaults/kv/secrets/mek`]: "resource",
    "/subscriptions/0/providers/Microsoft.Insights/logProfiles/default": "resource",
  };
  for (const [scope, reach] of Object.entries(reaches)) {
    it(`is ${reach} for ${scope}`, () => expect(reachOf(scope)).to.equal(reach));
  }
});

describe("reach of a scope that is not known yet", () => {
  const resource = (type: string, name: string, properties: unknown = {}) =>
    new Resource({ type, name, urn: `urn::${name}`, properties });
  const group = resource("azure-native:resources:ResourceGroup", "group");
  const vault = resource("azure-native:keyvault:Vault", "vault");
  const password = resource("random:index/randomPassword:RandomPassword", "password");
  const reachFrom = (...sources: readonly Resource[]) => {
    const grant = resource("azure-native:authorization:RoleAssignment", "grant", { scope: unknown });
    const members = [group, vault, password].map((each) => ({ resource: each, propertyDependencies: {} }));
    const dependencies = { scope: sources.map(({ urn }) => urn) };
    const stack = new Stack([...members, { resource: grant, propertyDependencies: dependencies }], {
      urn: "urn::stack",
      name: "stack",
    });
    return reachAt(stack, grant, "scope");
  };

  it("is that of the resource group it comes from", () => {
    expect(reachFrom(group)).to.deep.equal({ state: "known", value: "resource group" });
  });

  it("is that of the resource it comes from, whatever else is in its id", () => {
    expect(reachFrom(group, vault, password)).to.deep.equal({ state: "known", value: "resource" });
  });

  it("stays unknown where it comes from nowhere, or from what has no id of Azure", () => {
    expect([reachFrom(), reachFrom(password)]).to.deep.equal([{ state: "unknown" }, { state: "unknown" }]);
  });
});

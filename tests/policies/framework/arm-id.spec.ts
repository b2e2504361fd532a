import { expect } from "chai";
import { azureName, partNamed } from "../../../policies/framework/arm-id";
import { unknown } from "../../../policies/framework/fixtures";
import { Resource } from "../../../policies/framework/resource";
import { AZURE } from "../../../policies/framework/resource-types";

const resource = (type: string, properties: Record<string, unknown>) =>
  new Resource({ type, urn: "urn:pulumi:dev::p::t::r", name: "r", properties });
const account = resource(AZURE.storageAccount, { accountName: "stData", resourceGroupName: "rg" });
const id = (path: string, group = "rg") => `/subscriptions/0/resourceGroups/${group}/providers/${path}`;

describe("azureName", () => {
  it("is read from the input that carries it", () => {
    expect(azureName(account)).to.equal("stData");
    expect(azureName(resource(AZURE.managedCluster, { resourceName: "aks" }))).to.equal("aks");
    expect(azureName(resource(AZURE.networkSecurityGroup, { networkSecurityGroupName: "nsg" }))).to.equal("nsg");
  });

  it("is undefined while it is not known", () => {
    expect(azureName(resource(AZURE.storageAccount, { accountName: unknown }))).to.equal(undefined);
  });
});

describe("partNamed", () => {
  it("is empty for the resource itself, in any case of letters", () => {
    expect(partNamed(id("microsoft.storage/StorageAccounts/STDATA"), account)).to.equal("");
  });

  it("is the rest of the id for a part", () => {
    expect(partNamed(id("Microsoft.Storage/storageAccounts/stdata/blobServices/default"), account)).to.equal(
      "blobServices/default",
    );
  });

  it("compares a bare name with the resource's own", () => {
    expect(partNamed("stdata", account)).to.equal("");
    expect(partNamed("other", account)).to.equal(undefined);
  });

  for (const [what, other] of [
    ["another name", id("Microsoft.Storage/storageAccounts/other")],
    ["another type of that name", id("Microsoft.KeyVault/vaults/stdata")],
    ["that name in another resource group", id("Microsoft.Storage/storageAccounts/stdata", "rg-other")],
  ] as const) {
    it(`is undefined for ${what}`, () => expect(partNamed(other, account)).to.equal(undefined));
  }

  it("tells subnets of one name apart by their networks", () => {
    const subnet = resource(AZURE.subnet, { subnetName: "nodes", virtualNetworkName: "vnet-a" });
    expect(partNamed(id("Microsoft.Network/virtualNetworks/vnet-a/subnets/nodes"), subnet)).to.equal("");
    expect(partNamed(id("Microsoft.Network/virtualNetworks/vnet-b/subnets/nodes"), subnet)).to.equal(undefined);
  });

  it("reads the resource that an extension id ends in", () => {
    const setting = id("Microsoft.Storage/storageAccounts/x/providers/Microsoft.Insights/components/stdata");
    expect(partNamed(setting, account)).to.equal(undefined);
  });
});

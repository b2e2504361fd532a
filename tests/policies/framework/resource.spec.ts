import { expect } from "chai";
import { equalTo } from "../../../policies/framework/expectation";
import { unknown } from "../../../policies/framework/fixtures";
import { Resource } from "../../../policies/framework/resource";
import { AZURE } from "../../../policies/framework/resource-types";

const account = (properties: unknown, type: string = AZURE.storageAccount) =>
  new Resource({ type, urn: "urn:pulumi:dev::p::t::data", name: "data", properties });
const disabled = equalTo("Disabled");
const otherwise = "is open";

describe("Resource.expect", () => {
  it("says where to set what, when the property is wrong", () => {
    expect(account({ acls: { access: "Enabled" } }).expect("acls.access", disabled, { otherwise })).to.include({
      verdict: "fail",
      subject: "data",
      statement: "is open",
      set: 'acls.access to "Disabled"',
    });
  });

  it("says where to look, when the property is unknown", () => {
    expect(account({ access: unknown }).expect("access", disabled, { otherwise })).to.include({
      verdict: "undetermined",
      statement: "access is not known yet",
      set: 'access to "Disabled"',
    });
  });

  it("is undetermined below what is unknown", () => {
    expect(account({ acls: unknown }).expect("acls.access", disabled, { otherwise }).verdict).to.equal("undetermined");
  });

  it("is decided though something beside it is unknown", () => {
    const finding = account({ acls: { access: "Disabled", id: unknown } }).expect("acls.access", disabled, {
      otherwise,
    });
    expect(finding.verdict).to.equal("pass");
  });

  it("fails below what has no properties", () => {
    expect(account({ acls: "none" }).expect("acls.access", disabled, { otherwise }).verdict).to.equal("fail");
  });

  it("fails without any properties at all", () => {
    for (const nothing of [undefined, null, "text", []]) {
      expect(account(nothing).expect("access", disabled, { otherwise }).verdict).to.equal("fail");
    }
  });

  it("lets absence hold only where the provider's default is said to", () => {
    expect(account({}).expect("access", disabled, { otherwise, absent: "holds" }).verdict).to.equal("pass");
    expect(account({}).expect("access", disabled, { otherwise, absent: "fails" }).verdict).to.equal("fail");
    expect(account({ access: 7 }).expect("access", disabled, { otherwise, absent: "holds" }).verdict).to.equal("fail");
  });

  it("names the part that is judged, and the remedy that it is given", () => {
    const details = { otherwise, part: "firewall", set: "acls to deny" };
    expect(account({}).expect("access", disabled, details)).to.include({
      subject: "data/firewall",
      resourceName: "data",
      set: "acls to deny",
    });
  });

  it("never says the value", () => {
    const finding = account({ access: "s3cr3t" }).expect("access", disabled, { otherwise });
    expect(JSON.stringify(finding)).not.to.contain("s3cr3t");
  });
});

describe("the type of a resource", () => {
  for (const token of [
    "azure-native:storage:StorageAccount",
    "azure-native:storage/v20230101:StorageAccount",
    "azure-native:storage/v20220501preview:StorageAccount",
    "azure-native_storage_v20230101:storage:StorageAccount",
    "azure-native_storage_v20220501preview:storage:StorageAccount",
  ]) {
    it(`is the same for ${token}`, () => expect(account({}, token).type).to.equal(AZURE.storageAccount));
  }

  for (const token of ["kubernetes:yaml:ConfigFile", "random:index/randomId:RandomId", "pulumi:pulumi:Stack", ""]) {
    it(`is left as it is for ${JSON.stringify(token)}`, () => expect(account({}, token).type).to.equal(token));
  }
});

import { expect } from "chai";
import fc from "fast-check";
import { NameError, Names } from "../../../components/conventions/names";
import type { NamedKind } from "../../../components/conventions/names";

const parts = { prefix: "physai", environment: "dev", instance: "001", uniqueSuffix: "x7" };

/** Azure Resource Manager's naming rules, written out here once more. */
const RULES: Record<NamedKind, RegExp> = {
  resourceGroup: /^[\w.()-]{0,89}[\w()-]$/,
  virtualNetwork: /^[a-z0-9][\w.-]{0,62}\w$/,
  networkSecurityGroup: /^[a-z0-9][\w.-]{0,78}\w$/,
  privateEndpoint: /^[a-z0-9][\w.-]{0,62}\w$/,
  logAnalyticsWorkspace: /^[a-z0-9][a-z0-9-]{2,61}[a-z0-9]$/,
  keyVault: /^(?!.*--)[a-z][a-z0-9-]{1,22}[a-z0-9]$/,
  storageAccount: /^[a-z0-9]{3,24}$/,
  userAssignedIdentity: /^[a-z0-9][\w-]{2,127}$/,
};

const lowerCase = (form: RegExp) => fc.stringMatching(form);
const anyParts = fc.record({
  prefix: lowerCase(/^[a-z][a-z0-9]{1,9}$/),
  environment: lowerCase(/^[a-z0-9]{2,8}$/),
  instance: lowerCase(/^[a-z0-9]{1,4}$/),
  uniqueSuffix: lowerCase(/^[a-z0-9]{0,4}$/),
});
const anyPurpose = fc.constantFrom(undefined, "system", "private-endpoints", "storage-blob");

describe("Names", () => {
  it("puts abbreviation, prefix, environment and instance in a row", () => {
    expect(new Names(parts).of("virtualNetwork")).to.equal("vnet-physai-dev-001");
  });

  it("puts the purpose behind the prefix", () => {
    expect(new Names(parts).of("networkSecurityGroup", "gpu")).to.equal("nsg-physai-gpu-dev-001");
  });

  it("ends a name that all of Azure shares in the suffix", () => {
    expect(new Names(parts).of("keyVault")).to.equal("kv-physai-dev-001-x7");
  });

  it("leaves hyphens out where Azure takes none", () => {
    expect(new Names(parts).of("storageAccount")).to.equal("stphysaidev001x7");
  });

  it("leaves no trace of a suffix that is not given", () => {
    expect(new Names({ ...parts, uniqueSuffix: "" }).of("keyVault")).to.equal("kv-physai-dev-001");
  });

  for (const [kind, rule] of Object.entries(RULES) as [NamedKind, RegExp][]) {
    it(`makes a name of a ${kind} that Azure takes, or refuses to`, () => {
      fc.assert(
        fc.property(anyParts, anyPurpose, (some, purpose) => {
          try {
            const withHyphens = kind === "storageAccount" || kind === "keyVault" ? undefined : purpose;
            expect(new Names(some).of(kind, withHyphens)).to.match(rule);
          } catch (error) {
            expect(error).to.be.instanceOf(NameError);
          }
        }),
      );
    });
  }

  it("refuses a name that is too long, with both lengths", () => {
    const long = { ...parts, prefix: "physicalai", environment: "sandbox" };
    expect(() => new Names(long).of("keyVault"))
      .to.throw(NameError)
      .that.includes({ kind: "keyVault", length: 28, longest: 24 });
  });

  it("tells two platforms apart wherever their names differ", () => {
    const other = new Names({ ...parts, uniqueSuffix: "x8" });
    expect(new Names(parts).platform).not.to.equal(other.platform);
  });
});

import { expect } from "chai";
import { setImmediate } from "node:timers/promises";
import { noteRequestedType } from "../../../policies/framework/request";
import { onlyFor } from "../../../policies/framework/type-fast-path";

const ACCOUNT = "azure-native:storage:StorageAccount";
const VAULT = "azure-native:keyvault:Vault";

/** The type that the policy SDK reads off the function while a resource of `token` is asked about. */
function whileAsked(token: string, validate: unknown): string | undefined {
  noteRequestedType(token, () => undefined);
  return typeOf(validate);
}

/** The type that the policy SDK reads off the function, to skip it where the request is about another. */
const typeOf = (validate: unknown) => (validate as { __pulumiType?: string }).__pulumiType;

describe("the type of a control's function", () => {
  const validate = onlyFor([ACCOUNT, VAULT], () => undefined);

  // What one test has noted ends before the next begins.
  beforeEach(() => setImmediate());

  it("is the requested type where the control judges it", () => {
    expect([whileAsked(ACCOUNT, validate), whileAsked(VAULT, validate)]).to.deep.equal([ACCOUNT, VAULT]);
  });

  it("is the requested token, with its API version", () => {
    const token = "azure-native:storage/v20230101:StorageAccount";
    expect(whileAsked(token, validate)).to.equal(token);
  });

  it("is no type where the control judges others, in a word", () => {
    expect(whileAsked("azure-native:network:Subnet", validate)).to.equal("another");
  });

  it("is what it says where it has nothing to judge in a resource of its types", () => {
    const idle = onlyFor(
      [ACCOUNT],
      () => undefined,
      () => "with something to judge",
    );
    expect([whileAsked(ACCOUNT, idle), whileAsked(VAULT, idle)]).to.deep.equal(["with something to judge", "another"]);
  });

  it("is none where nothing was noted, so that the control decides itself", () => {
    expect(typeOf(validate)).to.equal(undefined);
  });
});

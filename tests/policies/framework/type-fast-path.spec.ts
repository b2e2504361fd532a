import { expect } from "chai";
import { AsyncResource } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import { noteRequestedType } from "../../../policies/framework/request";
import { onlyFor } from "../../../policies/framework/type-fast-path";

const ACCOUNT = "azure-native:storage:StorageAccount";
const VAULT = "azure-native:keyvault:Vault";

/** The type that the policy SDK reads off the function, to skip it where the request is about another. */
const typeOf = (validate: unknown) => (validate as { __pulumiType?: string }).__pulumiType;

/** Runs `request` in an asynchronous context of its own, as a server does. */
const asRequest = <T>(request: () => T): T => new AsyncResource("REQUEST").runInAsyncScope(request);

/** Made before any test has noted a type, which a context made later could inherit. */
const untouched = new AsyncResource("REQUEST");

describe("the type of a control's function", () => {
  const validate = onlyFor([ACCOUNT, VAULT], () => undefined);
  const whileAsked = (token: string) =>
    asRequest(() => {
      noteRequestedType(token, () => undefined);
      return typeOf(validate);
    });

  it("is the requested type where the control judges it", () => {
    expect([whileAsked(ACCOUNT), whileAsked(VAULT)]).to.deep.equal([ACCOUNT, VAULT]);
  });

  it("is the requested token, with its API version", () => {
    const token = "azure-native:storage/v20230101:StorageAccount";
    expect(whileAsked(token)).to.equal(token);
  });

  it("is no token where the control judges others, and tells how many", () => {
    expect(whileAsked("azure-native:network:Subnet")).to.equal("2 others");
  });

  it("is the token of the only type that the control judges where the request is about another", () => {
    const ofVaults = onlyFor([VAULT], () => undefined);
    const seen = asRequest(() => {
      noteRequestedType(ACCOUNT, () => undefined);
      return typeOf(ofVaults);
    });
    expect(seen).to.equal(VAULT);
  });

  it("is what it says where it has nothing to judge in a resource of its types", () => {
    const idle = onlyFor(
      [ACCOUNT],
      () => undefined,
      () => "with something to judge",
    );
    const whileAskedOf = (token: string) =>
      asRequest(() => {
        noteRequestedType(token, () => undefined);
        return typeOf(idle);
      });
    expect([whileAskedOf(ACCOUNT), whileAskedOf(VAULT)]).to.deep.equal(["with something to judge", ACCOUNT]);
  });

  it("is none where nothing was noted, so that the control decides itself", () => {
    expect(untouched.runInAsyncScope(() => typeOf(validate))).to.equal(undefined);
  });

  it("is that of its own request, however requests overlap", async () => {
    const request = (token: string) =>
      asRequest(async () => {
        noteRequestedType(token, () => undefined);
        const seen = [];
        for (let turn = 0; turn < 5; turn += 1) {
          seen.push(typeOf(validate));
          await (turn % 2 === 0 ? setImmediate() : Promise.resolve());
        }
        return new Set(seen);
      });
    const tokens = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? ACCOUNT : VAULT));
    const seen = await Promise.all(tokens.map(request));
    expect(seen).to.deep.equal(tokens.map((token) => new Set([token])));
  });

  it("is that of the last request noted where two are handled in one turn", () => {
    asRequest(() => {
      noteRequestedType(VAULT, () => undefined);
      noteRequestedType(ACCOUNT, () => undefined);
      expect(typeOf(validate)).to.equal(ACCOUNT);
    });
  });
});

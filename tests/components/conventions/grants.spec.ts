import { expect } from "chai";
import fc from "fast-check";
import { uuidOf } from "../../../components/conventions/grants";

describe("name of a role assignment", () => {
  it("is a uuid of version 8 whatever it is made of", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(uuidOf(text)).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
    );
  });

  it("is the same in every run", () => {
    expect(uuidOf("physai-dev-001/training-reader-datasets")).to.equal("1fd975cc-94d0-82e2-87e1-5ca3d9a3e895");
  });
});

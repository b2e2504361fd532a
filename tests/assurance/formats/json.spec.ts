import { expect } from "chai";
import fc from "fast-check";
import { json } from "../../../assurance/formats/json";

describe("the JSON of a report", () => {
  it("reads back as what was written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(json(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(JSON.parse(json({ [text]: text }))).to.deep.equal({ [text]: text });
      }),
    );
  });

  it("has no character that steers a terminal or hides text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(json({ text })).not.to.match(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
    );
    expect(json("\u001b[31m\u009b\u202e")).to.equal('"\\u001b[31m\\u009b\\u202e"\n');
  });
});

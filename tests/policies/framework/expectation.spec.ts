import { expect } from "chai";
import fc from "fast-check";
import { atLeast, equalTo, oneOf } from "../../../policies/framework/expectation";

const held = (holds: (value: unknown) => boolean, values: readonly unknown[]) => values.filter(holds);

describe("an expectation", () => {
  it("equal to a text holds in any case of letters, and for no other type", () => {
    const values = ["Disabled", "disabled", "DISABLED", "Enabled", "Disabled ", "", false, null, ["Disabled"], {}];
    expect(held(equalTo("Disabled").holds, values)).to.deep.equal(["Disabled", "disabled", "DISABLED"]);
  });

  it("equal to a boolean holds for the texts by which providers take it", () => {
    expect(held(equalTo(false).holds, [false, "false", "False", true, "true", 0, "", null, []])).to.deep.equal([
      false,
      "false",
      "False",
    ]);
  });

  it("one of several holds for each and for nothing else", () => {
    expect(held(oneOf("TLS1_2", "TLS1_3").holds, ["TLS1_2", "tls1_3", "TLS1_1", "TLS1_2,TLS1_3"])).to.deep.equal([
      "TLS1_2",
      "tls1_3",
    ]);
  });

  it("of at least a number holds from that number on, written as a text or not", () => {
    expect(held(atLeast(7).holds, [7, "7", 8.5, 6, "6", -7, "seven", null, true, [8], {}, Number.NaN])).to.deep.equal([
      7,
      "7",
      8.5,
    ]);
  });

  it("names what it wants as one would write it", () => {
    expect([equalTo(true).wanted, oneOf("1.2", "1.3").wanted, atLeast(7).wanted]).to.deep.equal([
      "true",
      '"1.2" or "1.3"',
      "7 or more",
    ]);
  });

  it("decides on values of any shape without throwing", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        for (const { holds } of [equalTo("x"), equalTo(true), oneOf(1, 2), atLeast(1)]) {
          expect(holds(value)).to.be.a("boolean");
        }
      }),
    );
  });
});

import { expect } from "chai";
import * as fc from "fast-check";
import { allOf, anyOf, holds } from "../../../policies/framework/truth";
import type { Truth } from "../../../policies/framework/truth";

const truth = () => fc.constantFrom<Truth>(true, false, "unknown");
const truths = () => fc.array(truth(), { maxLength: 5 });
const not = (value: Truth): Truth => (value === "unknown" ? value : !value);

describe("conditions that may be unknown", () => {
  it("together fail as soon as one does, and hold only where each does", () => {
    expect(allOf("unknown", false)).to.equal(false);
    expect(allOf(true, "unknown")).to.equal("unknown");
    expect(allOf()).to.equal(true);
  });

  it("of which one is enough hold as soon as one does", () => {
    expect(anyOf("unknown", true)).to.equal(true);
    expect(anyOf(false, "unknown")).to.equal("unknown");
    expect(anyOf()).to.equal(false);
  });

  it("are each other's opposite, as De Morgan has it", () => {
    fc.assert(
      fc.property(truths(), (conditions) => {
        expect(anyOf(...conditions)).to.equal(not(allOf(...conditions.map(not))));
      }),
    );
  });

  it("never change a decided verdict when the unknown becomes known", () => {
    fc.assert(
      fc.property(truths(), fc.boolean(), (conditions, later) => {
        const known = conditions.map((value) => (value === "unknown" ? later : value));
        const verdict = allOf(...conditions);
        if (verdict !== "unknown") expect(allOf(...known)).to.equal(verdict);
      }),
    );
  });
});

describe("holds", () => {
  const isOne = (value: number) => value === 1;

  it("asks a known value", () => {
    expect([holds({ state: "known", value: 1 }, isOne), holds({ state: "known", value: 2 }, isOne)]).to.deep.equal([
      true,
      false,
    ]);
  });

  it("is unknown for an unknown value", () => expect(holds({ state: "unknown" }, isOne)).to.equal("unknown"));

  it("is what it is told for an absent one", () => {
    expect([holds({ state: "absent" }, isOne), holds({ state: "absent" }, isOne, true)]).to.deep.equal([false, true]);
  });

  it("is false for a malformed one", () => expect(holds({ state: "malformed" }, isOne, true)).to.equal(false));
});

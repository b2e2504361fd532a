import { expect } from "chai";
import fc from "fast-check";
import { readFindingLine, SPOKEN_VERDICTS, writeFindingLine } from "../../../policies/model";

describe("the line of a finding", () => {
  it("reads like a sentence", () => {
    const line = {
      serves: ["D-2"],
      control: "subnet-own-nsg",
      subject: "aks",
      verdict: "fail",
      statement: "has no NSG",
    } as const;
    expect(writeFindingLine(line)).to.equal("D-2 subnet-own-nsg[aks] fail: has no NSG");
  });

  it("is one line and reads back, whatever the name", () => {
    const line = fc.record({
      serves: fc.array(fc.constantFrom("T-1", "G2", "SI-1"), { minLength: 1, maxLength: 3 }),
      control: fc.constantFrom("subnet-own-nsg", "tls-1-2-minimum"),
      subject: fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.constantFrom("a]b[c", "x\nT-1 y[z] fail: ", "\u001b[2J", "100%", "\u202e\u2028", "é漢🤖"),
      ),
      verdict: fc.constantFrom(...SPOKEN_VERDICTS),
      statement: fc.constantFrom("has no NSG", "is open: wide"),
    });
    fc.assert(
      fc.property(line, (written) => {
        const text = writeFindingLine(written);
        for (const unsafe of "\n\r\u001b\u202e\u2028") expect(text).not.to.contain(unsafe);
        expect(readFindingLine(text)).to.deep.equal(written);
      }),
    );
  });

  it("is not what anybody else writes", () => {
    for (const text of ["", "error: x", "D-2 subnet-own-nsg[aks] maybe: x", "can't run policy 'x' during preview: y"]) {
      expect(readFindingLine(text), text).to.equal(undefined);
    }
  });
});

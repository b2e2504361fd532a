import { expect } from "chai";
import { columns, plain, wrap } from "../../assurance/plain-text";

describe("text in a report", () => {
  it("counts wide characters twice", () => {
    expect(columns("a機器人🤖")).to.equal(9);
  });

  it("breaks between words, and inside one that is too long", () => {
    expect(wrap("set the value", 8, "  ")).to.equal("set the\n  value");
    expect(wrap("abcdefghij", 6, "  ")).to.equal("abcdef\n  ghij");
  });

  it("is shortened where it is very long, and says so", () => {
    expect(plain("x".repeat(1000))).to.equal(`${"x".repeat(299)}…`);
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { WaiverBook } from "../../../policies/framework/waivers";
import { failureOf, waiver } from "./control-builders";

const book = (...listed: unknown[]) => new WaiverBook(listed, new Set(["account-closed"]), "2027-01-15");
const covers = (resource: string, name: string) =>
  book({ ...waiver, resource }).covering("account-closed", failureOf(name)) !== undefined;
const plain = () =>
  fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/[*?]/.test(text) && text.trim() !== "");

describe("the resource of a waiver", () => {
  it("covers the name that it gives and no other, whatever characters are in it", () => {
    fc.assert(
      fc.property(plain(), plain(), (pattern, name) => {
        expect(covers(pattern, pattern)).to.equal(true);
        expect(covers(pattern, name)).to.equal(pattern === name);
      }),
    );
  });

  it("takes a star for any text, none and line breaks among it", () => {
    fc.assert(
      fc.property(plain(), fc.string({ unit: "binary" }), plain(), (before, middle, after) => {
        expect(covers(`${before}*${after}`, `${before}${middle}${after}`)).to.equal(true);
      }),
    );
  });

  it("takes a question mark for one character, also one outside the basic plane", () => {
    expect(["gpu-?", "?"].map((pattern) => covers(pattern, "gpu-💾"))).to.deep.equal([true, false]);
    expect(covers("gpu-?", "gpu-")).to.equal(false);
  });

  it("takes no regular expression", () => {
    for (const pattern of ["[a-z]", ".", "da.a", "^data$", "data|logs", "(data)", "\\w", "data{1}", "d.*"]) {
      expect(covers(pattern, "data"), pattern).to.equal(false);
    }
  });

  it("covers the whole name", () => {
    expect([covers("data", "my-data"), covers("data", "data-2"), covers("ata", "data")]).to.deep.equal([
      false,
      false,
      false,
    ]);
  });
});

describe("the finding of a waiver", () => {
  const problemWith = (finding: string) => book({ ...waiver, finding }).problems.map(({ statement }) => statement);

  for (const finding of [
    "account-closed[data",
    "account-closed[data]x",
    "account-closed[data][x]",
    "[data]",
    " account-closed",
    "account-closed ",
    "Account-Closed",
    "toString",
    "account-*",
  ]) {
    it(`is malformed as ${JSON.stringify(finding)}, which no finding is called`, () => {
      expect(problemWith(finding)).to.deep.equal(["is malformed: names no control of this pack"]);
    });
  }

  it("is written as the message shows it, where a name has brackets", () => {
    const found = failureOf("data", { subject: "data/rules[0]" });
    const written = book({ ...waiver, finding: "account-closed[data/rules%5B0%5D]" });
    expect(written.problems).to.deep.equal([]);
    expect(written.covering("account-closed", found)).not.to.equal(undefined);
  });

  it("covers one part and not its neighbour", () => {
    const firewall = book({ ...waiver, finding: "account-closed[data/firewall]" });
    const part = (name: string) => firewall.covering("account-closed", failureOf("data", { subject: `data/${name}` }));
    expect([part("firewall") !== undefined, part("keys") !== undefined]).to.deep.equal([true, false]);
  });

  it("covers nothing of another control", () => {
    expect(book(waiver).covering("account-named", failureOf("data"))).to.equal(undefined);
  });
});

describe("a list of waivers", () => {
  const problemsOf = (...listed: unknown[]) => book(...listed).problems;

  it("tells each problem under a name of its own, with the place to mend", () => {
    const told = problemsOf(waiver, { ...waiver, owner: undefined }, { ...waiver, expires: "soon" });
    expect(told.map(({ subject, set }) => [subject, set])).to.deep.equal([
      ["waiver 2 of account-closed", "waivers[1].owner"],
      ["waiver 3 of account-closed", "waivers[2].expires to a day such as 2027-06-30"],
    ]);
  });

  for (const day of [
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-1-5",
    "27-01-05",
    "2027-01-05T00:00:00Z",
    "never",
  ]) {
    it(`takes ${day} for no day`, () => {
      expect(problemsOf({ ...waiver, expires: day }).map(({ statement }) => statement)).to.deep.equal([
        "is malformed: expires is no day",
      ]);
    });
  }

  it("takes the leap day for a day", () => expect(problemsOf({ ...waiver, expires: "2028-02-29" })).to.deep.equal([]));

  it("says nothing that stands in a waiver it cannot read", () => {
    const told = problemsOf({ ...waiver, secretToken: "hunter2", owner: 7 }, "hunter2", ["hunter2"]);
    expect(JSON.stringify(told)).not.to.contain("hunter2");
  });

  it("is read whatever its entries are", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (listed) => {
        const read = new WaiverBook(listed, new Set(["account-closed"]), "2027-01-15");
        expect(read.unused).to.deep.equal([]);
        expect(read.problems.length).to.equal(Array.isArray(listed) ? listed.length : listed === undefined ? 0 : 1);
      }),
    );
  });
});

import { expect } from "chai";
import type { Finding } from "../../../policies/framework/finding";
import { WaiverBook } from "../../../policies/framework/waivers";

const waiver = {
  finding: "subnet-own-nsg[gpu]",
  resource: "gpu",
  owner: "network-team",
  reason: "The appliance brings its own",
  expires: "2027-03-31",
  compensatingControl: "Traffic passes the firewall",
};
const TODAY = "2027-03-31";
const book = (...listed: unknown[]) => new WaiverBook(listed, new Set(["subnet-own-nsg"]), TODAY);
const finding = (name: string): Finding => ({
  verdict: "fail",
  subject: name,
  urn: "urn",
  resourceName: name,
  statement: "x",
});
const problems = (...listed: unknown[]) => book(...listed).problems.map(({ statement }) => statement);

describe("a waiver", () => {
  it("covers the finding that it names, on its last day too", () => {
    expect(book(waiver).covering("subnet-own-nsg", finding("gpu"))).to.deep.include(waiver);
  });

  it("covers no other finding, and no other resource", () => {
    expect(book(waiver).covering("subnet-own-nsg", finding("system"))).to.equal(undefined);
    expect(book({ ...waiver, resource: "system" }).covering("subnet-own-nsg", finding("gpu"))).to.equal(undefined);
  });

  it("covers every finding of a control whose name it gives alone, on the resources of its pattern", () => {
    const whole = book({ ...waiver, finding: "subnet-own-nsg", resource: "gpu-?" });
    expect(whole.covering("subnet-own-nsg", finding("gpu-1"))).not.to.equal(undefined);
    expect(whole.covering("subnet-own-nsg", finding("gpu-10"))).to.equal(undefined);
  });

  it("takes nothing but * and ? for a pattern", () => {
    const dotted = book({ ...waiver, finding: "subnet-own-nsg", resource: "a.c(x)+" });
    expect(dotted.covering("subnet-own-nsg", finding("abc(x)+"))).to.equal(undefined);
    expect(dotted.covering("subnet-own-nsg", finding("a.c(x)+"))).not.to.equal(undefined);
  });

  it("is over on the day after its last", () => {
    const expired = new WaiverBook([waiver], new Set(["subnet-own-nsg"]), "2027-04-01");
    expect(expired.covering("subnet-own-nsg", finding("gpu"))).to.equal(undefined);
    expect(expired.problems.map(({ statement }) => statement)).to.deep.equal(["expired on 2027-03-31"]);
  });

  for (const field of Object.keys(waiver)) {
    it(`is malformed without ${field}, and then covers nothing`, () => {
      const incomplete = { ...waiver, [field]: " " };
      expect(problems(incomplete)).to.deep.equal([`is malformed: lacks ${field}`]);
      expect(book(incomplete).covering("subnet-own-nsg", finding("gpu"))).to.equal(undefined);
    });
  }

  it("is malformed with a field too many, an unknown control or an impossible day", () => {
    expect(problems({ ...waiver, expirs: "2027-01-01" })).to.deep.equal([
      "is malformed: has a field that no waiver has",
    ]);
    expect(problems({ ...waiver, finding: "subnet-own-nsgs" })).to.deep.equal([
      "is malformed: names no control of this pack",
    ]);
    expect(problems({ ...waiver, expires: "2027-02-30" })).to.deep.equal(["is malformed: expires is no day"]);
    expect(problems(null, "x")).to.have.length(2);
  });

  it("is unused until something needs it", () => {
    const one = book(waiver);
    expect(one.unused).to.have.length(1);
    one.covering("subnet-own-nsg", finding("gpu"));
    expect(one.unused).to.deep.equal([]);
  });

  it("has to be in a list", () => {
    expect(new WaiverBook({ waiver }, new Set(), TODAY).problems.map(({ statement }) => statement)).to.deep.equal([
      "is no list",
    ]);
  });
});

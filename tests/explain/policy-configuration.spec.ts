import { expect } from "chai";
import { levels } from "../../explain/level";
import { policyConfiguration } from "../../explain/policy-configuration";
import { UsageError } from "../../offline/usage";
import { waiver } from "./contexts";

const configuration = (content: object) => policyConfiguration("dev", JSON.stringify(content));

describe("the configuration of a stack", () => {
  it("has the level that it gives the control, else the one that it gives all, else the control's own", () => {
    const { levelOf } = configuration({
      all: "advisory",
      a: "disabled",
      b: { enforcementLevel: "mandatory" },
      c: { most: 1 },
    });
    expect(["a", "b", "c", "d"].map((name) => levelOf(name, "mandatory"))).to.deep.equal([
      "disabled",
      "mandatory",
      "advisory",
      "advisory",
    ]);
    expect(configuration({}).levelOf("a", "mandatory")).to.equal("mandatory");
  });

  it("has no waivers where the policy that reads them is off", () => {
    const waivers = [waiver("subnet-own-nsg", "2027-01-01")];
    expect(configuration({ waivers: { waivers } }).waivers).to.deep.equal(waivers);
    expect(configuration({ waivers: { enforcementLevel: "disabled", waivers } }).waivers).to.deep.equal([]);
    expect(configuration({ all: "disabled", waivers: { waivers } }).waivers).to.deep.equal([]);
  });

  it("is refused by file and key where it is none", () => {
    const { owner, ...incomplete } = waiver("subnet-own-nsg", "2027-01-01");
    expect(owner).to.equal("network-team");
    const wrong: readonly (readonly [string, RegExp])[] = [
      ["{", /^policies\/config\/dev\.json is no JSON\.$/],
      ['{"a":"strict"}', /^policies\/config\/dev\.json: a is no level/],
      [JSON.stringify({ waivers: { waivers: [incomplete] } }), /^policies\/config\/dev\.json: waivers/],
    ];
    for (const [text, message] of wrong) expect(() => policyConfiguration("dev", text)).to.throw(UsageError, message);
  });
});

describe("the levels of a control", () => {
  const stacks = (dev: object, prod: object) => [
    policyConfiguration("dev", JSON.stringify(dev)),
    policyConfiguration("prod", JSON.stringify(prod)),
  ];

  it("are said once where they are the same", () => {
    expect(levels("a", "mandatory", stacks({}, {}))).to.equal("mandatory by default, in dev and in prod");
  });

  it("are said one by one where they differ", () => {
    const configurations = stacks({ a: "disabled" }, { all: "mandatory" });
    expect(levels("a", "advisory", configurations)).to.equal("advisory by default; disabled in dev; mandatory in prod");
  });
});

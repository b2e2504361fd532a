import { expect } from "chai";
import { configurationValues } from "../../../components/osmo/configuration-values";
import { needsOf } from "./needs";

const sharesOf = (stack: "dev" | "prod") =>
  Object.entries(configurationValues(needsOf(stack)).pools).map(([name, { resources }]) => [name, resources?.gpu]);

describe("pools of OSMO", () => {
  it("promise each team its GPUs, and leave what is idle to everybody", () => {
    expect(sharesOf("prod")).to.deep.equal([
      // Two nodes with one GPU, and two with eight.
      ["default", { guarantee: 0, maximum: 18, weight: 1 }],
      ["locomotion", { guarantee: 2, maximum: 6, weight: 2 }],
    ]);
  });

  it("are one without limits where no team is promised any", () => {
    expect(sharesOf("dev")).to.deep.equal([["default", undefined]]);
  });

  it("have the same kinds of nodes", () => {
    const { pools } = configurationValues(needsOf("prod"));
    expect(Object.keys(pools.locomotion!.platforms)).to.deep.equal(Object.keys(pools.default!.platforms));
  });
});

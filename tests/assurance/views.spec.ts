import { expect } from "chai";
import { assess, passing } from "./assessed";
import { end, violation } from "./runs";

const open = [...passing("state-backend-remote"), violation("mandatory", "T-2 state-backend-remote[s] fail: x\n")];

describe("the views of the register", () => {
  it("has each threat at the boundary that it crosses", () => {
    expect(assess(open).boundaries.map(({ id, threats }) => [id, ...threats])).to.deep.equal([
      ["TB-1", "E-1", "E-3"],
      ["TB-2", "D-2", "D-3"],
      ["TB-3", "S-2", "T-3", "I-1", "I-3"],
      ["TB-4", "T-1", "D-1"],
      ["TB-5", "T-2", "I-2"],
      ["TB-6", "E-4"],
      ["TB-7", "S-1", "D-4", "E-2"],
      ["TB-8", "R-1", "I-4", "I-5"],
    ]);
  });

  it("counts a category's threats by their status", () => {
    expect(assess(open).categories.find(({ id }) => id === "Tampering")?.counts).to.deep.equal([
      { status: "mitigated", count: 2 },
      { status: "open", count: 1 },
    ]);
  });
});

describe("the roadmap's progress", () => {
  const statusesOf = (events: Parameters<typeof assess>[0]) =>
    assess(events).roadmap.map(({ priority, status, done }) => [priority, status, done]);

  it("has every item done where its threats are mitigated", () => {
    expect(statusesOf(passing())).to.deep.equal([
      [1, "done", 2],
      [2, "done", 1],
      [3, "done", 1],
      [4, "done", 1],
      [5, "done", 1],
    ]);
  });

  it("has an item to do where one of its threats is open", () =>
    expect(statusesOf(open)[0]).to.deep.equal([1, "to do", 0]));

  it("decides nothing of what was not judged", () => {
    expect(statusesOf([end()]).map(([, status]) => status)).to.deep.equal(Array(5).fill("not run"));
  });
});

describe("the model's contradictions", () => {
  it("are told, all four", () => expect(assess(passing()).contradictions).to.have.length(4));
});

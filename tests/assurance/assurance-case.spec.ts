import { expect } from "chai";
import type { ElementResult } from "../../assurance/assurance-case";
import type { EngineEvent } from "../../assurance/events";
import { assess, passing } from "./assessed";
import { end, judged, stack, violation } from "./runs";

function element(id: string, events: readonly EngineEvent[]): ElementResult {
  const found = assess(events).assuranceCase.find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

const fails = (serves: string, control: string, level = "mandatory") =>
  violation(level, `${serves} ${control}[data] fail: is not as it should be\n`);

describe("the assurance case", () => {
  it("has the elements of the model, in its order", () => {
    expect(assess(passing()).assuranceCase.map(({ id }) => id)).to.deep.equal([
      "G0",
      "G1",
      "G2",
      "G3",
      "G4",
      "E1",
      "E2",
      "A1",
      "A2",
    ]);
  });

  it("is supported where every control passes, but for what no run can show", () => {
    const { assuranceCase } = assess(passing());
    expect(assuranceCase.filter(({ status }) => status !== "supported").map(({ id }) => id)).to.deep.equal(["E2"]);
    expect(element("E2", passing()).because).to.match(/No run shows it/);
  });

  const undermining: readonly [string, string, string, readonly string[]][] = [
    ["a control of the goal itself", "G3", "private-cluster", ["G0", "G3"]],
    ["a threat against the goal", "T-1", "mek-outside-configmap", ["G0", "G2"]],
    ["a threat that OSMO has to close", "D-4", "osmo-rate-limit", ["G0", "E1", "A2"]],
    ["a row of the security inheritance", "SI-6", "cluster-upgrades", ["G0", "A1"]],
    ["a threat that only the analysis speaks of", "E-3", "assign-to-groups", ["G0", "E1"]],
  ];
  for (const [what, serves, control, elements] of undermining) {
    it(`is undermined by ${what}, there and in the claim alone`, () => {
      const { assuranceCase } = assess([...passing(control), fails(serves, control)]);
      expect(assuranceCase.filter(({ status }) => status === "undermined").map(({ id }) => id)).to.deep.equal(elements);
    });
  }

  it("names what decides it", () => {
    const events = [...passing("mek-outside-configmap"), fails("T-1", "mek-outside-configmap")];
    expect(element("G2", events).because).to.equal("Does not hold: T-1.");
    expect(element("G2", events).deciders).to.deep.include({ kind: "threat", id: "T-1", status: "open" });
    expect(element("G0", events).because).to.equal("Does not hold: G2.");
  });

  it("is supported by what somebody has accepted, and says so", () => {
    const accepted = element("G1", [...passing(), fails("I-3", "redis-access-keys-disabled", "advisory")]);
    expect(accepted.status).to.equal("supported");
    expect(accepted.exceptions).to.deep.equal(["I-3"]);
    expect(accepted.because).to.equal("Holds; accepted: I-3.");
  });

  it("is supported beside a control that found nothing to judge, and says so", () => {
    const supported = element("G4", passing("actions-pinned"));
    expect(supported).to.include({ status: "supported", because: "Holds; not exercised: actions-pinned." });
    expect(supported.notExercised).to.deep.equal(["actions-pinned"]);
  });

  it("is carried by nothing that was not exercised or is only accepted", () => {
    const accepted = violation("advisory", "T-1 mek-outside-configmap[data] fail: x\n");
    for (const events of [
      [judged([]), stack(), end()],
      [judged([]), accepted, stack(), end()],
    ]) {
      expect(element("G2", events)).to.include({
        status: "undetermined",
        because: "Nothing in this run decides it.",
      });
    }
  });

  it("is undetermined as a whole where the run did not end, and where the pack judged nothing", () => {
    for (const events of [passing().slice(0, -1), [end()], [judged([]), stack(), end("canceled")]]) {
      expect(new Set(assess(events).assuranceCase.map(({ status }) => status))).to.deep.equal(
        new Set(["undetermined"]),
      );
    }
  });

  it("counts a threat that is open and on the roadmap as in its place", () => {
    const open = element("E1", [...passing("state-backend-remote"), fails("T-2", "state-backend-remote")]);
    expect(open).to.include({
      status: "supported",
      because: "Holds; on the roadmap: T-2, I-2.",
    });
  });

  it("tells of the model's contradiction in E2", () => {
    expect(element("E2", passing()).contradictions).to.deep.equal([
      "25 Silver criteria are assessed, but the parts, 5 Met, 5 Delegated, 13 N/A and 1 Gap, are 24.",
    ]);
  });
});

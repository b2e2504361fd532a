import { expect } from "chai";
import { contentOf, readState } from "../../audit/exported-state";
import { UsageError } from "../../offline/usage";
import { ROOT, stateOf } from "./states";

const EVENT = '{"sequence":0,"timestamp":1795491725,"preludeEvent":{"config":{}}}';
const whole = JSON.stringify(stateOf([ROOT]));

describe("an exported state", () => {
  it("is read as it was written, whatever else the engine keeps in it", () => {
    const state = { ...stateOf([ROOT], { metadata: { tags: { a: "b" } } }), features: ["x"] };
    expect(readState(JSON.stringify(state), "state.json")).to.deep.equal(state);
  });

  it("may be of the form that newer CLIs write", () => {
    expect(contentOf(readState(JSON.stringify({ ...stateOf([ROOT]), version: 4 }), "f")).resources).to.have.length(1);
  });

  for (const [what, text, message] of [
    ["is cut off", whole.slice(0, 90), "state.json is no JSON: it is cut off, or no state"],
    ["is an event log", `${EVENT}\n${EVENT}\n`, "state.json is an event log, and no state. Give it with --events."],
    ["is the first line of an event log", EVENT, "state.json is an event log, and no state. Give it with --events."],
    ["is a list", "[]", 'state.json is no exported state: it lacks "version" and "deployment"'],
    ["is null", "null", 'state.json is no exported state: it lacks "version" and "deployment"'],
    ["lacks its deployment", '{"version":3}', 'state.json is no exported state: it lacks "version" and "deployment"'],
    ["is a backend's checkpoint", '{"version":3,"checkpoint":{}}', "state.json is a backend's own checkpoint"],
    ["is of a version to come", JSON.stringify({ ...stateOf([ROOT]), version: 5 }), "has version 5 of a state's form"],
    ["is of no version", JSON.stringify({ ...stateOf([ROOT]), version: 2.5 }), "has version 2.5 of a state's form"],
    ["has no resource", JSON.stringify(stateOf([])), "state.json holds no resource: there is nothing to audit"],
    ["has none at all", '{"version":3,"deployment":{}}', "state.json holds no resource: there is nothing to audit"],
    [
      "has a resource without a URN",
      '{"version":3,"deployment":{"resources":[{"type":"t"}]}}',
      "state.json is a broken state: deployment.resources.0.urn:",
    ],
    [
      "has inputs that are none",
      JSON.stringify(stateOf([{ ...ROOT, inputs: "x" as unknown as Record<string, unknown> }])),
      "state.json is a broken state: deployment.resources.0.inputs:",
    ],
  ] as const) {
    it(`is refused where it ${what}, with the file's name`, () => {
      expect(() => readState(text, "state.json"))
        .to.throw(UsageError)
        .with.property("message")
        .that.contains(message);
    });
  }

  it("is refused without a word of what is in it", () => {
    const text = '{"version":3,"deployment":{"resources":[{"urn":"canary-7f3a91","type":"canary-7f3a91"}]}}';
    expect(() => readState(text, "state.json"))
      .to.throw(UsageError)
      .with.property("message")
      .that.does.not.contain("canary");
  });
});

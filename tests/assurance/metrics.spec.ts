import { expect } from "chai";
import type { EngineEvent } from "../../assurance/events";
import type { MetricResult } from "../../assurance/metrics";
import { assess, passing } from "./assessed";
import { end, violation } from "./runs";

function metric(name: string, events: readonly EngineEvent[]): MetricResult {
  const found = assess(events).metrics.find((each) => each.metric === name);
  if (!found) throw new Error(`There is no metric ${name}.`);
  return found;
}

const WORKFLOWS = "urn:pulumi:dev::p::physical-ai:operations:RepositoryWorkflows::workflows";
/** The registration of workflows with two uses of actions in one and one in another. */
const workflows: EngineEvent = {
  resourcePreEvent: {
    metadata: {
      urn: WORKFLOWS,
      type: "physical-ai:operations:RepositoryWorkflows",
      new: {
        inputs: { workflows: [{ jobs: [{ actions: [{ uses: "a" }, { uses: "b" }] }, { actions: [{ uses: "c" }] }] }] },
      },
    },
  },
};
const loose = (part: string) => violation("mandatory", `G4 actions-pinned[workflows/${part}] fail: runs a tag\n`);
const fails = (serves: string, control: string) => violation("mandatory", `${serves} ${control}[data] fail: x\n`);
const awaits = (serves: string, control: string) =>
  violation("advisory", `1 finding awaits\n  ${serves} ${control}[data] undetermined: x\n`);

describe("the model's metrics", () => {
  it("are the six of the model, with its numbers beside what was measured", () => {
    expect(assess(passing()).metrics.map(({ metric, current, target }) => [metric, current, target])).to.deep.equal([
      ["OpenSSF Passing badge", "~85%", "100%"],
      ["OpenSSF Silver badge", "~30%", "80%"],
      ["SHA-pinned actions", "95%", "100%"],
      ["STRIDE threats mitigated", "7/19 (37%)", "15/19 (79%)"],
      ["Critical threats open", "1", "0"],
      ["High threats open", "6", "2"],
    ]);
  });

  it("count the threats that are mitigated", () => {
    expect(metric("STRIDE threats mitigated", passing())).to.include({ measured: 19, met: true });
    const five = ["osmo-rate-limit", "token-expiry", "assign-to-groups", "subnet-own-nsg", "private-cluster"];
    expect(metric("STRIDE threats mitigated", passing(...five))).to.include({ measured: 15, met: true });
    expect(metric("STRIDE threats mitigated", passing(...five, "workload-private-tmp"))).to.include({
      measured: 14,
      met: false,
    });
  });

  it("count open threats by their rating", () => {
    const open = [...passing(), fails("T-2", "state-backend-remote"), fails("S-1", "osmo-token-login")];
    expect(metric("Critical threats open", open)).to.include({ measured: 1, met: false });
    expect(metric("High threats open", open)).to.include({ measured: 1, met: true });
  });

  it("leave a target undecided as long as undecided threats could miss it", () => {
    const one = metric("Critical threats open", [...passing(), awaits("T-2", "state-backend-remote")]);
    expect(one).to.include({ measured: 0, undecided: 1 });
    expect(one.met).to.equal(undefined);
    expect(metric("High threats open", [...passing(), awaits("T-1", "mek-outside-configmap")]).met).to.equal(true);
    expect(metric("High threats open", [end()]).met).to.equal(undefined);
  });

  it("give the share of actions that are pinned, rounded down", () => {
    expect(metric("SHA-pinned actions", [...passing(), workflows])).to.include({ measured: 100, met: true });
    expect(metric("SHA-pinned actions", [...passing("actions-pinned"), workflows, loose("a")])).to.include({
      measured: 66,
      met: false,
      basis: "2 of 3 uses of actions are pinned (actions-pinned)",
    });
  });

  it("do not measure what the run does not show", () => {
    const unmeasured: readonly (readonly [string, readonly EngineEvent[]])[] = [
      ["OpenSSF Passing badge", passing()],
      ["OpenSSF Silver badge", passing()],
      ["SHA-pinned actions", passing()],
      ["SHA-pinned actions", [...passing("actions-pinned"), workflows]],
      ["SHA-pinned actions", [...passing(), workflows].filter(({ summaryEvent }) => !summaryEvent)],
    ];
    for (const [name, events] of unmeasured) {
      const { measured, met } = metric(name, events);
      expect([measured, met], name).to.deep.equal([undefined, undefined]);
    }
  });
});

import { expect } from "chai";
import { NO_SYSTEM_PRIORITY, PRIORITY_CLASSES } from "../../../components/kubernetes/priority-classes";

/** Kubernetes' highest for others than the system: 1 000 000 000. */
const HIGHEST = 1_000_000_000;

describe("priority classes", () => {
  it("rank answers above people, and people above training", () => {
    expect(Object.entries(PRIORITY_CLASSES).map(([name, { value }]) => [name, value])).to.deep.equal([
      ["physical-ai-inference", 125],
      ["physical-ai-interactive", 100],
      ["physical-ai-training", 50],
    ]);
  });

  it("stay below the system's, above pods that name none, and do not share names with others' classes", () => {
    const others = /^(system-|osmo-)|^(train|inference|build|build-preemptible)$/;
    for (const [name, { value }] of Object.entries(PRIORITY_CLASSES)) {
      expect(value).to.be.within(1, HIGHEST);
      expect(name).to.not.match(others);
    }
  });

  it("let training push nobody out", () => {
    expect(PRIORITY_CLASSES["physical-ai-training"].preemptionPolicy).to.equal("Never");
  });

  it("come with a quota that leaves the system's classes to the system", () => {
    expect(NO_SYSTEM_PRIORITY.spec).to.deep.equal({
      hard: { pods: "0" },
      scopeSelector: {
        matchExpressions: [
          { scopeName: "PriorityClass", operator: "In", values: ["system-cluster-critical", "system-node-critical"] },
        ],
      },
    });
  });
});

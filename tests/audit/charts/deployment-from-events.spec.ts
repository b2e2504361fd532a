import { expect } from "chai";
import { contentOf } from "../../../audit/exported-state";
import { deploymentFrom } from "../../../audit/charts/deployment-from-events";
import { encrypted, UNKNOWN } from "./deployments";

const URN = "urn:pulumi:dev::small::kubernetes:core/v1:ConfigMap::settings";
const STACK = { urn: "urn:pulumi:dev::small::pulumi:pulumi:Stack::small-dev", type: "pulumi:pulumi:Stack", id: "" };
const state = (more: Record<string, unknown> = {}) => ({
  urn: URN,
  type: "kubernetes:core/v1:ConfigMap",
  custom: true,
  id: "",
  parent: STACK.urn,
  provider: `urn:pulumi:dev::small::pulumi:providers:kubernetes::cluster::${UNKNOWN}`,
  inputs: { data: { level: "INFO" } },
  outputs: {},
  ...more,
});
const before = (op: string, after: unknown) => ({ timestamp: 1, resourcePreEvent: { metadata: { op, new: after } } });
const after = (op: string, made: unknown) => ({ timestamp: 2, resOutputsEvent: { metadata: { op, new: made } } });
const deploymentOf = (...events: object[]) =>
  deploymentFrom(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
const resourcesOf = (...events: object[]) => contentOf(deploymentOf(...events)).resources;

describe("the deployment that an event log tells of", () => {
  it("has the resources of its steps, in the form of an exported state", () => {
    const deployment = deploymentOf(before("create", STACK), before("create", state()), {
      timestamp: 3,
      summaryEvent: {},
    });
    expect(deployment.version).to.equal(3);
    expect(contentOf(deployment).resources).to.deep.equal([
      { urn: STACK.urn, type: "pulumi:pulumi:Stack", custom: false, inputs: {}, outputs: {} },
      {
        urn: URN,
        type: "kubernetes:core/v1:ConfigMap",
        custom: true,
        id: UNKNOWN,
        inputs: { data: { level: "INFO" } },
        outputs: { data: { level: "INFO" } },
        parent: STACK.urn,
        provider: `urn:pulumi:dev::small::pulumi:providers:kubernetes::cluster::${UNKNOWN}`,
      },
    ]);
  });

  it("has what a step made of a resource, where it tells", () => {
    const [resource] =
      resourcesOf(
        before("update", state()),
        after("update", state({ id: "a/b", inputs: {}, outputs: { made: true } })),
      ) ?? [];
    expect(resource).to.deep.include({ id: "a/b", inputs: { data: { level: "INFO" } }, outputs: { made: true } });
  });

  it("has no resource twice, and none that the run deletes", () => {
    const replaced = [
      before("create-replacement", state()),
      before("replace", state()),
      before("delete-replaced", state()),
    ];
    expect(resourcesOf(...replaced)).to.have.length(1);
    expect(resourcesOf(before("delete", null), before("delete", state()))).to.deep.equal([]);
  });

  it("has a word in place of each secret, and what is not known stays unknown", () => {
    const [resource] = resourcesOf(before("create", state({ inputs: { a: [encrypted], b: { c: UNKNOWN } } }))) ?? [];
    expect(resource?.inputs).to.deep.equal({ a: ["[secret]"], b: { c: UNKNOWN } });
  });

  it("lets what is no step of a resource pass", () => {
    expect(
      resourcesOf({ timestamp: 1, preludeEvent: {} }, before("create", { urn: "odd", type: "odd" })),
    ).to.deep.equal([]);
  });
});

import { expect } from "chai";
import type { EngineEvent, OpType } from "@pulumi/pulumi/automation";
import { Plan } from "../../offline/plan";

const urn = "urn:pulumi:dev::robots::physical-ai:network:Network$azure-native:network:Subnet::aks";
const step = (op: OpType, diffs?: string[], of = urn) =>
  ({ resourcePreEvent: { metadata: { op, urn: of, diffs } } }) as unknown as EngineEvent;
const diagnostic = (severity: string, message: string, of?: string) =>
  ({ diagnosticEvent: { severity, message, urn: of } }) as unknown as EngineEvent;

function shown(...events: EngineEvent[]): { lines: string[]; plan: Plan } {
  const lines: string[] = [];
  const plan = new Plan((line) => lines.push(line));
  for (const event of events) plan.add(event);
  return { lines, plan };
}

describe("the plan on the terminal", () => {
  it("shows a resource by its own type and name", () => {
    expect(shown(step("create")).lines).to.deep.equal(["  +  azure-native:network:Subnet  aks"]);
  });

  it("names the properties of an update", () => {
    expect(shown(step("update", ["tags"])).lines[0]).to.match(/~ .*aks \(tags\)$/);
  });

  it("counts what changes and what stays", () => {
    const { plan } = shown(step("create"), step("create"), step("same"));
    expect(plan.summary()).to.equal("Resources: 2 to create, 1 unchanged");
  });

  it("passes a warning on with the resource it is about", () => {
    expect(shown(diagnostic("warning", "<{%reset%}>slow\n", urn)).lines).to.deep.equal(["warning: aks: slow"]);
  });

  it("is silent about the way the policy pack was started", () => {
    expect(shown(diagnostic("warning", "using pulumi-analyzer-policy-nodejs from $PATH at /x")).lines).to.deep.equal(
      [],
    );
  });

  it("tells what a policy has mended, without what it was or is", () => {
    const event = {
      policyRemediationEvent: { resourceUrn: urn, policyName: "tls-1-2-minimum", before: { a: "secret" } },
    };
    expect(shown(event as unknown as EngineEvent).lines).to.deep.equal(["  remediated  aks  by tls-1-2-minimum"]);
  });

  it("lets no name steer the terminal", () => {
    const { lines } = shown(step("create", undefined, "urn:pulumi:dev::p::a:b:C::evil\u001b[2J\rname"));
    expect(lines).to.deep.equal(["  +  a:b:C  evil[2Jname"]);
  });
});

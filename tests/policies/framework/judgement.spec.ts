import { expect } from "chai";
import { resourceControl } from "../../../policies/framework/control";
import { equalTo } from "../../../policies/framework/expectation";
import { judgeResource } from "../../../policies/framework/judgement";
import { failureMessage } from "../../../policies/framework/message";
import { defaultLevel } from "../../../policies/framework/policy";
import { unknown } from "../../../policies/framework/reading";
import { Resource } from "../../../policies/framework/resource";
import type { ResourceControl } from "../../../policies/framework/control";
import { AZURE } from "../../../policies/framework/resource-types";

const control = (check: ResourceControl["check"], serves: Partial<ResourceControl> = { threats: ["I-1"] }) =>
  resourceControl({
    name: "a-control",
    severity: "low",
    title: "t",
    rationale: "r",
    remediation: "mend it",
    resources: [AZURE.storageAccount],
    check,
    ...serves,
  });
const account = (properties: object) =>
  new Resource({ type: "azure-native:storage:StorageAccount", urn: "urn:x", name: "data", properties });
const expectation = control((resource) => [
  resource.expect("a", equalTo("Disabled"), { otherwise: "is open" }),
  resource.expect("b", equalTo(false), { otherwise: "is on", absent: "holds" }),
]);
const verdicts = (properties: object) => judgeResource(expectation, account(properties)).map(({ verdict }) => verdict);

describe("judging a resource", () => {
  it("decides each expectation by itself, whatever is unknown of another", () => {
    expect(verdicts({ a: unknown, b: true })).to.deep.equal(["undetermined", "fail"]);
  });

  it("fails what is absent unless the provider's default holds", () => {
    expect(verdicts({})).to.deep.equal(["fail", "pass"]);
  });

  it("takes Azure's spellings for the same, and another type for a failure", () => {
    expect(verdicts({ a: "disabled", b: "False" })).to.deep.equal(["pass", "pass"]);
    expect(verdicts({ a: { no: "text" }, b: 0 })).to.deep.equal(["fail", "fail"]);
  });

  it("makes an error of a control that throws, keeps what it found before, and quotes no value", () => {
    const throwing = control(function* (resource) {
      yield resource.fail("is open");
      throw new TypeError("cannot read hunter2");
    });
    const findings = judgeResource(throwing, account({}));
    expect(findings.map(({ verdict }) => verdict)).to.deep.equal(["fail", "error"]);
    const message = failureMessage(throwing, findings[1]!);
    expect(message).to.match(/^I-1 a-control\[data\] error: could not be evaluated: TypeError/);
    expect(message).not.to.contain("hunter2");
  });

  it("leaves other types alone", () => {
    const other = new Resource({ type: "azure-native:keyvault:Vault", urn: "u", name: "v", properties: {} });
    expect(judgeResource(expectation, other)).to.deep.equal([]);
  });
});

describe("the default level of a control", () => {
  it("is mandatory for an open threat and for a goal, advisory for an accepted threat", () => {
    expect(defaultLevel(control(() => [], { threats: ["T-1"] }))).to.equal("mandatory");
    expect(defaultLevel(control(() => [], { threats: ["I-1"] }))).to.equal("advisory");
    expect(defaultLevel(control(() => [], { threats: ["I-1", "T-1"] }))).to.equal("mandatory");
    expect(defaultLevel(control(() => [], { threats: undefined, goals: ["G3"] }))).to.equal("mandatory");
  });
});

import { expect } from "chai";
import { controls } from "../../../policies/controls";
import { policiesOf } from "../../../policies/framework/pack";
import { policyOf } from "../../../policies/framework/policy";
import { RunJournal } from "../../../policies/framework/run-journal";
import { controlOfAccounts } from "./control-builders";
import type { ResourceControl } from "../../../policies/framework/control";

const journal = new RunJournal(new Set(), () => "2027-01-15");
const policyFor = (more: Partial<Omit<ResourceControl, "kind" | "check">>) =>
  policyOf(
    controlOfAccounts(() => [], more),
    journal,
  );

describe("the policy of a control", () => {
  it("says of itself all that Pulumi Cloud shows", () => {
    const { name, displayName, description, severity, framework, tags, remediationSteps, url } = policyFor({
      threats: ["T-1", "I-2"],
      references: { psrule: ["Azure.Storage.Keys"], cisAks: ["4.5.1"] },
    });
    expect({ name, displayName, description, severity, framework, tags, remediationSteps, url }).to.deep.equal({
      name: "account-closed",
      displayName: "Accounts are closed",
      description: "Accounts are closed",
      severity: "medium",
      framework: {
        name: "Physical AI STRIDE threat model",
        version: "1.0.0",
        reference: "T-1, I-2",
        specification: "MEK Stored as ConfigMap",
      },
      tags: [
        "threat:T-1",
        "stride:tampering",
        "boundary:TB-4",
        "threat:I-2",
        "stride:information-disclosure",
        "boundary:TB-5",
        "psrule:Azure.Storage.Keys",
        "cisaks:4.5.1",
      ],
      remediationSteps: "Close the account: components/data/object-storage.ts.",
      url: "docs/controls/account-closed.md",
    });
  });

  it("is mandatory for a threat that the model has open", () => {
    expect(policyFor({ threats: ["T-1"] }).enforcementLevel).to.equal("mandatory");
  });

  it("is advisory for a threat that the model accepts", () => {
    expect(policyFor({ threats: ["I-1"] }).enforcementLevel).to.equal("advisory");
  });

  it("is mandatory as soon as one of its threats is open", () => {
    expect(policyFor({ threats: ["I-1", "T-1"] }).enforcementLevel).to.equal("mandatory");
  });

  it("is mandatory for a goal and for an inherited control, which nobody has accepted", () => {
    expect(policyFor({ threats: undefined, goals: ["G3"] }).enforcementLevel).to.equal("mandatory");
    expect(policyFor({ threats: undefined, inherits: ["SI-1"] }).enforcementLevel).to.equal("mandatory");
  });

  it("cannot be made of a control that serves nothing", () => {
    expect(() => policyFor({ threats: [] })).to.throw("account-closed serves no threat, goal or inherited control");
  });
});

describe("the policies of the pack", () => {
  const policies = policiesOf(controls);

  it("have names that Pulumi takes, each once", () => {
    const names = policies.map(({ name }) => name);
    expect(names).to.deep.equal([...new Set(names)]);
    for (const name of names) expect(name).to.match(/^[a-zA-Z0-9-_.]{1,100}$/);
  });

  it("do not bear a name that a configuration file means otherwise", () => {
    expect(policies.map(({ name }) => name)).not.to.include.members(["all"]);
    for (const reserved of ["all", "environments", "exceptions"]) {
      expect(policies.some(({ name }) => name === reserved)).to.equal(false);
    }
  });

  it("begin with the waivers and end with what awaits the update and what has passed, since each uses what the one before noted", () => {
    const names = policies.map(({ name }) => name);
    expect(names[0]).to.equal("waivers");
    expect(names.slice(-3)).to.deep.equal(["unused-waivers", "undetermined-findings", "passed-findings"]);
  });

  it("tell of what has passed only where they are asked to", () => {
    expect(policies.find(({ name }) => name === "passed-findings")?.enforcementLevel).to.equal("disabled");
  });
});

import type { ResourceValidationArgs } from "@pulumi/policy";
import { expect } from "chai";
import { settingsOf } from "../../../policies/framework/control";
import { policyOf } from "../../../policies/framework/policy";
import { AZURE } from "../../../policies/framework/resource-types";
import { RunJournal } from "../../../policies/framework/run-journal";
import { controlOfAccounts } from "./control-builders";

const REGISTRIES = {
  type: "array",
  items: { type: "string" },
  description: "Approved registries",
  default: ["mcr.microsoft.com"],
} as const;
const SETTINGS = {
  registries: { ...REGISTRIES, items: { type: "string" as const }, default: [...REGISTRIES.default] },
};

const control = controlOfAccounts(
  function* (account, settings) {
    const registries = settings.list("registries");
    const count = registries.state === "known" ? registries.value.length : -1;
    yield account.fail(`has ${count}`);
  },
  { settings: SETTINGS },
);

/** What the policy reports with this configuration. */
function reportWith(configured: object): string {
  const policy = policyOf(control, new RunJournal(new Set([control.name]), () => "2027-01-15"));
  if (!("validateResource" in policy) || typeof policy.validateResource !== "function") throw new Error("no policy");
  let told = "";
  const args = { type: AZURE.storageAccount, name: "data", urn: "urn", props: {}, getConfig: () => configured };
  void policy.validateResource(args as unknown as ResourceValidationArgs, (violation: unknown) => {
    told = JSON.stringify(violation);
  });
  return told;
}

describe("the settings of a control", () => {
  it("have their defaults where the policy configuration says nothing", () => {
    expect(settingsOf(control).list("registries")).to.have.property("state", "known");
    expect(reportWith({})).to.include("has 1");
  });

  it("are taken from the policy configuration", () => {
    expect(reportWith({ registries: ["a.example", "b.example"] })).to.include("has 2");
    expect(reportWith({ registries: [] })).to.include("has 0");
  });

  it("are no others than the control declares", () => {
    expect(settingsOf(control, { other: 1 }).read("other")).to.deep.equal({ state: "absent" });
    expect(settingsOf(controlOfAccounts(() => [])).knownEntries()).to.deep.equal([]);
  });

  it("are told to the engine as a schema", () => {
    const journal = new RunJournal(new Set(), () => "2027-01-15");
    expect(policyOf(control, journal).configSchema).to.deep.equal({ properties: SETTINGS });
    expect(
      policyOf(
        controlOfAccounts(() => []),
        journal,
      ).configSchema,
    ).to.equal(undefined);
  });
});

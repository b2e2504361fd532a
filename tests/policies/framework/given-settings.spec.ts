import type { ResourceValidationArgs } from "@pulumi/policy";
import { expect } from "chai";
import { setImmediate } from "node:timers/promises";
import type { Control } from "../../../policies/framework/control";
import { policyOf } from "../../../policies/framework/policy";
import { noteRequestedType } from "../../../policies/framework/request";
import { Resource } from "../../../policies/framework/resource";
import { AZURE } from "../../../policies/framework/resource-types";
import { RunJournal } from "../../../policies/framework/run-journal";
import { controlOfAccounts, controlOfStack } from "./control-builders";

const settings = { most: { type: "number", description: "How many there may be", default: 1 } } as const;
const ofAccounts = controlOfAccounts(() => [], { settings });
const ofStack: Control = { ...controlOfStack(() => []), settings };

/** What the SDK may call, and the type that it carries, while a resource of the type is asked about in the run of `journal`. */
function seenWhileAsked(control: Control, type: string, journal = new RunJournal(new Set(), () => "2027-01-15")) {
  const policy = policyOf(control, journal) as { validateResource?: unknown };
  const request = noteRequestedType(type, () => undefined);
  request.resource = new Resource({ type, urn: "urn", name: "data", properties: {} });
  const call = policy.validateResource as
    (((args: ResourceValidationArgs) => unknown) & { __pulumiType?: string }) | undefined;
  return { call, judged: call?.__pulumiType };
}

describe("a policy with settings", () => {
  for (const [name, control] of [
    ["of resources", ofAccounts],
    ["of the stack", ofStack],
  ] as const) {
    it(`takes them when the engine asks about the stack itself, and does not apply to it: ${name}`, () => {
      const journal = new RunJournal(new Set(), () => "2027-01-15");
      expect(journal.settingsOf(control)).to.equal(undefined);
      const { call, judged } = seenWhileAsked(control, "pulumi:pulumi:Stack", journal);
      const reasons: unknown[] = [];
      const notApplicable = (reason: string) => reasons.push(reason);
      call?.({ getConfig: () => ({ most: 7 }), notApplicable } as unknown as ResourceValidationArgs);
      expect(journal.settingsOf(control)?.number("most")).to.deep.equal({ state: "known", value: 7 });
      expect(reasons).to.deep.equal(["takes its settings"]);
      expect(judged).to.equal(undefined);
    });
  }

  it("of the stack is one of the stack alone, whatever else is asked about", async () => {
    expect(seenWhileAsked(ofStack, AZURE.storageAccount).call).to.equal(undefined);
    await setImmediate();
    const journal = new RunJournal(new Set(), () => "2027-01-15");
    expect((policyOf(ofStack, journal) as { validateResource?: unknown }).validateResource).to.equal(undefined);
  });

  it("of resources judges each other one itself until it was given some", () => {
    const { call, judged } = seenWhileAsked(ofAccounts, AZURE.storageAccount);
    expect(call).to.be.a("function");
    expect(judged).to.equal(AZURE.storageAccount);
  });
});

describe("a policy without settings", () => {
  it("asks for none", () => {
    const control = controlOfAccounts(() => []);
    expect(seenWhileAsked(control, "pulumi:pulumi:Stack").judged).to.equal("another");
  });

  it("has none to wait for", () => {
    const journal = new RunJournal(new Set(), () => "2027-01-15");
    expect(journal.settingsOf(controlOfAccounts(() => []))?.knownEntries()).to.deep.equal([]);
  });
});

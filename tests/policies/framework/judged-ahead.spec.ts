import { expect } from "chai";
import { AsyncResource } from "node:async_hooks";
import type { StackValidationPolicy } from "@pulumi/policy";
import { judgedAhead } from "../../../policies/framework/judged-ahead";
import type { Remaining } from "../../../policies/framework/judged-ahead";
import { noteRequestedStack } from "../../../policies/framework/request";
import { Stack } from "../../../policies/framework/stack";

const ROOT = { urn: "urn:pulumi:dev::platform::pulumi:pulumi:Stack::platform-dev", name: "platform-dev" };

/** Made before any test has noted a stack. */
const untouched = new AsyncResource("REQUEST");

/** A policy, and how often it has judged. */
function policyThatLeaves(remaining: Remaining): { policy: StackValidationPolicy; judged: () => number } {
  let judged = 0;
  const plain: StackValidationPolicy = { name: "policy", description: "policy", validateStack: () => undefined };
  const policy = judgedAhead(plain, () => {
    judged += 1;
    return remaining;
  });
  return { policy, judged: () => judged };
}

const whileAsked = <T>(look: () => T): T =>
  new AsyncResource("REQUEST").runInAsyncScope(() => {
    noteRequestedStack(new Stack([], ROOT), ROOT);
    return look();
  });

/** What the SDK sees: whether there is a function, and the type that it carries. */
const seen = (policy: StackValidationPolicy) => {
  const validate = policy.validateStack as { __pulumiType?: string } | undefined;
  return { isAsked: validate !== undefined, type: validate?.__pulumiType };
};

describe("a stack policy that judges ahead", () => {
  it("shows no function once it has passed, so that nothing is unpacked for it", () => {
    const { policy } = policyThatLeaves("nothing");
    expect(whileAsked(() => seen(policy))).to.deep.equal({ isAsked: false, type: undefined });
  });

  it("carries a type that no stack has where it found nothing to judge", () => {
    const { policy } = policyThatLeaves("not applicable");
    expect(whileAsked(() => seen(policy))).to.deep.equal({ isAsked: true, type: "which this stack has none of" });
  });

  it("is asked where it has something to report", () => {
    const { policy } = policyThatLeaves("report");
    expect(whileAsked(() => seen(policy))).to.deep.equal({ isAsked: true, type: undefined });
  });

  it("is asked where no stack is noted, and has then judged nothing", () => {
    const { policy, judged } = policyThatLeaves("nothing");
    expect(untouched.runInAsyncScope(() => seen(policy))).to.deep.equal({ isAsked: true, type: undefined });
    expect(judged()).to.equal(0);
  });

  it("shows its function again after the request", () => {
    const { policy } = policyThatLeaves("nothing");
    whileAsked(() => seen(policy));
    expect(untouched.runInAsyncScope(() => seen(policy)).isAsked).to.equal(true);
  });

  it("judges once in each request, however often it is looked at", () => {
    const { policy, judged } = policyThatLeaves("report");
    whileAsked(() => [seen(policy), seen(policy)]);
    whileAsked(() => seen(policy));
    expect(judged()).to.equal(2);
  });
});

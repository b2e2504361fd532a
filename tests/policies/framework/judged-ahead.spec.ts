import { expect } from "chai";
import { setImmediate } from "node:timers/promises";
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { resourceJudgedAhead, stackJudgedAhead } from "../../../policies/framework/judged-ahead";
import { noteRequestedStack, noteRequestedType } from "../../../policies/framework/request";
import { Resource } from "../../../policies/framework/resource";
import type { Settlement } from "../../../policies/framework/settlement";
import { Stack } from "../../../policies/framework/stack";

const ROOT = { urn: "urn:pulumi:dev::platform::pulumi:pulumi:Stack::platform-dev", name: "platform-dev" };
const ACCOUNT = "azure-native:storage:StorageAccount";
const VAULT = "azure-native:keyvault:Vault";

const PASSED: Settlement = { violations: [] };
const NOTHING_JUDGED: Settlement = { violations: [], inapplicable: "nothing that it judges" };
const FAILED: Settlement = { violations: [{ urn: "urn", message: "fails" }] };
const WAIVED: Settlement = { violations: [{ urn: "urn", message: "is waived", level: "advisory" }] };
const BOTH: Settlement = { violations: [...FAILED.violations, ...WAIVED.violations] };
/** A violation as the SDK's function takes it. */
const REPORTED = {
  name: "policy",
  description: "what holds",
  severity: "high",
  urn: "urn",
  message: "is waived",
  enforcementLevel: "advisory",
};

const described = { name: "policy", description: "what holds", severity: "high" } as const;

/** A policy of the stack, and how often it has judged. */
function stackPolicy(settlement: Settlement | undefined): { policy: StackValidationPolicy; judged: () => number } {
  let judged = 0;
  const policy = stackJudgedAhead({ ...described, validateStack: () => undefined }, () => {
    judged += 1;
    return settlement;
  });
  return { policy, judged: () => judged };
}

/** A policy of accounts, and how often it has judged. */
function accountPolicy(settlement: Settlement | undefined): { policy: ResourceValidationPolicy; judged: () => number } {
  let judged = 0;
  const policy = resourceJudgedAhead({ ...described, validateResource: () => undefined }, [ACCOUNT], () => {
    judged += 1;
    return settlement;
  });
  return { policy, judged: () => judged };
}

/** What `look` sees while the stack is asked about, and what was reported meanwhile. */
function whileStackAsked<T>(look: () => T): { seen: T; reported: readonly unknown[] } {
  const reported: unknown[] = [];
  noteRequestedStack(new Stack([], ROOT), ROOT, (violation: unknown) => reported.push(violation));
  return { seen: look(), reported };
}

/** The same while a resource of the type is. */
function whileAsked<T>(type: string, look: () => T): { seen: T; reported: readonly unknown[] } {
  const reported: unknown[] = [];
  const request = noteRequestedType(type, (violation: unknown) => reported.push(violation));
  request.resource = new Resource({ type, urn: "urn", name: "data", properties: {} });
  return { seen: look(), reported };
}

/** What the SDK sees: whether there is a function, and the type that it carries. */
const seenOf = (policy: StackValidationPolicy) => {
  const validate = policy.validateStack as { __pulumiType?: string } | undefined;
  return { isAsked: validate !== undefined, type: validate?.__pulumiType };
};
const seenOfAccounts = (policy: ResourceValidationPolicy) => {
  const validate = policy.validateResource as { __pulumiType?: string } | readonly unknown[];
  if (Array.isArray(validate)) return validate as readonly unknown[];
  return { type: (validate as { __pulumiType?: string }).__pulumiType };
};

describe("a stack policy that judges ahead", () => {
  // What one test has noted ends before the next begins.
  beforeEach(() => setImmediate());

  it("shows no function once it has passed, so that nothing is unpacked for it", () => {
    const { policy } = stackPolicy(PASSED);
    expect(whileStackAsked(() => seenOf(policy)).seen).to.deep.equal({ isAsked: false, type: undefined });
  });

  it("carries a type that no stack has where it found nothing to judge", () => {
    const { policy } = stackPolicy(NOTHING_JUDGED);
    const seen = { isAsked: true, type: "which this stack has none of" };
    expect(whileStackAsked(() => seenOf(policy)).seen).to.deep.equal(seen);
  });

  it("is asked where it has a failure to report, whose level only its function knows", () => {
    for (const settlement of [FAILED, BOTH]) {
      const { policy } = stackPolicy(settlement);
      const { seen, reported } = whileStackAsked(() => seenOf(policy));
      expect({ seen, reported }).to.deep.equal({ seen: { isAsked: true, type: undefined }, reported: [] });
    }
  });

  it("reports once, at once and as its own what has a level of its own, and is not asked", () => {
    const { policy } = stackPolicy(WAIVED);
    const { seen, reported } = whileStackAsked(() => [seenOf(policy), seenOf(policy)]);
    expect(seen.map(({ isAsked }) => isAsked)).to.deep.equal([false, false]);
    expect(reported).to.deep.equal([REPORTED]);
  });

  it("is asked where it cannot judge yet", () => {
    const { policy } = stackPolicy(undefined);
    expect(whileStackAsked(() => seenOf(policy)).seen).to.deep.equal({ isAsked: true, type: undefined });
  });

  it("is asked where no stack is noted, and has then judged nothing", () => {
    const { policy, judged } = stackPolicy(PASSED);
    expect(seenOf(policy)).to.deep.equal({ isAsked: true, type: undefined });
    expect(judged()).to.equal(0);
  });

  it("shows its function again after the request", async () => {
    const { policy } = stackPolicy(PASSED);
    whileStackAsked(() => seenOf(policy));
    await setImmediate();
    expect(seenOf(policy).isAsked).to.equal(true);
  });

  it("judges once in each request, however often it is looked at", () => {
    const { policy, judged } = stackPolicy(FAILED);
    whileStackAsked(() => [seenOf(policy), seenOf(policy)]);
    whileStackAsked(() => seenOf(policy));
    expect(judged()).to.equal(2);
  });
});

describe("a resource policy that judges ahead", () => {
  beforeEach(() => setImmediate());

  it("shows nothing to call once it has passed, and is a policy of resources all the same", () => {
    const { policy } = accountPolicy(PASSED);
    expect(whileAsked(ACCOUNT, () => seenOfAccounts(policy)).seen).to.deep.equal([]);
  });

  it("carries a type that nothing has where it found nothing to judge", () => {
    const { policy } = accountPolicy(NOTHING_JUDGED);
    const seen = { type: "with something to judge that is known" };
    expect(whileAsked(ACCOUNT, () => seenOfAccounts(policy)).seen).to.deep.equal(seen);
  });

  it("carries the type of the request where it has a failure to report, or cannot judge yet", () => {
    for (const settlement of [FAILED, BOTH, undefined]) {
      const { policy } = accountPolicy(settlement);
      const { seen, reported } = whileAsked(ACCOUNT, () => seenOfAccounts(policy));
      expect({ seen, reported }).to.deep.equal({ seen: { type: ACCOUNT }, reported: [] });
    }
  });

  it("reports once, at once and as its own what has a level of its own, and is not called", () => {
    const { policy } = accountPolicy(WAIVED);
    const { seen, reported } = whileAsked(ACCOUNT, () => [seenOfAccounts(policy), seenOfAccounts(policy)]);
    expect(seen).to.deep.equal([[], []]);
    expect(reported).to.deep.equal([REPORTED]);
  });

  it("judges no resource of another type", () => {
    const { policy, judged } = accountPolicy(PASSED);
    expect(whileAsked(VAULT, () => seenOfAccounts(policy)).seen).to.deep.equal({ type: "another" });
    expect(judged()).to.equal(0);
  });

  it("is called where nothing is noted, and has then judged nothing", () => {
    const { policy, judged } = accountPolicy(PASSED);
    expect(seenOfAccounts(policy)).to.deep.equal({ type: undefined });
    expect(judged()).to.equal(0);
  });
});

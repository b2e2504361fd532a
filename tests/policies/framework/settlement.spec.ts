import { expect } from "chai";
import { equalTo } from "../../../policies/framework/expectation";
import { unknown } from "../../../policies/framework/fixtures";
import { AZURE } from "../../../policies/framework/resource-types";
import { notApplicable } from "../../../policies/framework/settlement";
import { controlOfAccounts, controlOfStack } from "./control-builders";
import { PolicyRun, ROOT, urnOf } from "./policy-run";
import type { SentResource } from "./policy-run";

const closed = controlOfAccounts(function* (account) {
  yield account.expect("access", equalTo("Disabled"), { otherwise: "is open", part: "access" });
  yield account.expect("keys", equalTo(false), { otherwise: "has keys", part: "keys" });
});
const account = (properties: Record<string, unknown>, name = "data"): SentResource => ({
  type: AZURE.storageAccount,
  name,
  properties,
});
const waiver = {
  finding: "account-closed",
  resource: "data",
  owner: "data-team@example.com",
  reason: "The scanner cannot sign in",
  expires: "2027-06-30",
  compensatingControl: "Keys are rotated daily",
};
const PASSING = { access: "Disabled", keys: false };
const AWAITING = { access: unknown, keys: false };
const policiesIn = (violations: readonly { policy: string }[]) => violations.map(({ policy }) => policy);

describe("what the engine records of a control", () => {
  it("is a pass when all its findings pass", () => {
    expect(new PolicyRun([closed]).analyze(account(PASSING)).passed).to.deep.equal(["account-closed"]);
  });

  it("is not applicable when one finding awaits the update", () => {
    const { passed, violations, notApplicable } = new PolicyRun([closed]).analyze(account(AWAITING));
    expect({ passed, violations }).to.deep.equal({ passed: [], violations: [] });
    expect(notApplicable).to.include("account-closed");
  });

  it("is not applicable when there is nothing to judge", () => {
    const { passed, notApplicable } = new PolicyRun([controlOfAccounts(() => [])]).analyze(account({}));
    expect(passed).to.deep.equal([]);
    expect(notApplicable).to.include("account-closed");
  });

  it("is a failure at the control's own level for each finding that fails, whatever another awaits", () => {
    const { violations } = new PolicyRun([closed]).analyze(account({ access: unknown, keys: true }));
    expect(violations.map(({ message, level }) => [message.split("\n")[0], level])).to.deep.equal([
      ["T-1 account-closed[data/keys] fail: has keys", undefined],
    ]);
  });

  it("is a failure at the control's own level when the control throws, after what it found before", () => {
    const throwing = controlOfAccounts(function* (resource) {
      yield resource.fail("is open");
      throw new Error("x");
    });
    const { violations, notApplicable } = new PolicyRun([throwing]).analyze(account({}));
    expect(violations.map(({ message, level }) => [message.split(":")[0], level])).to.deep.equal([
      ["T-1 account-closed[data] fail", undefined],
      ["T-1 account-closed[data] error", undefined],
    ]);
    expect(notApplicable).not.to.include("account-closed");
  });

  it("is an advisory violation for a waived failure, and no pass", () => {
    const { violations, passed } = new PolicyRun([closed], [waiver]).analyze(account({ ...PASSING, keys: true }));
    expect(violations.map(({ message, level }) => [message.split("\n")[0], level])).to.deep.equal([
      ["T-1 account-closed[data/keys] waived: has keys", "advisory"],
    ]);
    expect(passed).to.deep.equal([]);
  });

  it("is a failure for an error that a waiver names: nobody accepted that the control cannot tell", () => {
    const throwing = controlOfAccounts(() => {
      throw new Error("x");
    });
    const { violations } = new PolicyRun([throwing], [waiver]).analyze(account({}));
    expect(violations.map(({ level }) => level)).to.deep.equal([undefined]);
  });

  it("is attributed to the resource that the finding is about", () => {
    const { violations } = new PolicyRun([closed]).analyze(account({ ...PASSING, keys: true }));
    expect(violations[0]?.urn).to.equal(urnOf(account({})));
  });
});

describe("what awaits the update", () => {
  const summaryOf = (run: PolicyRun) =>
    run.analyzeStack([ROOT]).violations.filter(({ policy }) => policy === "undetermined-findings");

  it("is told once, advisory, for the stack", () => {
    const run = new PolicyRun([closed]);
    run.analyze(account(AWAITING));
    run.analyze(account({ access: unknown, keys: unknown }, "logs"));
    const [summary, ...others] = summaryOf(run);
    expect(others).to.deep.equal([]);
    expect(summary).to.include({ level: "advisory", urn: urnOf(ROOT) });
    expect(summary?.message.split("\n").map((line) => line.split(":")[0])).to.deep.equal([
      "3 findings await the update",
      "  T-1 account-closed[data/access] undetermined",
      "  T-1 account-closed[logs/access] undetermined",
      "  T-1 account-closed[logs/keys] undetermined",
    ]);
  });

  it("is forgotten when the engine asks again and the value is known", () => {
    const run = new PolicyRun([closed]);
    run.analyze(account(AWAITING));
    run.analyze(account(PASSING));
    expect(summaryOf(run)).to.deep.equal([]);
  });

  it("holds findings of the stack as well", () => {
    const apart = controlOfStack((stack) => stack.ofType(AZURE.storageAccount).map((found) => found.undetermined("x")));
    const { violations, notApplicable } = new PolicyRun([apart]).analyzeStack([ROOT, account({})]);
    expect(policiesIn(violations)).to.deep.equal(["undetermined-findings"]);
    expect(notApplicable).to.include("accounts-apart");
  });

  it("is not applicable where nothing does", () => {
    expect(new PolicyRun([closed]).analyzeStack([ROOT]).notApplicable).to.include("undetermined-findings");
  });
});

describe("what has passed", () => {
  const toldBy = (run: PolicyRun, ...resources: readonly SentResource[]) =>
    run.analyzeStack([ROOT, ...resources]).violations.filter(({ policy }) => policy === "passed-findings");

  it("is told once, advisory, for the stack, each finding with its resource", () => {
    const apart = controlOfStack((stack) => stack.ofType(AZURE.storageAccount).map((found) => found.pass()));
    const run = new PolicyRun([closed, apart]);
    run.analyze(account({ access: "Disabled", keys: true }));
    const [told, ...others] = toldBy(run, account({}));
    expect(others).to.deep.equal([]);
    expect(told).to.include({ level: "advisory", urn: urnOf(ROOT) });
    expect(told?.message.split("\n")).to.deep.equal([
      "2 findings passed.",
      `  T-1 account-closed[data/access] pass: holds @ ${urnOf(account({}))}`,
      `  T-1 accounts-apart[data] pass: holds @ ${urnOf(account({}))}`,
    ]);
  });

  it("is what the last answer says", () => {
    const run = new PolicyRun([closed]);
    run.analyze(account(PASSING));
    run.analyze(account({ access: "Enabled", keys: true }));
    expect(toldBy(run)).to.deep.equal([]);
  });

  it("is not applicable where nothing has", () => {
    expect(new PolicyRun([closed]).analyzeStack([ROOT]).notApplicable).to.include("passed-findings");
  });
});

describe("the waivers of a run", () => {
  const toldBy = (policy: string, run: PolicyRun) =>
    run
      .analyzeStack([ROOT])
      .violations.filter((violation) => violation.policy === policy)
      .map(({ message }) => message.split("\n")[0]);

  it("that nothing needed are told, each under a name of its own and with the threat that it endangers", () => {
    const run = new PolicyRun([closed], [waiver, { ...waiver, resource: "logs" }]);
    expect(toldBy("unused-waivers", run)).to.deep.equal([
      "T-1 unused-waivers[waiver 1 of account-closed] fail: covers nothing in this run",
      "T-1 unused-waivers[waiver 2 of account-closed] fail: covers nothing in this run",
    ]);
  });

  it("are needed as long as the update can decide against the finding", () => {
    const run = new PolicyRun([closed], [waiver]);
    run.analyze(account(AWAITING));
    expect(toldBy("unused-waivers", run)).to.deep.equal([]);
  });

  it("are not needed for a finding that passes", () => {
    const run = new PolicyRun([closed], [waiver]);
    run.analyze(account(PASSING));
    expect(toldBy("unused-waivers", run)).to.have.length(1);
  });

  it("that expired block again, and are told", () => {
    const run = new PolicyRun([closed], [{ ...waiver, expires: "2027-01-14" }]);
    const [failure] = run.analyze(account({ ...PASSING, keys: true })).violations;
    expect(failure?.level).to.equal(undefined);
    expect(toldBy("waivers", run)).to.deep.equal([
      "T-1 waivers[waiver 1 of account-closed] fail: expired on 2027-01-14",
    ]);
  });

  it("cover findings of the stack too", () => {
    const apart = controlOfStack((stack) => stack.ofType(AZURE.storageAccount).map((found) => found.fail("is near")));
    const run = new PolicyRun([apart], [{ ...waiver, finding: "accounts-apart[data]" }]);
    const { violations } = run.analyzeStack([ROOT, account({}), account({}, "logs")]);
    expect(violations.map(({ policy, level }) => [policy, level])).to.deep.equal([
      ["accounts-apart", "advisory"],
      ["accounts-apart", undefined],
    ]);
  });
});

describe("a control of the stack", () => {
  const keyless = controlOfStack((stack) =>
    stack.ofType(AZURE.storageAccount).map((found) => found.expect("keys", equalTo(false), { otherwise: "has keys" })),
  );
  const resource = { ...account({ keys: false }), outputs: { id: "/x" } };

  it("sees the inputs that a provider does not give back", () => {
    const run = new PolicyRun([keyless]);
    run.analyze(resource);
    expect(run.analyzeStack([ROOT, resource]).passed).to.include("accounts-apart");
  });

  it("sees what is written, where a property has the name of the SDK's mark", () => {
    const run = new PolicyRun([keyless]);
    const disguised = account({ keys: true, __isSpecialProxy: true, __getSpecialProxyTarget: { keys: false } });
    run.analyze(disguised);
    expect(policiesIn(run.analyzeStack([ROOT, disguised]).violations)).to.deep.equal(["accounts-apart"]);
  });

  it("blames the stack where it throws", () => {
    const throwing = controlOfStack(() => {
      throw new RangeError("x");
    });
    const [violation] = new PolicyRun([throwing]).analyzeStack([ROOT]).violations;
    expect(violation?.urn).to.equal(urnOf(ROOT));
    expect(violation?.message).to.match(
      /^T-1 accounts-apart\[platform-dev\] error: could not be evaluated: RangeError/,
    );
  });
});

describe("saying that a policy does not apply", () => {
  /** As the SDK does it, which makes an error each time. */
  const sdk = () => {
    const made: string[] = [];
    const throws = (reason = ""): never => {
      made.push(reason);
      throw new Error(reason);
    };
    return { made, args: { notApplicable: throws } };
  };

  it("throws what the SDK throws for the reason, which makes it once", () => {
    const { made, args } = sdk();
    for (const reason of ["awaits", "awaits", "nothing", "awaits"]) {
      expect(() => notApplicable(args, reason)).to.throw(Error, reason);
    }
    expect(made).to.deep.equal(["awaits", "nothing"]);
  });

  it("throws nothing that another than the one asked has thrown", () => {
    const [first, second] = [sdk(), sdk()];
    for (const { args } of [first, second]) expect(() => notApplicable(args, "awaits")).to.throw(Error, "awaits");
    expect([first.made, second.made]).to.deep.equal([["awaits"], ["awaits"]]);
  });
});

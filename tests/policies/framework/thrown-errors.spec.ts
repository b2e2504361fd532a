import { expect } from "chai";
import { judgeResource, judgeStack } from "../../../policies/framework/judgement";
import { Resource } from "../../../policies/framework/resource";
import { AZURE } from "../../../policies/framework/resource-types";
import { Stack } from "../../../policies/framework/stack";
import { controlOfAccounts, controlOfStack } from "./control-builders";

const account = new Resource({ type: AZURE.storageAccount, urn: "urn:data", name: "data", properties: {} });
const thrown = (error: unknown) =>
  judgeResource(
    controlOfAccounts(() => {
      throw error;
    }),
    account,
  );

describe("a control that throws", () => {
  it("tells the class of the error", () => {
    expect(thrown(new TypeError("x")).map(({ verdict, statement }) => [verdict, statement])).to.deep.equal([
      ["error", "could not be evaluated: TypeError in account-closed"],
    ]);
  });

  it("quotes nothing of the error's text, not even what looks like a place in the code", () => {
    for (const text of [
      "hunter2",
      "controls/hunter2.ts:1",
      "x\n    at check (controls/hunter2.js:1:1)",
      "\n    at controls/hunter2.ts:12",
    ]) {
      expect(JSON.stringify(thrown(new Error(text))), JSON.stringify(text)).not.to.contain("hunter2");
    }
  });

  it("quotes nothing of a text that was replaced after the error was made", () => {
    const error = new Error("replaced");
    error.stack = "Error: controls/hunter2.ts:1\n    at check (/somewhere/else.js:1:1)";
    expect(thrown(error)[0]?.statement).not.to.contain("hunter2");
  });

  it("tells where in the control it was, and nothing of the machine", () => {
    const error = new Error("hunter2");
    error.stack = `Error: hunter2\n    at check (/home/somebody/policies/controls/tampering/state.js:12:7)\n    at x`;
    expect(thrown(error)[0]?.statement).to.equal(
      "could not be evaluated: Error at controls/tampering/state.js:12 in account-closed",
    );
  });

  it("tells where in the built pack it was", () => {
    const error = new Error("hunter2");
    error.stack = `Error: hunter2\n    at check (/home/somebody/policies/bin/index.js:1234:7)\n    at x`;
    expect(thrown(error)[0]?.statement).to.equal(
      "could not be evaluated: Error at bin/index.js:1234 in account-closed",
    );
  });

  it("is an error whatever is thrown", () => {
    for (const anything of [undefined, null, "hunter2", 7, { message: "hunter2" }]) {
      expect(thrown(anything).map(({ verdict, statement }) => [verdict, statement])).to.deep.equal([
        ["error", "could not be evaluated: something was thrown in account-closed"],
      ]);
    }
  });

  it("is an error where it finds nothing that can be gone through", () => {
    const lazy = controlOfAccounts((() => undefined) as unknown as () => []);
    expect(judgeResource(lazy, account).map(({ verdict }) => verdict)).to.deep.equal(["error"]);
  });

  it("blames the stack for what it did not find out about the stack, and keeps what it found", () => {
    const root = { urn: "urn:root", name: "platform-dev" };
    const control = controlOfStack(function* () {
      yield account.fail("is near");
      throw new Error("hunter2");
    });
    const findings = judgeStack(control, new Stack([], root), root);
    expect(findings.map(({ verdict, urn, subject }) => [verdict, urn, subject])).to.deep.equal([
      ["fail", "urn:data", "data"],
      ["error", "urn:root", "platform-dev"],
    ]);
  });
});

import { expect } from "chai";
import { RunJournal } from "../../../policies/framework/run-journal";
import { controlOfAccounts, failureOf, waiver } from "./control-builders";

const control = controlOfAccounts(() => []);
const other = controlOfAccounts(() => [], { name: "account-named" });
const awaited = (subject: string) => failureOf("data", { subject, verdict: "undetermined" });
const journal = () => new RunJournal(new Set(["account-closed"]), () => "2027-01-15");
const passed = (subject: string) => failureOf("data", { subject, verdict: "pass" });
const subjectsIn = ({ awaiting }: RunJournal) => awaiting.map(({ finding }) => finding.subject);

describe("the journal of a run", () => {
  it("tells what awaits the update from what has passed and what failed", () => {
    const run = journal();
    run.note(control, "urn:data", [awaited("data"), failureOf("a"), passed("b")]);
    expect(subjectsIn(run)).to.deep.equal(["data"]);
    expect(run.passed.map(({ finding }) => finding.subject)).to.deep.equal(["b"]);
  });

  it("forgets a pass where the last answer is that it fails, or that there is nothing to judge", () => {
    const run = journal();
    run.note(control, "urn:data", [passed("data")]);
    run.note(other, "urn:data", [passed("data")]);
    run.note(control, "urn:data", [failureOf("data")]);
    run.note(other, "urn:data", []);
    expect(run.passed).to.deep.equal([]);
  });

  it("keeps a finding once, however often the engine asks", () => {
    const run = journal();
    run.note(control, "urn:data", [awaited("data")]);
    run.note(control, "urn:data", [awaited("data")]);
    expect(subjectsIn(run)).to.deep.equal(["data"]);
  });

  it("forgets a part that is called otherwise, or gone, by the last answer", () => {
    const run = journal();
    run.note(control, "urn:data", [awaited("data/[0]"), awaited("data/[1]")]);
    run.note(control, "urn:data", [awaited("data/nodes")]);
    expect(subjectsIn(run)).to.deep.equal(["data/nodes"]);
  });

  it("tells controls and resources apart", () => {
    const run = journal();
    run.note(control, "urn:data", [awaited("a")]);
    run.note(other, "urn:data", [awaited("b")]);
    run.note(control, "urn:logs", [awaited("c")]);
    expect(subjectsIn(run)).to.deep.equal(["a", "b", "c"]);
  });

  it("remembers which waivers were needed while the configuration stays the same", () => {
    const run = journal();
    const listed = [waiver];
    run.readWaivers(listed);
    run.waivers.covering("account-closed", failureOf("data"));
    run.readWaivers(listed);
    expect(run.waivers.unused).to.deep.equal([]);
  });

  it("starts anew with another configuration", () => {
    const run = journal();
    run.readWaivers([waiver]);
    run.readWaivers(undefined);
    expect(run.waivers.covering("account-closed", failureOf("data"))).to.equal(undefined);
  });
});

import { expect } from "chai";
import fc from "fast-check";
import type { EngineEvent } from "../../assurance/events";
import { EventsError, readEvents } from "../../assurance/events";
import { evidenceFrom, PACK } from "../../assurance/evidence";
import { markdownReport } from "../../assurance/markdown";
import { registerOf } from "../../assurance/register";
import type { Controls, Status } from "../../assurance/register";
import { terminalReport } from "../../assurance/terminal";

const entry = (name: string, ...serves: string[]) => ({
  name,
  serves,
  title: name,
  severity: "low" as const,
  kind: "resource" as const,
  remediation: "",
  page: "",
});
const controls: Controls = {
  catalogue: [
    entry("shared-key", "I-1"),
    entry("own-nsg", "D-2"),
    entry("explicit-rules", "D-2"),
    entry("hardened", "G2"),
  ],
  planned: {},
};
const urn = (name: string) => `urn:pulumi:dev::p::azure-native:storage:StorageAccount::${name}`;
const violation = (level: string, message: string, name = "data"): EngineEvent => ({
  policyEvent: {
    resourceUrn: urn(name),
    message,
    policyName: message.split(" ")[1]?.split("[")[0] ?? "",
    policyPackName: PACK,
    enforcementLevel: level,
  },
});
const judged = (passed: string[], name = "data"): EngineEvent => ({
  policyAnalyzeSummaryEvent: { policyPackName: PACK, resourceUrn: urn(name), passed },
});
const stack = (passed: string[] = []): EngineEvent => ({
  policyAnalyzeStackSummaryEvent: { policyPackName: PACK, passed },
});
const end: EngineEvent = { summaryEvent: { isPreview: true, result: "succeeded" } };
const FAIL = "I-1 shared-key[data] fail: accepts keys\n  set: a to false\n  remedy: mend it\n";
const WAIVED =
  "I-1 shared-key[data] waived: accepts keys\n  waived by team until 2099-01-01: why\n  compensating control: rotated\n  remedy: mend it\n";
const AWAITS = `2 findings await the update: ...\n  I-1 shared-key[data] undetermined: a is not known yet @ ${urn("data")}\n`;

const all = [judged(["shared-key", "own-nsg", "explicit-rules", "hardened"]), stack(), end];
const statusOf = (id: string, events: readonly EngineEvent[], with_: Controls = controls): Status | undefined => {
  const { threats, baseline } = registerOf(evidenceFrom(events), with_);
  return [...threats, ...baseline].find((one) => one.id === id)?.status;
};

describe("the threat register", () => {
  it("has the 19 threats in the model's order, and the goals that have controls", () => {
    const { threats, baseline } = registerOf(evidenceFrom(all), controls);
    expect(threats).to.have.length(19);
    expect(threats[0]?.id).to.equal("S-1");
    expect(baseline.map(({ id }) => id)).to.deep.equal(["G2"]);
  });

  const cases: readonly [string, Status, readonly EngineEvent[]][] = [
    ["calls a threat mitigated when each of its controls ran and passes", "mitigated", all],
    ["calls it open when something mandatory fails", "open", [...all, violation("mandatory", FAIL)]],
    ["calls it accepted when only something advisory fails", "accepted", [...all, violation("advisory", FAIL)]],
    ["calls it accepted when the failure is waived", "accepted", [...all, violation("advisory", WAIVED)]],
    ["calls it undetermined when something awaits the update", "undetermined", [...all, violation("advisory", AWAITS)]],
    ["calls it undetermined when its control found nothing to judge", "undetermined", [judged([]), stack(), end]],
    ["calls it undetermined when the run did not end", "undetermined", [judged(["shared-key"])]],
    ["calls it undetermined when an operation failed", "undetermined", [...all, { resOpFailedEvent: {} }]],
    [
      "calls it undetermined when the policy SDK gave up on a control",
      "undetermined",
      [
        ...all,
        {
          policyEvent: {
            ...violation("advisory", "x").policyEvent!,
            policyName: "shared-key",
            message: "can't run policy",
          },
        },
      ],
    ],
    ["calls it not run when the pack judged nothing", "not run", [end]],
  ];
  for (const [promise, status, events] of cases) it(promise, () => expect(statusOf("I-1", events)).to.equal(status));

  it("says where a threat has no control yet, and where some are only planned", () => {
    expect(statusOf("S-1", all)).to.equal("no control");
    expect(statusOf("I-1", all, { ...controls, planned: { "I-1": ["another"] } })).to.equal("partial");
  });

  it("takes no pass from the remediation's summary, and none from another pack", () => {
    const foreign: EngineEvent = {
      policyAnalyzeSummaryEvent: { policyPackName: "other", resourceUrn: urn("data"), passed: ["shared-key"] },
    };
    expect(statusOf("I-1", [foreign, judged([]), stack(), end])).to.equal("undetermined");
  });

  const anyEvents = fc.array(
    fc.constantFrom(...all, violation("mandatory", FAIL), violation("advisory", WAIVED), violation("advisory", AWAITS)),
  );
  it("is the same in whatever order the events come", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const report = (some: readonly EngineEvent[]) => registerOf(evidenceFrom(some), controls);
        expect(report([...events].reverse())).to.deep.equal(report(events));
      }),
    );
  });

  it("never gets better by a failure", () => {
    const order: readonly (Status | undefined)[] = [
      "mitigated",
      "partial",
      "accepted",
      "undetermined",
      "not run",
      "open",
    ];
    fc.assert(
      fc.property(anyEvents, (events) => {
        const [before, after] = [statusOf("I-1", events), statusOf("I-1", [...events, violation("mandatory", FAIL)])];
        if (before !== "not run") expect(order.indexOf(after)).to.be.at.least(order.indexOf(before));
      }),
    );
  });
});

describe("the reports", () => {
  const evidence = evidenceFrom([...all, violation("mandatory", FAIL), violation("advisory", WAIVED, "old")]);
  const register = registerOf(evidence, controls);

  it("say of each failure what to set and where, and of a waiver whose it is", () => {
    const text = terminalReport(evidence, register, { color: false });
    expect(text).to.contain(
      "mandatory fail  I-1 shared-key[data]: accepts keys\n    resource: data (azure-native:storage:StorageAccount)\n    set: a to false\n    remedy: mend it",
    );
    expect(text).to.contain("waived by team until 2099-01-01: why\n    meanwhile: rotated");
    expect(text.trim().split("\n").at(-1)).to.equal("19 threats: 1 mitigated, 1 open, 17 without a control yet");
  });

  it("fit 100 columns in their tables, and have colour only where asked", () => {
    const text = terminalReport(evidence, register, { color: false });
    for (const line of text.split("\n").filter((line) => /^[│┌└]/.test(line)))
      expect([...line].length).to.be.at.most(100);
    expect(text).not.to.contain("\u001b");
    expect(terminalReport(evidence, register, { color: true })).to.contain("\u001b[");
  });

  it("let no name be markup or steer a terminal", () => {
    const hostile = evidenceFrom([
      ...all,
      violation("mandatory", "I-1 shared-key[<img src=x>%1B%5B2J|@all] fail: x\n"),
    ]);
    const text = terminalReport(hostile, register, { color: false }) + markdownReport(hostile, register);
    expect(text).not.to.contain("\u001b");
    expect(markdownReport(hostile, register)).not.to.match(/<img|@all/);
  });

  it("say when a run did not come to its end", () => {
    const partial = evidenceFrom([judged(["shared-key"])]);
    expect(markdownReport(partial, registerOf(partial, controls))).to.contain("did not come to its end");
  });
});

describe("an event log", () => {
  it("is read line by line", () => {
    expect(readEvents('{"sequence":0,"timestamp":1,"summaryEvent":{}}\n')).to.have.length(1);
  });

  const broken: readonly [string, string, RegExp][] = [
    ["empty", "\n", /is empty/],
    ["cut off", '{"timestamp":1}\n{"timesta', /Line 2 .* no JSON/],
    ["something else", '{"hello":"world"}', /Line 1 .* no event/],
  ];
  for (const [what, text, message] of broken) {
    it(`is refused when it is ${what}`, () => expect(() => readEvents(text)).to.throw(EventsError, message));
  }
});

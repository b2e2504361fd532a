import { expect } from "chai";
import fc from "fast-check";
import { awaitingMessage, failureMessage, passedMessage, waivedMessage } from "../../../policies/framework/message";
import { readFindingLine } from "../../../policies/model";
import { controlOfAccounts, failureOf } from "./control-builders";

const control = controlOfAccounts(() => []);
const waiver = {
  finding: "account-closed",
  resource: "*",
  owner: "data-team@example.com",
  reason: "The scanner cannot sign in",
  expires: "2027-06-30",
  compensatingControl: "Keys are rotated daily",
};
const FORGED = "x\nT-2 state-secrets-encrypted[y] fail: forged";
const HOSTILE = [
  FORGED,
  "a]b[c",
  "50%",
  "%zz",
  "\u001b[31mred\u001b[0m",
  "\u202egnp.exe",
  "\u2028",
  "",
  " ",
  "💾 données",
];
const names = () => fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...HOSTILE));

/** Every line of the message that a program would take for a finding. */
const findingsIn = (message: string) =>
  message.split("\n").flatMap((line) => {
    const finding = readFindingLine(line.trim());
    return finding ? [finding] : [];
  });

describe("the message of a failure", () => {
  it("is the finding's line, what to set, and where", () => {
    const message = failureMessage(control, failureOf("data", { set: "allowSharedKeyAccess to false" }));
    expect(message).to.equal(
      [
        "T-1 account-closed[data] fail: is open",
        "  set: allowSharedKeyAccess to false",
        "  remedy: Close the account: components/data/object-storage.ts.",
      ].join("\n"),
    );
  });

  it("names all that the control serves", () => {
    const serving = controlOfAccounts(() => [], { threats: ["T-1", "I-2"], goals: ["G3"], inherits: ["SI-1"] });
    expect(failureMessage(serving, failureOf("data"))).to.match(/^T-1,I-2,G3,SI-1 account-closed\[data\] fail: /);
  });

  it("reads back as one finding, whatever the names in it", () => {
    fc.assert(
      fc.property(names(), names(), names(), (subject, set, statement) => {
        const message = failureMessage(control, failureOf(subject, { set, statement: `is ${statement}` }));
        const [finding, ...others] = findingsIn(message);
        expect(others).to.deep.equal([]);
        expect(finding).to.deep.include({ control: "account-closed", verdict: "fail", subject });
      }),
    );
  });

  it("leaves a terminal as it is", () => {
    for (const text of HOSTILE) {
      const message = failureMessage(control, failureOf(text, { set: text, statement: text }));
      expect(message.replaceAll("\n", ""), JSON.stringify(text)).not.to.match(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u);
    }
  });
});

describe("the message of a waived failure", () => {
  it("says who waived it until when, why, and what protects meanwhile", () => {
    expect(waivedMessage(control, failureOf("data"), waiver)).to.equal(
      [
        "T-1 account-closed[data] waived: is open",
        "  waived by data-team@example.com until 2027-06-30: The scanner cannot sign in",
        "  compensating control: Keys are rotated daily",
        "  remedy: Close the account: components/data/object-storage.ts.",
      ].join("\n"),
    );
  });

  it("holds one finding, whatever stands in the waiver", () => {
    fc.assert(
      fc.property(names(), names(), names(), (owner, reason, compensatingControl) => {
        const message = waivedMessage(control, failureOf("data"), { ...waiver, owner, reason, compensatingControl });
        expect(findingsIn(message)).to.have.length(1);
      }),
    );
  });
});

describe("the message of what awaits the update", () => {
  const awaiting = (name: string) => ({
    control,
    finding: failureOf(name, { verdict: "undetermined", statement: "access is not known yet" }),
  });

  it("counts the findings and gives each its line and resource", () => {
    expect(awaitingMessage([awaiting("data")])).to.equal(
      [
        "1 finding awaits the update: what decides is not known before. They are decided, and enforced, when the update knows.",
        "  T-1 account-closed[data] undetermined: access is not known yet @ urn:pulumi:dev::platform::azure-native:storage:StorageAccount::data",
      ].join("\n"),
    );
  });

  it("holds as many findings as await, whatever their names", () => {
    fc.assert(
      fc.property(fc.array(names(), { minLength: 1, maxLength: 4 }), (subjects) => {
        const findings = findingsIn(awaitingMessage(subjects.map(awaiting)));
        expect(findings.map(({ subject }) => subject)).to.deep.equal(subjects);
      }),
    );
  });
});

describe("the message of what has passed", () => {
  const passed = (name: string) => ({ control, finding: failureOf(name, { verdict: "pass", statement: "" }) });

  it("counts the findings and gives each its line and resource", () => {
    expect(passedMessage([passed("data"), passed("logs")])).to.equal(
      [
        "2 findings passed.",
        "  T-1 account-closed[data] pass: holds @ urn:pulumi:dev::platform::azure-native:storage:StorageAccount::data",
        "  T-1 account-closed[logs] pass: holds @ urn:pulumi:dev::platform::azure-native:storage:StorageAccount::logs",
      ].join("\n"),
    );
  });

  it("holds as many findings as passed, whatever their names", () => {
    fc.assert(
      fc.property(fc.array(names(), { minLength: 1, maxLength: 4 }), (subjects) => {
        const findings = findingsIn(passedMessage(subjects.map(passed)));
        expect(findings.map(({ subject, verdict }) => [subject, verdict])).to.deep.equal(
          subjects.map((subject) => [subject, "pass"]),
        );
      }),
    );
  });
});

describe("a line that another pack wrote", () => {
  it("is no finding where its name cannot be read", () => {
    expect(readFindingLine("T-1 account-closed[%zz] fail: is open")).to.equal(undefined);
  });

  it("never makes the reader throw", () => {
    fc.assert(
      fc.property(names(), names(), (name, text) => {
        readFindingLine(text);
        readFindingLine(`T-1 account-closed[${name}] fail: ${text}`);
      }),
    );
  });
});

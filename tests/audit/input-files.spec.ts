import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LARGEST, readEarlierEvidence, readEventLog, readText } from "../../audit/input-files";
import { UsageError } from "../../offline/usage";
import { ROOT, stateOf } from "./states";

const EVENT = '{"sequence":0,"timestamp":1795491725,"summaryEvent":{"isPreview":true,"result":"succeeded"}}\n';

describe("a file that is handed in", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "input-files-"))));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const refused = (read: () => unknown) => expect(read).to.throw(UsageError).with.property("message");

  it("is read as text, without the mark that some editors put first", () => {
    expect(readText("--state", file("marked", "\ufeff{}"))).to.equal("{}");
  });

  it("is refused where it is not there, a folder, or empty", () => {
    refused(() => readText("--state", join(folder, "none"))).that.equals(`--state ${folder}/none does not exist.`);
    mkdirSync(join(folder, "folder"));
    refused(() => readText("--state", join(folder, "folder"))).that.contains("is a folder, and no file");
    refused(() => readText("--events", file("empty", " \n"))).that.equals(`--events ${folder}/empty is empty.`);
  });

  it("is refused where it is larger than a text can be, before it is read", () => {
    const huge = file("huge", "");
    truncateSync(huge, LARGEST + 1);
    refused(() => readText("--state", huge)).that.matches(/huge has 512 MiB; at most 511 can be read\.$/);
  });

  it("is refused in UTF-16, with the remedy", () => {
    const utf16 = file("utf16", Buffer.from("\ufeff{}", "utf16le"));
    refused(() => readText("--state", utf16)).that.contains("is UTF-16. Have Pulumi write the file itself (--file)");
  });
});

describe("an event log that is handed in", () => {
  it("is read into its events", () => expect(readEventLog(EVENT, "e.ndjson")).to.have.length(1));

  for (const [what, text, message] of [
    [
      "is an exported state",
      JSON.stringify(stateOf([ROOT]), undefined, 4),
      "e is an exported state, and no event log. Give it with --state.",
    ],
    [
      "is one on a single line",
      JSON.stringify(stateOf([ROOT])),
      "e is an exported state, and no event log. Give it with --state.",
    ],
    ["is cut off", EVENT.slice(0, 60), "e: Line 1 of the event log is no JSON"],
    ["has the logs of two runs", EVENT + EVENT, "e: Line 2 of the event log"],
  ] as const) {
    it(`is refused where it ${what}`, () => {
      expect(() => readEventLog(text, "e"))
        .to.throw(UsageError)
        .with.property("message")
        .that.contains(message);
    });
  }
});

describe("an earlier evidence that is handed in", () => {
  for (const text of ["{", "{}", '{"version":99}']) {
    it(`is refused with the file's name where it is ${text}`, () => {
      expect(() => readEarlierEvidence(text, "evidence.json"))
        .to.throw(UsageError)
        .with.property("message")
        .that.matches(/^evidence\.json: /);
    });
  }
});

import { expect } from "chai";
import { evidenceOfLogs } from "../../audit/event-logs";
import { UsageError } from "../../offline/usage";
import { logOf, preview, rehearsal } from "./rehearsed-run";

const previewLog = { text: logOf(preview()), file: "events.ndjson" };
const log = (text: string) => ({ text, file: "rehearsal.ndjson" });
const findingsOf = (...logs: Parameters<typeof evidenceOfLogs>) =>
  evidenceOfLogs(...logs).findings.map(({ control, verdict, source }) => `${control} ${verdict} ${source}`);

describe("the evidence of an event log", () => {
  it("leaves open what the preview could not know", () => {
    expect(findingsOf(previewLog)).to.deep.equal(["own-nsg pass event", "shared-key undetermined event"]);
    expect(evidenceOfLogs(previewLog).run).to.include({ standIns: false, rehearsed: false });
  });

  it("has it decided where the log of its rehearsal is given too", () => {
    expect(findingsOf(previewLog, log(logOf(rehearsal())))).to.deep.equal([
      "own-nsg pass event",
      "shared-key pass rehearsal",
    ]);
    // Only the rehearsal shows an id of Azure.
    expect(evidenceOfLogs(previewLog, log(logOf(rehearsal()))).run).to.include({ standIns: true, rehearsed: true });
  });

  it("has nothing decided for the better by a rehearsal that was cut off, and says so", () => {
    const beforeItsFirstStep = { sequence: 0, timestamp: 2_000, diagnosticEvent: { severity: "info", message: "" } };
    for (const events of [[beforeItsFirstStep], ...[1, 2, 3].map((length) => rehearsal().slice(0, length))]) {
      const evidence = evidenceOfLogs(previewLog, log(logOf(events)));
      expect(evidence.findings.map(({ verdict }) => verdict)).to.include("undetermined");
      expect(evidence.run.caveats).to.deep.equal([
        "The rehearsal of the update did not come to its end (its events end before the run does).",
      ]);
    }
  });

  const pairs: readonly (readonly [string, string, string, string])[] = [
    [
      "of an update",
      logOf(rehearsal()),
      logOf(rehearsal()),
      "--rehearsal rehearsal.ndjson decides nothing of events.ndjson, which is the log of an update.",
    ],
    [
      "beside another preview",
      previewLog.text,
      previewLog.text,
      "is the log of a preview, and a rehearsal is an update.",
    ],
    [
      "of another stack",
      previewLog.text,
      logOf(rehearsal({ stack: "prod" })),
      "is of another stack than events.ndjson.",
    ],
    [
      "of another project",
      previewLog.text,
      logOf(rehearsal({ project: "q" })),
      "is of another stack than events.ndjson.",
    ],
    ["of an earlier run", previewLog.text, logOf(rehearsal({ start: 900 })), "is older than events.ndjson."],
    ["that is no event log", previewLog.text, "{", "rehearsal.ndjson: Line 1 of the event log is no JSON"],
  ];
  for (const [what, events, rehearsed, message] of pairs) {
    it(`is refused with a rehearsal ${what}, naming the file`, () => {
      expect(() => evidenceOfLogs({ text: events, file: "events.ndjson" }, log(rehearsed)))
        .to.throw(UsageError)
        .with.property("message")
        .that.contains(message);
    });
  }
});

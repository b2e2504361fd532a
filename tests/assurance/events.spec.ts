import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { EventsError, readEvents } from "../../assurance/events";

const CANCEL = '{"sequence":0,"timestamp":1,"cancelEvent":{}}';

describe("an event log", () => {
  it("is read line by line, blank lines, line ends and byte order mark of Windows included", () => {
    expect(readEvents(`\ufeff${CANCEL}\r\n\r\n${CANCEL.replace("0", "1")}\r\n`)).to.have.length(2);
  });

  it("is read as the engine writes it", () => {
    const log = readFileSync(join(__dirname, "golden", "blocked-preview.ndjson"), "utf8");
    expect(readEvents(log).filter(({ policyEvent }) => policyEvent)).to.have.length(6);
  });

  it("may have kinds of events that are not known yet", () => {
    expect(readEvents('{"sequence":0,"timestamp":1,"novelEvent":{"a":1}}')).to.have.length(1);
  });

  const summary = '{"timestamp":1,"summaryEvent":{"isPreview":true}}';
  const broken: readonly [string, string, RegExp][] = [
    ["empty", "\n", /is empty/],
    ["cut off", `${CANCEL}\n{"timesta`, /Line 2 .* no JSON/],
    ["something else", '{"hello":"world"}', /Line 1 .* no event/],
    ["the log of another program", '{"timestamp":1,"level":"info","msg":"hello"}', /Line 1 .* no event/],
    ["no object", `${CANCEL}\nnull`, /Line 2 .* no event/],
    [
      "short of a violation's message",
      '{"timestamp":1,"policyEvent":{"policyName":"a","policyPackName":"b","enforcementLevel":"mandatory"}}',
      /Line 1 .* broken event: policyEvent\.message: /,
    ],
    [
      "wrong in what passed",
      '{"timestamp":1,"policyAnalyzeStackSummaryEvent":{"policyPackName":"b","passed":"all"}}',
      /Line 1 .* broken event: policyAnalyzeStackSummaryEvent\.passed: /,
    ],
    ["two logs in one, or changed", `${CANCEL}\n${CANCEL}`, /Line 2 .* number 0 again/],
    ["two runs in one", `${summary}\n${summary}`, /Line 2 .* second run.* one run/],
  ];
  for (const [what, text, message] of broken) {
    it(`is refused when it is ${what}`, () => expect(() => readEvents(text)).to.throw(EventsError, message));
  }

  it("is refused without quoting what stands in it", () => {
    const log = '{"timestamp":1,"diagnosticEvent":{"severity":"canary-5d1","message":{"a":"canary-5d1"}}}';
    expect(() => readEvents(log)).to.throw(EventsError, /^(?!.*canary)/s);
  });
});

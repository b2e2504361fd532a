import { expect } from "chai";
import { redactingTransform } from "../../../components/observability/redaction";
import { leftUnredacted } from "../../../policies/framework/kql-redaction";

const left = (transform: string) => leftUnredacted(transform, "LogMessage");
const ALL = left("source");

describe("the redaction of a transformation", () => {
  it("leaves nothing by the platform's own", () => expect(left(redactingTransform())).to.deep.equal([]));

  it("leaves every kind where the transformation does nothing", () => {
    expect(ALL).to.include.members(["bearer tokens", "account keys", "shared access signatures"]);
  });

  it("leaves what the pattern does not find", () => {
    const transform = 'source | extend LogMessage = replace_regex(tostring(LogMessage), "(?i)accountkey=[^;]+", "")';
    expect(left(transform)).to.deep.equal(ALL.filter((kind) => kind !== "account keys"));
  });

  it("counts both spellings of texts, and flags in the middle of a pattern", () => {
    for (const text of ['@"(?is)(?i:.+)"', "'.+'", 'h"[\\\\s\\\\S]+"']) {
      expect(left(`source | extend LogMessage = replace_regex(tostring(LogMessage), ${text}, "")`)).to.deep.equal([]);
    }
  });

  it("follows a text through other columns", () => {
    expect(left('source | extend a = LogMessage, b = "x" | extend LogMessage = strcat(b, a)')).to.deep.equal(ALL);
    expect(left('source | extend b = "x" | extend LogMessage = b')).to.deep.equal([]);
  });

  it("leaves nothing of a column that is not projected", () => {
    expect(left("source | project TimeGenerated, PodName")).to.deep.equal([]);
    expect(left("source | project TimeGenerated, LogMessage")).to.deep.equal(ALL);
  });

  for (const [what, transform] of [
    ["a comment", 'source // | extend LogMessage = ""'],
    ["a text with a bar", 'source | extend Other = "| project-away LogMessage |"'],
    ["a comparison", 'source | where LogMessage == ""'],
    ["a broken pattern", 'source | extend LogMessage = replace_regex(tostring(LogMessage), "(", "")'],
    ["the old name of another function", 'source | extend LogMessage = replace(".+", "", LogMessage)'],
    ["very deep calls", `source | extend LogMessage = ${"f(".repeat(5000)}LogMessage${")".repeat(5000)}`],
    ["nonsense", '))) | "'],
  ] as const) {
    it(`takes nothing out by ${what}`, () => expect(left(transform)).to.deep.equal(ALL));
  }
});

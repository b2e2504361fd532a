import { expect } from "chai";
import { EvidenceError, readEvidence } from "../../assurance/read-evidence";
import { evidenceOf, finding } from "./assessed";

const evidence = evidenceOf([finding("osmo-rate-limit", "pass"), finding("token-expiry", "fail")]);

describe("evidence that is read again", () => {
  it("is what was written", () => expect(readEvidence(JSON.stringify(evidence))).to.deep.equal(evidence));

  const refused: readonly [string, string, RegExp][] = [
    ["cut off", JSON.stringify(evidence).slice(0, -10), /no JSON/],
    ["of another version", JSON.stringify({ ...evidence, version: 2 }), /version 2, and this program reads version 1/],
    ["something else", '{"threats":[]}', /is no evidence: version/],
    ["nothing", "null", /is no evidence: the whole/],
    ["of a verdict that there is not", JSON.stringify(evidence).replace('"pass"', '"fine"'), /findings\.0\.verdict/],
  ];
  for (const [what, text, message] of refused) {
    it(`is refused when it is ${what}`, () => expect(() => readEvidence(text)).to.throw(EvidenceError, message));
  }

  it("is refused without quoting what stands in it", () => {
    const broken = JSON.stringify({ ...evidence, resources: "canary-77" });
    expect(() => readEvidence(broken)).to.throw(EvidenceError, /^(?!.*canary)/s);
  });
});

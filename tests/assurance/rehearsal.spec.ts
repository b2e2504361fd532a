import { expect } from "chai";
import { rehearsedEvidence } from "../../assurance/rehearsal";
import { evidenceOf, finding } from "./assessed";

const seen = finding("osmo-rate-limit", "pass");
const awaiting = finding("token-expiry", "undetermined", { serves: ["E-2"] });
const decided = finding("token-expiry", "pass", { resource: "urn:pulumi:dev::p::a:b:C::osmo" });
const open = finding("token-expiry", "fail", { level: "mandatory" });
const verdictsOf = ({ findings }: ReturnType<typeof evidenceOf>) =>
  findings.map(({ control, verdict, source }) => `${control} ${verdict} ${source}`);

describe("a rehearsed preview", () => {
  it("has what the preview could not know as the rehearsal found it, and says where that was seen", () => {
    const rehearsed = rehearsedEvidence(evidenceOf([seen, awaiting]), evidenceOf([seen, decided]));
    expect(verdictsOf(rehearsed)).to.deep.equal(["osmo-rate-limit pass event", "token-expiry pass rehearsal"]);
    expect(rehearsed.run).to.include({ operation: "preview", rehearsed: true, complete: true });
  });

  it("has a failure that only the rehearsal found", () => {
    expect(verdictsOf(rehearsedEvidence(evidenceOf([awaiting]), evidenceOf([open])))).to.deep.equal([
      "token-expiry fail rehearsal",
    ]);
  });

  it("keeps what the preview found wrong, whatever the rehearsal says", () => {
    const wrong = finding("osmo-rate-limit", "fail");
    expect(verdictsOf(rehearsedEvidence(evidenceOf([wrong]), evidenceOf([seen])))).to.include(
      "osmo-rate-limit fail event",
    );
  });

  it("decides nothing for the better by a rehearsal that did not come to its end, and says so", () => {
    const partial = evidenceOf([decided, open], { complete: false, shortfall: "it failed" });
    const rehearsed = rehearsedEvidence(evidenceOf([awaiting]), partial);
    expect(verdictsOf(rehearsed)).to.deep.equal(["token-expiry fail rehearsal", "token-expiry undetermined event"]);
    expect(rehearsed.run.rehearsed).to.equal(false);
    expect(rehearsed.run.caveats).to.deep.equal(["The rehearsal of the update did not come to its end (it failed)."]);
  });

  it("decides nothing by a rehearsal that no pack judged", () => {
    const unjudged = evidenceOf([], { judged: false });
    expect(verdictsOf(rehearsedEvidence(evidenceOf([awaiting]), unjudged))).to.deep.equal([
      "token-expiry undetermined event",
    ]);
  });
});

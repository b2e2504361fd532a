import { expect } from "chai";
import {
  assuranceCase,
  boundaries,
  contradictions,
  metrics,
  riskSummary,
  roadmap,
  securityInheritance,
  served,
  threat,
  threats,
} from "../../../policies/model";
import type { ServedId } from "../../../policies/model";

/** Id, rating and status of every threat, as the model's document has them. */
const REGISTRY = `
S-1 High Open      S-2 Medium Accepted  T-1 High Open      T-2 Critical Open  T-3 Medium Accepted
R-1 Medium Open    I-1 Medium Accepted  I-2 Medium Open    I-3 Low Accepted   I-4 Low Accepted
I-5 Medium Open    D-1 High Open        D-2 Low Accepted   D-3 High Open      D-4 Medium Open
E-1 Low Open       E-2 High Open        E-3 High Open      E-4 Low Accepted`;

describe("the threat model", () => {
  it("has the 19 threats with the document's ratings and decisions", () => {
    const written = REGISTRY.trim().split(/\s+/);
    const held = threats.flatMap(({ id, rating, disposition }) => [id, rating, disposition.status]);
    expect(held).to.deep.equal(written);
  });

  it("has every field of every threat", () => {
    for (const { id, disposition, ...fields } of threats) {
      for (const [field, value] of Object.entries(fields)) expect(value, `${id}.${field}`).not.to.be.empty;
      const decision = disposition.status === "Open" ? disposition.remediation : disposition.rationale;
      expect(decision, id).not.to.equal("");
    }
  });

  it("counts by rating what its own summary counts", () => {
    const count = (rating: string) => threats.filter((entry) => entry.rating === rating).length;
    expect({
      Critical: count("Critical"),
      High: count("High"),
      Medium: count("Medium"),
      Low: count("Low"),
    }).to.deep.equal(riskSummary.byRating);
  });

  it("puts every threat at one of its 8 trust boundaries", () => {
    expect(boundaries.map(({ id }) => id)).to.deep.equal([
      "TB-1",
      "TB-2",
      "TB-3",
      "TB-4",
      "TB-5",
      "TB-6",
      "TB-7",
      "TB-8",
    ]);
    for (const { boundary } of threats)
      expect(
        boundaries.some(({ id }) => id === boundary),
        boundary,
      ).to.equal(true);
  });

  it("has a roadmap of five items for threats that there are", () => {
    expect(roadmap.map(({ priority }) => priority)).to.deep.equal([1, 2, 3, 4, 5]);
    for (const item of roadmap) for (const id of item.threats) expect(() => threat(id)).not.to.throw();
  });

  it("argues with five goals, two pieces of evidence and two assumptions", () => {
    expect(assuranceCase.map(({ id, kind }) => `${id} ${kind}`)).to.deep.equal([
      "G0 goal",
      "G1 goal",
      "G2 goal",
      "G3 goal",
      "G4 goal",
      "E1 evidence",
      "E2 evidence",
      "A1 assumption",
      "A2 assumption",
    ]);
  });

  it("inherits six controls", () => {
    expect(securityInheritance.map(({ id }) => id)).to.deep.equal(["SI-1", "SI-2", "SI-3", "SI-4", "SI-5", "SI-6"]);
  });

  it("contradicts itself where it is said to", () => {
    const levels = (id: "T-3" | "D-2" | "E-1") => [threat(id).likelihood, threat(id).impact, threat(id).rating];
    expect([levels("T-3"), levels("D-2"), levels("E-1")]).to.deep.equal([
      ["Low", "Medium", "Medium"],
      ["Low", "Medium", "Low"],
      ["Low", "Medium", "Low"],
    ]);
    expect(threat("D-2").disposition.status).to.equal("Accepted");
    expect(roadmap.at(-1)?.threats).to.deep.equal(["D-2"]);
    const accepted = threats.filter(({ disposition }) => disposition.status === "Accepted").length;
    expect(metrics.find(({ metric }) => metric === "STRIDE threats mitigated")?.values.current).to.equal(accepted);
    expect(assuranceCase.find(({ id }) => id === "E2")?.statement).to.contain(
      "25 Silver criteria assessed (5 Met, 5 Delegated, 13 N/A, 1 Gap)",
    );
    expect(contradictions).to.have.length(4);
  });

  it("tells of a threat, a goal and an inherited control what they are", () => {
    expect(served("T-1")).to.deep.include({ kind: "threat", title: "MEK Stored as ConfigMap", status: "Open" });
    expect(served("T-1").tags).to.deep.equal(["threat:T-1", "stride:tampering", "boundary:TB-4"]);
    expect(served("G2").kind).to.equal("goal");
    expect(served("SI-1").title).to.equal("TLS termination");
    expect(() => served("X-9" as ServedId)).to.throw('no threat, goal or inherited control "X-9"');
  });
});

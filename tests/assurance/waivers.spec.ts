import { expect } from "chai";
import { waiversOf } from "../../assurance/waivers";
import { evidenceOf, finding } from "./assessed";

const waiver = (expires: string) => ({ owner: "team", expires, reason: "why", compensatingControl: "watched" });
const waived = (subject: string, expires: string) =>
  finding("images-pinned", "waived", { subject, waiver: waiver(expires) });
const statesOf = (...findings: Parameters<typeof evidenceOf>[0]) =>
  waiversOf(evidenceOf(findings), "2026-11-25").map(({ state, covers, daysLeft }) => [state, covers.join(), daysLeft]);

describe("the waivers of a run", () => {
  it("are told once each, with everything they cover", () => {
    expect(waiversOf(evidenceOf([waived("a", "2027-05-31"), waived("b", "2027-05-31")]), "2026-11-25")).to.deep.equal([
      {
        state: "current",
        covers: ["images-pinned[a]", "images-pinned[b]"],
        serves: ["G4"],
        waiver: waiver("2027-05-31"),
        daysLeft: 188,
        problem: "",
      },
    ]);
  });

  it("are near their end in the last 30 days, the last day included", () => {
    expect(statesOf(waived("a", "2026-12-25"), waived("b", "2026-12-24"), waived("c", "2026-11-25"))).to.deep.equal([
      ["near expiry", "images-pinned[c]", 1],
      ["near expiry", "images-pinned[b]", 30],
      ["current", "images-pinned[a]", 31],
    ]);
  });

  it("are expired, malformed or unused as the pack says, those that need somebody first", () => {
    expect(
      statesOf(
        waived("a", "2027-05-31"),
        finding("unused-waivers", "fail", { subject: "waiver 3 of b", statement: "covers nothing in this run" }),
        finding("waivers", "fail", { subject: "waiver 2 of c", statement: "is malformed: lacks owner" }),
        finding("waivers", "fail", { subject: "waiver 1 of d", statement: "expired on 2026-01-01" }),
      ),
    ).to.deep.equal([
      ["expired", "waiver 1 of d", undefined],
      ["malformed", "waiver 2 of c", undefined],
      ["unused", "waiver 3 of b", undefined],
      ["current", "images-pinned[a]", 188],
    ]);
  });
});

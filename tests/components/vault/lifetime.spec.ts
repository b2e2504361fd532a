import { expect } from "chai";
import { daysLeft, expiryOf, startOf } from "../../../components/vault/lifetime";

const lifetime = { issued: "2026-11-01", days: 90 };

describe("lifetime", () => {
  it("begins on its day and ends so many days later, in UTC", () => {
    expect(new Date(startOf(lifetime) * 1000).toISOString()).to.equal("2026-11-01T00:00:00.000Z");
    expect(new Date(expiryOf(lifetime) * 1000).toISOString()).to.equal("2027-01-30T00:00:00.000Z");
  });

  it("knows how many days are left, none once it has ended", () => {
    expect(daysLeft(lifetime, Date.parse("2027-01-20T12:00:00Z"))).to.equal(9);
    expect(daysLeft(lifetime, Date.parse("2027-02-01T00:00:00Z"))).to.equal(-2);
  });
});

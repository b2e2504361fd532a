import { expect } from "chai";
import { zonedTime } from "../../../components/operations/zoned-time";

describe("a moment in a time zone", () => {
  it("has the distance from UTC that the zone has on that day", () => {
    expect(zonedTime("2026-12-01", "07:00", "Europe/Berlin")).to.equal("2026-12-01T07:00:00+01:00");
    expect(zonedTime("2026-07-01", "07:00", "Europe/Berlin")).to.equal("2026-07-01T07:00:00+02:00");
    expect(zonedTime("2026-12-01", "19:30", "America/Los_Angeles")).to.equal("2026-12-01T19:30:00-08:00");
    expect(zonedTime("2026-12-01", "07:00", "Asia/Kolkata")).to.equal("2026-12-01T07:00:00+05:30");
  });

  it("is in UTC where that is the zone", () => {
    expect(zonedTime("2026-12-01", "07:00", "Etc/UTC")).to.equal("2026-12-01T07:00:00+00:00");
  });
});

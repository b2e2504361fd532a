import { expect } from "chai";
import { REGION_NAMES, zonesOf } from "../../../components/conventions/regions";

describe("regions", () => {
  it("have three zones or none", () => {
    expect(zonesOf("westus3")).to.deep.equal(["1", "2", "3"]);
    expect(zonesOf("westus")).to.deep.equal([]);
  });

  it("that are not known have no zone", () => {
    expect(zonesOf("moonbase1")).to.deep.equal([]);
  });

  it("are listed once each, by their short names", () => {
    expect(new Set(REGION_NAMES).size).to.equal(REGION_NAMES.length);
    expect(REGION_NAMES.filter((name) => !/^[a-z]+\d?$/.test(name))).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { unknown } from "../../../policies/framework/fixtures";
import { Properties } from "../../../policies/framework/reading";

describe("paths through lists", () => {
  const properties = new Properties({ subnets: [{ name: "a" }, { name: "b" }], later: unknown });

  it("lead to the item of that index", () => {
    expect(properties.text("subnets[1].name")).to.deep.equal({ state: "known", value: "b" });
  });

  it("are absent beyond the end", () => {
    expect(properties.text("subnets[2].name")).to.deep.equal({ state: "absent" });
  });

  it("are malformed where there is no list", () => {
    expect(properties.text("subnets[0].name[0]")).to.deep.equal({ state: "malformed" });
    expect(properties.text("subnets.name")).to.deep.equal({ state: "malformed" });
  });

  it("are unknown below what is unknown", () => {
    expect(properties.text("later[0].name")).to.deep.equal({ state: "unknown" });
  });

  it("are those that the items of a list give as their own", () => {
    const list = properties.list("subnets");
    const paths = list.state === "known" ? list.value.map(({ path }) => path) : [];
    expect(paths).to.deep.equal(["subnets[0]", "subnets[1]"]);
    expect(properties.text(`${paths[0]}.name`)).to.deep.equal({ state: "known", value: "a" });
  });
});

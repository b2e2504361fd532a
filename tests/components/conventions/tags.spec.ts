import { expect } from "chai";
import { PLATFORM_TAGS, platformTags } from "../../../components/conventions/tags";

const parts = { prefix: "physai", environment: "dev", instance: "001", uniqueSuffix: "" };

describe("platform tags", () => {
  it("say what a resource belongs to, who answers for it and what made it, beside the operator's own", () => {
    expect(platformTags(parts, "robotics", { cost: "42" })).to.deep.equal({
      cost: "42",
      platform: "physical-ai",
      environment: "dev",
      instance: "001",
      owner: "robotics",
      "managed-by": "pulumi",
    });
  });

  it("cannot be replaced by the operator's own", () => {
    const own = Object.fromEntries(PLATFORM_TAGS.map((name) => [name, "mine"]));
    expect(Object.values(platformTags(parts, "robotics", own))).not.to.include("mine");
  });
});

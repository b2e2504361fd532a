import { resolve } from "node:path";
import { expect } from "chai";
import { cacheDirectory } from "../../../offline/cli/cache";

describe("cacheDirectory", () => {
  it("is what PHYSICAL_AI_CACHE names", () => {
    expect(cacheDirectory({ PHYSICAL_AI_CACHE: "/var/cache/ours" })).to.equal("/var/cache/ours");
  });

  it("takes a relative PHYSICAL_AI_CACHE from the working directory", () => {
    expect(cacheDirectory({ PHYSICAL_AI_CACHE: "cache" })).to.equal(resolve("cache"));
  });

  it("is a folder of the project's own in the user's cache when the variable is empty", () => {
    expect(cacheDirectory({ PHYSICAL_AI_CACHE: "" })).to.match(/physical-ai-platform/);
  });
});

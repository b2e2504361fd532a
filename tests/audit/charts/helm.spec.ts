import { expect } from "chai";
import { HELM } from "../../../audit/charts/helm";
import { readGoTool } from "../../../offline/cli/go-build";

describe("tools/helm", () => {
  it("pins a version", async () => {
    const pin = await readGoTool({ ...HELM.tool, verify: () => Promise.resolve() }, "/cache");
    expect(pin).to.include({ version: "v3.22.0", go: "1.26.0" });
  });

  it("tells helm its version, which a build would not know", () => {
    expect(HELM.tool.ldflags?.("v3.22.0")).to.equal("-X helm.sh/helm/v3/internal/version.version=v3.22.0");
  });
});

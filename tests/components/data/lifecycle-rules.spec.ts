import { expect } from "chai";
import { lifecycleRules } from "../../../components/data/lifecycle-rules";

const lifecycle = { rawDays: 30, coolDays: 90, coldDays: 180, versionDays: 14 };
const names = (containers: readonly string[], versions = true) =>
  lifecycleRules(lifecycle, containers, versions).map(({ name }) => name);

describe("lifecycle rules", () => {
  it("are those of the containers that there are", () => {
    expect(names(["checkpoints"], false)).to.deep.equal(["cool-checkpoints"]);
    expect(names(["datasets", "evaluation"], false)).to.deep.equal([
      "delete-raw-recordings",
      "cool-converted-datasets",
      "cool-then-cold-reports",
    ]);
  });

  it("delete nothing but raw recordings and old versions", () => {
    const deleting = lifecycleRules(lifecycle, ["datasets", "checkpoints", "models", "evaluation"], true).filter(
      (rule) => JSON.stringify(rule.definition.actions).includes("delete"),
    );
    expect(deleting.map(({ name }) => name)).to.deep.equal(["delete-raw-recordings", "delete-old-versions"]);
  });

  it("touch only what lies below their own prefix", () => {
    const raw = lifecycleRules(lifecycle, ["datasets"], false)[0]!;
    expect(raw.definition).to.deep.equal({
      filters: { blobTypes: ["blockBlob"], prefixMatch: ["datasets/raw/"] },
      actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } },
    });
  });

  it("clear versions only where the account keeps any", () => {
    expect(names([], true)).to.deep.equal(["delete-old-versions"]);
    expect(names([], false)).to.deep.equal([]);
  });
});

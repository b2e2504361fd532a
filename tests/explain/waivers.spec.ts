import { expect } from "chai";
import pc from "picocolors";
import { explain } from "../../explain/explain";
import { find } from "../../explain/find";
import { resourceNamedBy, waiversSection } from "../../explain/waivers";
import { waiver, written } from "./contexts";

const listing = (...waivers: readonly object[]) => ({ waivers: { waivers } });

describe("the waivers of a control", () => {
  const states: readonly (readonly [string, string])[] = [
    ["2027-03-01", "until 2027-03-01, 91 days left"],
    ["2026-12-01", "until 2026-12-01, 1 day left"],
    ["2026-11-30", "expired on 2026-11-30: fails again"],
  ];
  for (const [expires, says] of states) {
    it(`are told with the days left, their last day included: ${says}`, () => {
      const text = waiversSection(["subnet-own-nsg"], written(listing(waiver("subnet-own-nsg", expires))));
      expect(text).to.contain(`  dev: network-team, ${says}\n`);
    });
  }

  it("are yellow in their last 30 days, and red from then on", () => {
    const coloured = (expires: string) => {
      const context = { ...written(listing(waiver("subnet-own-nsg", expires))), colors: pc.createColors(true) };
      return waiversSection(["subnet-own-nsg"], context);
    };
    expect(coloured("2026-12-31")).to.contain("\n  dev");
    expect(coloured("2026-12-30")).to.contain("\n\u001b[33m  dev");
    expect(coloured("2026-11-30")).to.contain("\n\u001b[31m  dev");
  });

  it("are told once for all stacks, and once for all findings with the same reason", () => {
    const [a, b] = [waiver("subnet-own-nsg[vnet/a]", "2027-03-01"), waiver("subnet-own-nsg[vnet/b]", "2027-03-01")];
    const text = waiversSection(["subnet-own-nsg"], written(listing(a, b), listing(a, b)));
    expect(text.split("\n").slice(1, 4)).to.deep.equal([
      "  dev and prod: network-team, until 2027-03-01, 91 days left",
      "    subnet-own-nsg[vnet/a]",
      "    subnet-own-nsg[vnet/b]",
    ]);
  });

  it("name the resource where the finding does not", () => {
    const context = written(listing(waiver("subnet-own-nsg", "2027-03-01", "gpu-*")));
    expect(waiversSection(["subnet-own-nsg"], context)).to.contain("    subnet-own-nsg of gpu-*\n");
  });

  it("are not those of others", () => {
    const context = written(listing(waiver("subnet-own-nsg-too", "2027-03-01")));
    expect(waiversSection(["subnet-own-nsg"], context)).to.equal("");
  });
});

describe("a finding that is asked about", () => {
  const textOf = async (word: string, waivers: readonly object[]) => {
    const subject = find(word);
    return subject && (await explain(subject, written(listing(...waivers))));
  };

  it("has its own id in the waiver, and the resource that it begins with", async () => {
    const text = await textOf("subnet-own-nsg[Gpu/rules]", []);
    expect(text).to.match(/^subnet-own-nsg\[Gpu\/rules\]\n/);
    expect(text).to.contain('    "finding": "subnet-own-nsg[Gpu/rules]",\n    "resource": "Gpu",\n');
    expect(text).not.to.contain("Already waived");
  });

  it("is told to be waived already where it is, or its control is", async () => {
    for (const finding of ["subnet-own-nsg[gpu]", "subnet-own-nsg"]) {
      expect(await textOf("subnet-own-nsg[gpu]", [waiver(finding, "2027-03-01")])).to.contain("Already waived in dev.");
    }
    expect(await textOf("subnet-own-nsg[gpu]", [waiver("subnet-own-nsg[aks]", "2027-03-01")])).not.to.contain(
      "Already",
    );
  });

  it("is not told to be waived by what has expired", async () => {
    const text = await textOf("subnet-own-nsg[gpu]", [waiver("subnet-own-nsg[gpu]", "2026-11-30")]);
    expect(text).not.to.contain("Already waived");
  });

  it("takes the resource of a waiver that names it", async () => {
    const waived = [waiver("subnet-own-nsg[gpu]", "2026-11-30", "gpu-*")];
    expect(await textOf("subnet-own-nsg[gpu]", waived)).to.contain('"resource": "gpu-*"');
  });
});

describe("the resource that a finding names", () => {
  it("is what stands before the part that is meant", () => {
    const ids = ["a[osmo/x/y]", "a[osmo]", "a[azure:x/y]", "a"];
    expect(ids.map(resourceNamedBy)).to.deep.equal(["osmo", "osmo", "azure:x", ""]);
  });
});

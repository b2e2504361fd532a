import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Context } from "../../explain/context";
import { explain } from "../../explain/explain";
import { find } from "../../explain/find";
import { overview } from "../../explain/overview";
import { waiver, written } from "./contexts";

const golden = (name: string) => readFileSync(join(__dirname, "golden", `${name}.txt`), "utf8");

const context: Context = written(
  {
    waivers: {
      waivers: [waiver("subnet-own-nsg[gpu]", "2026-12-20", "gpu"), waiver("secrets-as-files", "2027-02-28")],
    },
  },
  { all: "mandatory", waivers: { waivers: [waiver("secrets-as-files", "2027-02-28")] } },
);

async function explanationOf(word: string): Promise<string> {
  const subject = find(word);
  if (!subject) throw new Error(`${word} names nothing`);
  return explain(subject, context);
}

describe("an explanation, as the golden file has it", () => {
  it("tells of a threat what the model, the pack and the platform have of it", async () => {
    expect(await explanationOf("D-2")).to.equal(golden("threat"));
  });

  it("tells of a goal what supports it", async () => {
    expect(await explanationOf("G2")).to.equal(golden("goal"));
  });

  it("tells of a control how to see it, how to mend it and how to waive it", async () => {
    expect(await explanationOf("storage-shared-key-disabled")).to.equal(golden("control"));
  });

  it("lists everything where nothing is asked for", () => {
    expect(overview(context)).to.equal(golden("list"));
  });
});

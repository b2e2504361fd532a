import { expect } from "chai";
import { exampleText, isWhole, shownExample } from "../../explain/example";
import { unknown } from "../../policies/framework/fixtures";
import type { Fixture } from "../../policies/framework/fixtures";

const example = (title: string, properties: Record<string, unknown>, rest: Partial<Fixture> = {}): Fixture => ({
  title,
  resources: [{ type: "kubernetes:core/v1:Pod", name: "worker", properties, from: { subnet: ["nodes"] } }],
  ...rest,
});

describe("an example in an explanation", () => {
  it("is written as Pulumi's YAML, with what is not known as another resource's output", () => {
    expect(exampleText(example("", { size: 3, subnet: { id: unknown }, key: unknown }))).to.equal(
      [
        "  worker:",
        "    type: kubernetes:core/v1:Pod",
        "    properties:",
        "      size: 3",
        "      subnet:",
        "        id: ${nodes.id}",
        "      key: ${key}",
      ].join("\n"),
    );
  });

  it("says first what is configured", () => {
    expect(exampleText(example("", {}, { settings: { most: 2 } }))).to.match(/^ {2}# configured with \{"most":2\}\n/);
  });

  it("writes out what stands twice", () => {
    const shared = { name: "a" };
    expect(exampleText(example("", { first: shared, second: shared }))).not.to.contain("&");
  });

  it("is cut at 20 lines and 100 columns", () => {
    const long = example("", { text: "x".repeat(200), list: Array.from({ length: 30 }, (_, at) => at) });
    const lines = exampleText(long).split("\n");
    expect(lines.length).to.equal(20);
    expect(lines.at(-1)).to.equal("  …");
    expect(Math.max(...lines.map((line) => line.length))).to.equal(100);
    expect(isWhole(long)).to.equal(false);
  });

  it("is the first that needs no cut, or else the first", () => {
    const [long, short] = [example("long", { text: "x".repeat(200) }), example("short", {})];
    expect(shownExample([long, short])?.title).to.equal("short");
    expect(shownExample([long])?.title).to.equal("long");
    expect(shownExample([])).to.equal(undefined);
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { fit, render } from "../../../assurance/formats/markdown-budget";
import type { Section } from "../../../assurance/formats/markdown-budget";

function section(title: string, rank: number, items: readonly string[], form: Section["form"] = "heading"): Section {
  return { title, form, items, of: "items", rank };
}

const shownBy = (sections: readonly Section[], room: number) =>
  Object.fromEntries(fit(sections, room).map(({ section: { title }, shown }) => [title, shown.length]));

describe("the room of a Markdown report", () => {
  it("takes everything where there is enough", () => {
    expect(shownBy([section("a", 1, ["x", "y"]), section("b", 0, ["z"])], 1000)).to.deep.equal({ a: 2, b: 1 });
  });

  it("goes first to who ranks first, but never all of it", () => {
    const items = Array.from({ length: 100 }, () => "x".repeat(99));
    const shown = shownBy([section("second", 1, items), section("first", 0, items)], 8500);
    expect(shown).to.deep.equal({ first: 60, second: 20 });
  });

  it("that nobody takes goes to what was cut", () => {
    const items = Array.from({ length: 100 }, () => "x".repeat(99));
    expect(shownBy([section("endless", 0, items), section("short", 1, ["y"])], 8500)).to.deep.equal({
      endless: 80,
      short: 1,
    });
  });

  it("keeps the order of sections and items, and skips an item that is too long for it", () => {
    const fitted = fit([section("b", 1, ["1", "2".repeat(500), "3"]), section("a", 0, ["4"])], 600);
    expect(fitted.map(({ section: { title }, shown }) => [title, shown])).to.deep.equal([
      ["b", ["1", "3"]],
      ["a", ["4"]],
    ]);
  });

  it("is said to be short by each section that is cut", () => {
    const [cut] = fit([section("b", 1, ["1", "2".repeat(500)], "fold")], 400).map(render);
    expect(cut).to.equal(
      "<details>\n<summary>b</summary>\n\n1\n\n_1 of 2 items are left out here: report.html has them all._\n\n</details>",
    );
  });

  it("is never overdrawn, whatever the sections", () => {
    const items = fc.array(fc.string({ maxLength: 200 }), { maxLength: 40 });
    const form = fc.constantFrom<Section["form"]>("heading", "fold");
    const some = fc.record({ title: fc.string(), form, items, of: fc.constant("items"), rank: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), fc.integer({ min: 2000, max: 6000 }), (sections, room) => {
        const text = fit(sections, room).map(render).join("\n\n");
        expect(text.length).to.be.at.most(room + 2 * sections.length);
      }),
    );
  });
});

import { expect } from "chai";
import { SMALL } from "./reports";
import { visit } from "./report-page";

const ELEMENTS = ["G0", "G1", "G2", "G3", "G4", "E1", "E2", "A1", "A2"];

/** What decides the elements on this page. */
const STATUSES = {
  G0: "undermined",
  G1: "undetermined",
  G2: "undermined",
  G3: "supported",
  G4: "supported",
  E1: "undetermined",
  E2: "undetermined",
  A1: "supported",
  A2: "supported",
};

describe("the drawing of the assurance case", () => {
  it("gives each element a name that tells its kind, its status and its statement", () =>
    visit(SMALL, {}, async (page) => {
      const drawing = page.locator("#assurance-case svg").first();
      for (const [id, status] of Object.entries(STATUSES)) {
        const kind = { G: "goal", E: "evidence", A: "assumption" }[id.charAt(0)] ?? "";
        const link = drawing.getByRole("link", { name: new RegExp(`^${id}, ${kind}, ${status}: \\w+`) });
        expect(await link.count(), id).to.equal(1);
      }
    }));

  it("tells each status in words, not by colour alone", () =>
    visit(SMALL, {}, async (page) => {
      const texts = await page.locator("#assurance-case svg").first().locator(".node-status").allTextContents();
      expect(texts.sort()).to.deep.equal(Object.values(STATUSES).sort());
    }));

  for (const id of ELEMENTS) {
    it(`leads from ${id} to what decides it`, () =>
      visit(SMALL, {}, async (page) => {
        await page.locator(`#assurance-case svg a[href="#${id}"]`).first().click();
        const element = page.locator(`#${id}`);
        await page.locator(`#${id} > summary:focus`).waitFor();
        expect(await element.getAttribute("open")).to.equal("");
        const deciders = element.getByRole("link");
        if (id === "E2") return expect(await element.innerText()).to.contain("No run shows it");
        expect(await deciders.count()).to.be.greaterThan(0);
        await deciders.first().click();
        await page.locator(`summary:focus:not(#${id} > summary)`).waitFor();
      }));
  }

  it("lets nothing stick out of its shape", () =>
    visit(SMALL, {}, async (page) => {
      const outside = await page.locator("#assurance-case svg a").evaluateAll((nodes) =>
        nodes.flatMap((node) => {
          const shape = node.querySelector(".outline")?.getBoundingClientRect();
          return [...node.querySelectorAll("text")]
            .filter((text) => text.textContent !== "A")
            .filter((text) => {
              const { left, right, top, bottom } = text.getBoundingClientRect();
              return !shape || left < shape.left || right > shape.right || top < shape.top || bottom > shape.bottom;
            })
            .map((text) => text.textContent);
        }),
      );
      expect(outside).to.deep.equal([]);
    }));
});

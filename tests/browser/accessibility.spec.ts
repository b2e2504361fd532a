import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { contrastsOf } from "./contrast";
import { HOSTILE_PAGE, SMALL } from "./reports";
import { visit } from "./report-page";

const axe = readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with the page as it is now, one line each. Its rules are WCAG's A and AA, and its best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

const states: Record<string, (page: Page) => Promise<void>> = {
  "as it opens": () => Promise.resolve(),
  "with a drill-down open to its evidence": async (page) => {
    await page.evaluate("location.hash = '#control-mek-outside-configmap'");
    await page.locator("#control-mek-outside-configmap .finding > summary").click();
  },
  "with everything open": async (page) => {
    await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
  },
  "with nothing left by the filters": async (page) => {
    await page.getByRole("searchbox", { name: "Search" }).fill("no such thing");
    await page.getByRole("button", { name: "Show all" }).waitFor();
  },
};

describe("accessibility", () => {
  it("is judged: what is broken on purpose is found, also under the page's Content-Security-Policy", () =>
    visit(SMALL, {}, async (page) => {
      await page.locator("h1").evaluate((title) => (title.style.color = "#ddd"));
      await page
        .locator("svg .node-id")
        .first()
        .evaluate((text) => ((text as SVGElement).style.fill = "#ddd"));
      await page.locator("html").evaluate((html) => html.removeAttribute("lang"));
      const found = await violations(page);
      expect(found).to.include("color-contrast: h1 > bdi");
      expect(found).to.include("html-has-lang: html");
      expect((await contrastsOf(page, "svg text")).filter(({ ratio }) => ratio < 4.5)).to.have.lengthOf(1);
    }));

  for (const theme of ["light", "dark"] as const) {
    for (const [state, bring] of Object.entries(states)) {
      it(`has no violation of axe-core's rules in the ${theme} theme, ${state}`, () =>
        visit(SMALL, { theme }, async (page) => {
          await bring(page);
          expect(await violations(page)).to.deep.equal([]);
        }));
    }

    it(`has none in the ${theme} theme on a narrow screen`, () =>
      visit(SMALL, { theme, width: 360, height: 640 }, async (page) =>
        expect(await violations(page)).to.deep.equal([]),
      ));

    it(`has text in the drawings that stands out by 4.5 to 1 in the ${theme} theme`, () =>
      visit(SMALL, { theme }, async (page) => {
        const contrasts = await contrastsOf(page, "svg text");
        expect(contrasts).to.have.length.of.at.least(30);
        expect(contrasts.filter(({ ratio }) => ratio < 4.5)).to.deep.equal([]);
      }));
  }

  it("has none on the page of a run that is not whole, with hostile names", () =>
    visit(HOSTILE_PAGE, {}, async (page) => expect(await violations(page)).to.deep.equal([])));

  it("says its language, its title and its landmarks", () =>
    visit(SMALL, {}, async (page) => {
      expect(await page.locator("html").getAttribute("lang")).to.equal("en");
      expect(await page.title()).to.contain("physical-ai/prod");
      expect(await page.getByRole("main").count()).to.equal(1);
      expect(await page.getByRole("banner").count()).to.equal(1);
      expect(await page.getByRole("contentinfo").count()).to.equal(1);
      expect(await page.getByRole("heading", { level: 1 }).count()).to.equal(1);
    }));

  it("tells each gauge in words", () =>
    visit(SMALL, {}, async (page) => {
      const gauges = await page.locator("#metrics").getByRole("img").all();
      const names = await Promise.all(gauges.map((gauge) => gauge.getAttribute("aria-label")));
      expect(names).to.deep.equal([
        "OpenSSF Passing badge: not measured, in the model ~85%, target at least 100%",
        "OpenSSF Silver badge: not measured, in the model ~30%, target at least 80%",
        "SHA-pinned actions: now 100%, in the model 95%, target at least 100%",
        "STRIDE threats mitigated: now 13, in the model 7/19 (37%), target at least 15/19 (79%)",
        "Critical threats open: now 0, in the model 1, target at most 0",
        "High threats open: now 1, undecided 1, in the model 6, target at most 2",
      ]);
    }));
});

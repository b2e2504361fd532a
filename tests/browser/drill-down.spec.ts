import { expect } from "chai";
import type { Locator, Page } from "playwright-core";
import { EVERYWHERE } from "./evidence";
import { PLATFORM } from "./reports";
import { visit } from "./report-page";

const summary = (page: Page, selector: string): Locator => page.locator(`${selector} > summary`);
const MEK = "#control-mek-outside-configmap";

describe("the drill-down", () => {
  it("leads from threat to control to resource to evidence", () =>
    visit(PLATFORM, {}, async (page) => {
      const finding = page.locator(`${MEK} .finding`);
      await summary(page, "#T-1").click();
      await summary(page, MEK).click();
      await finding.locator("summary").click();
      const text = await finding.innerText();
      expect(text).to.contain("osmo/mek-config");
      expect(text).to.contain("holds the master encryption key");
      expect(text).to.contain("data.mek.yaml to be left out");
      expect(text).to.contain("Mount the key from Key Vault");
      expect(text).to.contain("mandatory");
      expect(text).to.contain("an event of the run, 2026-11-25 10:00:31");
    }));

  it("tells who waived, until when and what protects meanwhile", () =>
    visit(PLATFORM, { fragment: "#control-subnet-own-nsg" }, async (page) => {
      await page.locator("#control-subnet-own-nsg .finding > summary").click();
      const text = await page.locator("#control-subnet-own-nsg .finding").innerText();
      for (const part of ["network-team", "2026-12-10", "the peering is moved", "the firewall refuses"]) {
        expect(text).to.contain(part);
      }
    }));

  it("lists what passes when asked, a hundred at a time", () =>
    visit(PLATFORM, { fragment: `#control-${EVERYWHERE}` }, async (page) => {
      const passes = page.locator(`#control-${EVERYWHERE} [data-rows=passes]`);
      await passes.locator("> summary").click();
      expect(await passes.locator("li").count()).to.equal(100);
      expect(await passes.locator("li").first().innerText()).to.contain("resource-0000");
      await passes.getByRole("button", { name: /more/i }).click();
      expect(await passes.locator("li").count()).to.equal(200);
      // Who goes on by keyboard goes on from there.
      expect(await passes.evaluate((list) => list.contains(document.activeElement))).to.equal(true);
    }));

  it("comes to the last of a thousand", () =>
    visit(PLATFORM, { fragment: `#control-${EVERYWHERE}` }, async (page) => {
      const passes = page.locator(`#control-${EVERYWHERE} [data-rows=passes]`);
      await passes.locator("> summary").click();
      for (let more = 0; more < 9; more += 1) await passes.getByRole("button", { name: /more/i }).click();
      expect(await passes.locator("li").count()).to.equal(1_000);
      expect(await passes.getByRole("button", { name: /more/i }).count()).to.equal(0);
      expect(await passes.locator("li").last().innerText()).to.contain("resource-0999");
    }));
});

describe("a deep link", () => {
  for (const [fragment, around] of [
    ["#T-1", []],
    [MEK, ["#T-1"]],
    ["#SI-2", []],
    ["#G2", []],
    ["#control-disk-encryption", ["#SI-2"]],
  ] as const) {
    it(`to ${fragment} opens it, shows it and puts the focus there`, () =>
      visit(PLATFORM, { fragment }, async (page) => {
        for (const each of [fragment, ...around]) {
          expect(await page.locator(each).getAttribute("open"), each).to.equal("");
        }
        expect(await isOnScreen(summary(page, fragment))).to.equal(true);
        expect(await hasFocus(summary(page, fragment))).to.equal(true);
      }));
  }

  it("is followed inside of the page, also to what a filter hides", () =>
    visit(PLATFORM, {}, async (page) => {
      await page.getByRole("combobox", { name: "Status" }).selectOption("open");
      await page.evaluate("location.hash = '#D-4'");
      await page.locator("#D-4[open]").waitFor();
      expect(await isOnScreen(summary(page, "#D-4"))).to.equal(true);
    }));

  it("to nothing does no harm", () => visit(PLATFORM, { fragment: "#'])<b>%%" }, () => Promise.resolve()));
});

describe("links of the page", () => {
  it("all lead somewhere", () =>
    visit(PLATFORM, {}, async (page) => {
      const dangling = await page
        .locator("a[href]")
        .evaluateAll((links) =>
          links
            .map((link) => link.getAttribute("href") ?? "")
            .filter(
              (href) => !href.startsWith("#") || document.getElementById(decodeURIComponent(href.slice(1))) === null,
            ),
        );
      expect(dangling).to.deep.equal([]);
    }));
});

function isOnScreen(element: Locator): Promise<boolean> {
  return element.evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return bottom > 0 && top >= 0 && top < innerHeight;
  });
}

function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((one) => one === document.activeElement);
}

import { expect } from "chai";
import type { Page } from "playwright-core";
import { HOSTILE_PAGE, PLATFORM, SMALL } from "./reports";
import { visit } from "./report-page";

/** What sticks out of the page on the right, and is not inside of something that scrolls by itself. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => `${element.localName}.${element.getAttribute("class") ?? ""}`);
  });
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
}

describe("the page of 1,000 resources", () => {
  it("has less than 2 MB", () => {
    expect(Buffer.byteLength(PLATFORM)).to.be.lessThan(2_000_000);
  });
});

describe("a narrow screen", () => {
  for (const [what, html] of Object.entries({ "the platform": SMALL, "hostile names": HOSTILE_PAGE })) {
    it(`has the page of ${what} without scrolling sideways`, () =>
      visit(html, { width: 360, height: 640 }, async (page) => {
        expect(await overflowing(page)).to.deep.equal([]);
        await openAll(page);
        expect(await overflowing(page)).to.deep.equal([]);
      }));
  }

  it("leaves the register and a good part of the screen to the reader", () =>
    visit(SMALL, { width: 360, height: 640, fragment: "#T-1" }, async (page) => {
      const top = await page.locator("#T-1 > summary").evaluate((summary) => summary.getBoundingClientRect().top);
      const covered = await page.locator("#T-1 > summary").evaluate((summary) => {
        const { left, top: y, width } = summary.getBoundingClientRect();
        const there = document.elementFromPoint(left + width / 2, y + 8);
        return there === null || !summary.contains(there);
      });
      expect(covered).to.equal(false);
      expect(top).to.be.lessThan(320);
    }));
});

describe("the themes", () => {
  const background = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");

  it("follow the system, also when that changes", () =>
    visit(SMALL, { theme: "light" }, async (page) => {
      const light = await background(page);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await background(page)).not.to.equal(light);
      await page.emulateMedia({ colorScheme: "light" });
      expect(await background(page)).to.equal(light);
    }));

  it("change by the button, which says which one is on, and stay so when the page is opened again", () =>
    visit(SMALL, { theme: "light" }, async (page) => {
      const light = await background(page);
      const button = page.getByRole("button", { name: "Dark theme" });
      expect(await button.getAttribute("aria-pressed")).to.equal("false");
      await button.click();
      expect(await button.getAttribute("aria-pressed")).to.equal("true");
      const dark = await background(page);
      expect(dark).not.to.equal(light);
      await page.reload();
      expect(await background(page)).to.equal(dark);
    }));
});

describe("on paper", () => {
  it("everything that is folded is there, but for the lists of what passes", () =>
    visit(SMALL, {}, async (page) => {
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      await page.emulateMedia({ media: "print" });
      const hidden = await page
        .locator("main details:not(.rows)")
        .evaluateAll((all) => all.filter((each) => !(each as HTMLDetailsElement).open).length);
      expect(hidden).to.equal(0);
      expect(await page.getByText("data.mek.yaml to be left out").isVisible()).to.equal(true);
      expect(await page.getByText("the firewall refuses what the NSG would").first().isVisible()).to.equal(true);
    }));

  it("nothing is there to be pressed or filled in", () =>
    visit(SMALL, {}, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await page.locator("button:visible, input:visible, select:visible, nav:visible").count()).to.equal(0);
    }));

  it("what a filter hides is told, or there", () =>
    visit(SMALL, {}, async (page) => {
      await page.getByRole("combobox", { name: "Status" }).selectOption("open");
      await page.emulateMedia({ media: "print" });
      const told = await page.getByText("1 of 19 threats").isVisible();
      expect(told || (await page.locator("#threats > li:visible").count()) === 19).to.equal(true);
    }));

  it("it is dark on light, also where the system is dark", () =>
    visit(SMALL, { theme: "dark" }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const color = await page.evaluate<string>("getComputedStyle(document.body).color");
      expect(Math.max(...(color.match(/\d+/g) ?? []).map(Number))).to.be.lessThan(100);
    }));

  it("folds again what was folded", () =>
    visit(SMALL, {}, async (page) => {
      const open = () => page.locator("details[open]").count();
      const before = await open();
      expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).to.equal("%PDF-");
      expect(await open()).to.equal(before);
    }));
});

describe("without scripts", () => {
  it("all is there to be read but the filters and what passes", () =>
    visit(SMALL, { scripts: false }, async (page) => {
      expect(await page.locator("#threats > li:visible").count()).to.equal(19);
      expect(await page.locator("#filters").isVisible()).to.equal(false);
      expect(await page.getByRole("button").count()).to.equal(0);
      await page.locator("#T-1 > summary").click();
      await page.locator("#control-mek-outside-configmap > summary").click();
      expect(await page.getByText("holds the master encryption key").isVisible()).to.equal(true);
    }));
});

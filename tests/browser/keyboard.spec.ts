import { expect } from "chai";
import type { Page } from "playwright-core";
import { PLATFORM, shownThreats } from "./reports";
import { visit } from "./report-page";

/** Enough to come through the whole page where everything is closed. */
const MOST_STEPS = 400;

/** Where the focus is, and what a reader sees of it. */
interface Focus {
  /** `a#T-1`, or `summary in T-1` for what has no id of its own; `body` where it is nowhere. */
  readonly at: string;
  readonly onScreen: boolean;
  /** Whether something is drawn around it or around what it stands in. */
  readonly marked: boolean;
}

function focus(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const near = element.closest("[id]")?.id ?? "";
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const shape = element.querySelector(".outline");
    return {
      at: element === document.body ? "body" : `${element.localName} in ${near}`,
      onScreen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
      marked:
        (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) ||
        boxShadow !== "none" ||
        (shape !== null && parseFloat(getComputedStyle(shape).strokeWidth) >= 2.5),
    };
  });
}

/** Presses Tab until the focus is at `at`. Returns every step of the way. */
async function tabTo(page: Page, at: string): Promise<readonly Focus[]> {
  const way: Focus[] = [];
  while (way.length < MOST_STEPS) {
    await page.keyboard.press("Tab");
    const step = await focus(page);
    way.push(step);
    if (step.at === at) return way;
  }
  throw new Error(`Tab does not come to ${at}: ${way.map((step) => step.at).join(", ")}`);
}

describe("the page by keyboard alone", () => {
  it("begins with a link that skips to the content", () =>
    visit(PLATFORM, {}, async (page) => {
      await page.keyboard.press("Tab");
      const link = page.locator("a:focus");
      expect(await link.innerText()).to.match(/^Skip to/);
      expect((await focus(page)).onScreen).to.equal(true);
      const target = await link.getAttribute("href");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate(`document.querySelector("${target}").contains(document.activeElement)`)).to.equal(
        true,
      );
    }));

  it("leads from threat to control to finding to evidence, and back out", () =>
    visit(PLATFORM, {}, async (page) => {
      await tabTo(page, "summary in T-1");
      await page.keyboard.press("Enter");
      await tabTo(page, "summary in control-mek-outside-configmap");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect((await focus(page)).at).to.equal("summary in control-mek-outside-configmap");
      await page.keyboard.press("Enter");
      expect(await page.getByText("data.mek.yaml to be left out").isVisible()).to.equal(true);

      await page.keyboard.press("Escape");
      expect(await page.getByText("data.mek.yaml to be left out").isVisible()).to.equal(false);
      await page.keyboard.press("Escape");
      expect(await page.locator("#control-mek-outside-configmap").getAttribute("open")).to.equal(null);
      expect((await focus(page)).at).to.equal("summary in control-mek-outside-configmap");
      await page.keyboard.press("Escape");
      expect(await page.locator("#T-1").getAttribute("open")).to.equal(null);
      expect((await focus(page)).at).to.equal("summary in T-1");
    }));

  it("goes from threat to threat by the arrow keys", () =>
    visit(PLATFORM, { fragment: "#S-2" }, async (page) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("ArrowDown");
      expect((await focus(page)).at).to.equal("summary in T-1");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      expect((await focus(page)).at).to.equal("summary in S-1");
    }));

  it("shows at every step where the focus is", () =>
    visit(PLATFORM, { height: 600 }, async (page) => {
      const way = await tabTo(page, "body");
      expect(way.length).to.be.greaterThan(60);
      expect(way.slice(0, -1).filter(({ onScreen, marked }) => !onScreen || !marked)).to.deep.equal([]);
    }));

  it("filters without losing the focus", () =>
    visit(PLATFORM, {}, async (page) => {
      await tabTo(page, "input in filters");
      await page.keyboard.type("T-1");
      expect(await shownThreats(page)).to.deep.equal(["T-1"]);
      expect((await focus(page)).at).to.equal("input in filters");
      await tabTo(page, "summary in T-1");
    }));

  it("follows the assurance case from an element to what decides it", () =>
    visit(PLATFORM, {}, async (page) => {
      await page.locator("svg.graph a[href='#G2']").first().focus();
      await page.keyboard.press("Enter");
      await page.locator("#G2 > summary:focus").waitFor();
      await page.keyboard.press("Tab");
      expect((await focus(page)).at).to.equal("a in G2");
      await page.keyboard.press("Enter");
      await page.locator("#control-key-vault-hardened > summary:focus").waitFor();
    }));
});

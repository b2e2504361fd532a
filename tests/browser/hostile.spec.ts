import { expect } from "chai";
import type { Page } from "playwright-core";
import { EVERYWHERE, HOSTILE } from "./evidence";
import { HOSTILE_PAGE, SMALL } from "./reports";
import { visit } from "./report-page";

/** Opens every fold, and with it the rows that the page's script writes. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })");
  await page.locator(`[data-of=${EVERYWHERE}][data-rows=passes] li`).first().waitFor();
}

/** Kinds of elements and attributes that the page has. */
function kinds(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    for (const element of document.querySelectorAll("*")) {
      found.add(element.localName);
      for (const { name } of element.attributes) found.add(`@${name}`);
    }
    return [...found].sort();
  });
}

describe("hostile names and messages", () => {
  it("run nothing, ask for nothing and open nothing", () =>
    visit(HOSTILE_PAGE, {}, async (page) => {
      await openAll(page);
      await page.getByRole("searchbox", { name: "Search" }).fill("<script>");
      expect(await page.evaluate("'harmed' in window")).to.equal(false);
    }));

  it("bring no kind of element or attribute into the page that it does not have anyway", () =>
    visit(HOSTILE_PAGE, {}, async (hostile) => {
      await openAll(hostile);
      const found = await kinds(hostile);
      await visit(SMALL, {}, async (small) => {
        await openAll(small);
        const usual = new Set(await kinds(small));
        expect(found.filter((kind) => !usual.has(kind))).to.deep.equal([]);
      });
    }));

  it("are shown as the text that they are", () =>
    visit(HOSTILE_PAGE, {}, async (page) => {
      await openAll(page);
      const text = await page.locator("main").innerText();
      for (const shown of HOSTILE.filter((each) => /^[\x20-\x7e]{1,120}$/.test(each))) expect(text).to.contain(shown);
      expect(await page.title()).to.contain("<script>window.harmed = 1</script>");
    }));

  it("do not turn round or hide what stands beside them", () =>
    visit(HOSTILE_PAGE, {}, async (page) => {
      await openAll(page);
      const text = await page.locator("body").innerText();
      // Whatever steers a terminal or the direction of writing is of one of these kinds.
      expect(text.replace(/[\n\t]/g, "")).not.to.match(/[\p{Cc}\p{Cf}]/u);
    }));

  it("find what is theirs, and nothing of the browser's own", () =>
    visit(HOSTILE_PAGE, { fragment: "#__proto__" }, async (page) => {
      await page.getByRole("searchbox", { name: "Search" }).fill("__proto__");
      expect(await page.locator("#result").innerText()).to.match(/^\d+ of 19 threats/);
    }));

  it("leave no link to anywhere else", () =>
    visit(HOSTILE_PAGE, {}, async (page) => {
      await openAll(page);
      const outside = await page
        .locator("[href], [src], [action]")
        .evaluateAll((all) =>
          all
            .map((each) => each.getAttribute("href") ?? each.getAttribute("src") ?? "")
            .filter((to) => !to.startsWith("#")),
        );
      expect(outside).to.deep.equal([]);
    }));
});

import { expect } from "chai";
import type { Page } from "playwright-core";
import { ONLY_PASSES } from "./evidence";
import { PLATFORM, shownThreats } from "./reports";
import { visit } from "./report-page";

const ALL = "S-1 S-2 T-1 T-2 T-3 R-1 I-1 I-2 I-3 I-4 I-5 D-1 D-2 D-3 D-4 E-1 E-2 E-3 E-4".split(" ");

const search = (page: Page) => page.getByRole("searchbox", { name: "Search" });
const select = (page: Page, label: string, option: string) =>
  page.getByRole("combobox", { name: label }).selectOption(option);
const announced = (page: Page) => page.locator("#result").innerText();

describe("the filters of the register", () => {
  it("show all threats in the model's order at first", () =>
    visit(PLATFORM, {}, async (page) => {
      expect(await shownThreats(page)).to.deep.equal(ALL);
      expect(await announced(page)).to.equal("19 of 19 threats");
    }));

  const choices: readonly (readonly [label: string, option: string, shown: readonly string[]])[] = [
    ["Status", "open", ["T-1"]],
    ["Status", "accepted", ["D-2", "D-4"]],
    ["Status", "undetermined", ["I-3", "E-2"]],
    ["Status", "not exercised", ["S-2"]],
    ["Category", "Denial of Service", ["D-1", "D-2", "D-3", "D-4"]],
    ["Boundary", "TB-7", ["S-1", "D-4", "E-2"]],
    ["Rating", "Critical", ["T-2"]],
  ];
  for (const [label, option, shown] of choices) {
    it(`show only what has ${label.toLowerCase()} ${option}, and announce how many that are`, () =>
      visit(PLATFORM, {}, async (page) => {
        await select(page, label, option);
        expect(await shownThreats(page)).to.deep.equal(shown);
        expect(await announced(page)).to.match(new RegExp(`^${shown.length} of 19 threats`));
      }));
  }

  it("show what fulfils all of them", () =>
    visit(PLATFORM, {}, async (page) => {
      await select(page, "Boundary", "TB-7");
      await select(page, "Rating", "High");
      expect(await shownThreats(page)).to.deep.equal(["S-1", "E-2"]);
      await search(page).fill("token-expiry");
      expect(await shownThreats(page)).to.deep.equal(["E-2"]);
    }));

  const searches: readonly (readonly [what: string, text: string, shown: readonly string[]])[] = [
    ["an id, in whatever case", "d-4", ["D-4"]],
    ["a word of a title", "shared admin", ["S-2"]],
    ["a control's name", "osmo-rate-limit", ["D-4"]],
    ["a resource that fails", "osmo/mek-config", ["T-1"]],
    ["a resource that passes, which no one has asked to see", ONLY_PASSES, ["I-2"]],
    ["nothing that is there", "no such thing", []],
  ];
  for (const [what, text, shown] of searches) {
    it(`find by the text of ${what}`, () =>
      visit(PLATFORM, {}, async (page) => {
        await search(page).fill(text);
        expect(await shownThreats(page)).to.deep.equal(shown);
        expect(await announced(page)).to.match(new RegExp(`^${shown.length} of 19 threats`));
      }));
  }

  it("announce politely, in an element that a screen reader watches", () =>
    visit(PLATFORM, {}, async (page) => {
      expect(await page.getByRole("status").getAttribute("aria-live")).to.equal("polite");
    }));

  it("say so where no threat is left, and show all again on demand", () =>
    visit(PLATFORM, {}, async (page) => {
      await search(page).fill("no such thing");
      await page.getByRole("button", { name: "Show all" }).click();
      expect(await shownThreats(page)).to.deep.equal(ALL);
      expect(await search(page).inputValue()).to.equal("");
      expect(await announced(page)).to.equal("19 of 19 threats");
      expect(await page.evaluate("document.activeElement !== document.body")).to.equal(true);
    }));

  it("sort by rating and by status, the worst first, and back", () =>
    visit(PLATFORM, {}, async (page) => {
      await select(page, "Sort by", "Rating");
      expect((await shownThreats(page)).slice(0, 4)).to.deep.equal(["T-2", "S-1", "T-1", "D-1"]);
      await select(page, "Sort by", "Status");
      expect((await shownThreats(page)).slice(0, 4)).to.deep.equal(["T-1", "I-3", "E-2", "D-2"]);
      await select(page, "Sort by", "Model order");
      expect(await shownThreats(page)).to.deep.equal(ALL);
    }));

  it("follow a count of the views by boundary and category", () =>
    visit(PLATFORM, {}, async (page) => {
      await page.locator("#views a[data-boundary='TB-7'][data-status='']").click();
      await page.locator("#register:focus").waitFor();
      expect(await shownThreats(page)).to.deep.equal(["S-1", "D-4", "E-2"]);
      expect(
        await page.locator("#register").evaluate((section) => section.getBoundingClientRect().top < innerHeight),
      ).to.equal(true);
      expect(await page.getByRole("combobox", { name: "Boundary" }).inputValue()).to.equal("TB-7");
    }));
});

import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WaiverBook } from "../../../policies/framework/waivers";
import { controlFiles } from "../controls/fixture-files";
import { Judge, idOf, newlyFailing } from "./failures";
import type { Failure } from "./failures";
import { hardenedPlatform } from "./hardened-platform";
import { mutate } from "./mutate";
import type { StackResource } from "./mutate";
import type { Row } from "./rows";
import { TABLE } from "./table";

const PROD = JSON.parse(
  readFileSync(join(__dirname, "..", "..", "..", "policies", "config", "prod.json"), "utf8"),
) as Readonly<Record<string, unknown>> & { readonly waivers: { readonly waivers: unknown } };
/** A day on which the waivers of prod hold. */
const TODAY = "2026-12-01";

const files = controlFiles();
const controls = files.flatMap(({ control }) => control ?? []);

describe("the hardened platform, broken at one place", () => {
  const judge = new Judge(controls, PROD);
  let whole: readonly StackResource[];
  let known: readonly Failure[];

  before(async function () {
    // The first load of the SDKs; nothing is measured by it.
    this.timeout(120_000);
    whole = await hardenedPlatform();
    known = judge.failures(whole);
  });

  it("has before no failure but those that prod waives", () => {
    expect(unwaived(known).map(idOf)).to.deep.equal([]);
  });

  it("needs each waiver of prod", () => {
    const book = waivers();
    for (const { control, finding } of known) book.covering(control, finding);
    expect(book.unused).to.deep.equal([]);
  });

  for (const { name, category } of files) {
    it(`breaks ${name} at least once`, () => {
      expect(rowsOf(category).map(({ control }) => control)).to.include(name);
    });
  }

  for (const [category, rows] of Object.entries(TABLE)) {
    describe(category, () => {
      for (const { control, when, mutation, also = {} } of rows) {
        it(`is caught by ${[control, ...Object.keys(also)].join(" and ")} when ${when}`, () => {
          const after = judge.failures([mutation].flat().reduce(mutate, whole));
          expect(newlyFailing(known, unwaived(after))).to.deep.equal([control, ...Object.keys(also)].sort());
        });
      }
    });
  }
});

function rowsOf(category: string): readonly Row[] {
  return TABLE[category] ?? [];
}

/** What no waiver of prod covers. */
function unwaived(failures: readonly Failure[]): readonly Failure[] {
  const book = waivers();
  return failures.filter(({ control, finding }) => book.covering(control, finding) === undefined);
}

function waivers(): WaiverBook {
  return new WaiverBook(PROD.waivers.waivers, new Set(controls.map(({ name }) => name)), TODAY);
}

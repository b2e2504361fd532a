import { expect } from "chai";
import { judgeFixture, unknown } from "../../../policies/framework/fixtures";
import type { Fixture } from "../../../policies/framework/fixtures";
import { controlFiles } from "../controls/fixture-files";
import { nameOf, placesOf, withValue } from "./altered-fixtures";
import type { Place } from "./altered-fixtures";
import { RECOGNISED_BY, recognises } from "./recognition";

/*
 * The law of values that are not known yet, held to at every place of every example: such a value may be the one that the
 * example has. What fails with it is therefore never clean without it, and what passes with it never fails without it.
 */

const written = controlFiles().flatMap(({ control, fixtures }) => (control && fixtures ? [{ control, fixtures }] : []));

describe("a value that is not known yet", () => {
  it("says whether a control is concerned only at places that an example needs", () => {
    const needless = Object.entries(RECOGNISED_BY).flatMap(([name, places]) => {
      const { control, fixtures } = written.find((each) => each.control.name === name)!;
      const clean = fixtures.fail.flatMap((example) =>
        placesOf(example)
          .filter((place) =>
            judgeFixture(control, withValue(example, place, unknown)).every(({ verdict }) => verdict === "pass"),
          )
          .map(({ path }) => path.join(".")),
      );
      return places.filter((place) => !clean.some((path) => place.test(path))).map((place) => `${name} ${place}`);
    });
    expect(needless).to.deep.equal([]);
  });

  for (const { control, fixtures } of written) {
    const verdictsWithout = (example: Fixture, place: Place) =>
      judgeFixture(control, withValue(example, place, unknown)).map(({ verdict }) => verdict);
    const broken = (examples: readonly Fixture[], isBroken: (verdicts: readonly string[], place: Place) => boolean) =>
      examples.flatMap((example) =>
        placesOf(example)
          .filter((place) => isBroken(verdictsWithout(example, place), place))
          .map((place) => nameOf(example, place)),
      );

    it(`makes no failing example of ${control.name} clean`, () => {
      const clean = broken(
        fixtures.fail,
        (verdicts, { path }) =>
          !verdicts.includes("fail") && !verdicts.includes("undetermined") && !recognises(control.name, path.join(".")),
      );
      expect(clean).to.deep.equal([]);
    });

    it(`makes no other example of ${control.name} fail`, () => {
      const examples = [...fixtures.pass, ...fixtures.unknown, ...fixtures.notApplicable];
      expect(broken(examples, (verdicts) => verdicts.includes("fail"))).to.deep.equal([]);
    });
  }
});

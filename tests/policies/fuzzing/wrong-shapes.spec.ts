import { expect } from "chai";
import fc from "fast-check";
import { controls } from "../../../policies/controls";
import type { Fixture } from "../../../policies/framework/fixtures";
import { judgeFixture, unknown } from "../../../policies/framework/fixtures";
import { AZURE, EVIDENCE, KUBERNETES } from "../../../policies/framework/resource-types";
import { controlFiles } from "../controls/fixture-files";
import { nameOf, placesOf, withValue } from "./altered-fixtures";
import { anything, deep, vocabularies } from "./resource-shapes";

const TYPES = [...Object.values(AZURE), ...Object.values(KUBERNETES), ...Object.values(EVIDENCE)];
/** Stacks of random resources, over all types. */
const CASES = 10_000;
const PER_TYPE = Math.ceil(CASES / TYPES.length);

const written = controlFiles().flatMap(({ control, fixtures }) => (control && fixtures ? [{ control, fixtures }] : []));
const examples = written.flatMap(({ fixtures: { pass, fail, unknown: waiting, notApplicable } }) => [
  ...pass,
  ...fail,
  ...waiting,
  ...notApplicable,
]);
const known = new Map(vocabularies(examples).map((vocabulary) => [vocabulary.type, vocabulary]));

/** Controls that could not judge the example. */
const beatenBy = (example: Fixture) =>
  controls.filter((control) => judgeFixture(control, example).some(({ verdict }) => verdict === "error"));

describe("properties of the wrong shape", () => {
  for (const type of TYPES) {
    it(`end no control that looks at ${type}`, () => {
      const { examples: resources, texts } = known.get(type) ?? { examples: [], texts: ["x"] };
      const shapes =
        resources.length > 0 ? resources : [{ type, name: "any", properties: { name: "x", properties: {} } }];
      const stacks = fc
        .record({
          resource: fc.constantFrom(...shapes),
          changes: fc.array(fc.tuple(fc.nat(), anything(texts)), { minLength: 1, maxLength: 3 }),
        })
        .map(({ resource, changes }) =>
          changes.reduce<Fixture>(
            (fixture, [position, value]) => {
              const places = placesOf(fixture);
              const place = places[position % Math.max(places.length, 1)];
              return place ? withValue(fixture, place, value) : fixture;
            },
            { title: type, resources: [resource] },
          ),
        );
      fc.assert(
        fc.property(stacks, (fixture) => {
          expect(beatenBy(fixture).map(({ name }) => name)).to.deep.equal([]);
        }),
        { numRuns: PER_TYPE, seed: 6 },
      );
    });
  }

  for (const { control, fixtures } of written) {
    it(`end ${control.name} at no place of its examples`, () => {
      const SHAPES = [null, undefined, 3, true, "x", [], {}, [unknown], { a: unknown }, [[[]]]];
      const AWKWARD = { toString: "x", valueOf: 1, length: -1 };
      const beaten = [...fixtures.pass, ...fixtures.fail].flatMap((example) =>
        placesOf(example).flatMap((place) => {
          const twice = Array.isArray(place.value)
            ? [...(place.value as unknown[]), ...(place.value as unknown[])]
            : "y".repeat(500);
          return [...SHAPES, AWKWARD, twice]
            .filter((shape) =>
              judgeFixture(control, withValue(example, place, shape)).some(({ verdict }) => verdict === "error"),
            )
            .map((shape) => `${nameOf(example, place)} as ${JSON.stringify(shape)}`);
        }),
      );
      expect(beaten).to.deep.equal([]);
    });

    it(`end ${control.name} at no depth`, () => {
      const example = fixtures.fail[0]!;
      const beaten = placesOf(example)
        .filter(({ path }) => path.length <= 2)
        .filter((place) =>
          deep.some((value) =>
            judgeFixture(control, withValue(example, place, value)).some(({ verdict }) => verdict === "error"),
          ),
        );
      expect(beaten.map((place) => nameOf(example, place))).to.deep.equal([]);
    });
  }
});

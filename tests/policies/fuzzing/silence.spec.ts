import { expect } from "chai";
import { failureMessage, awaitingMessage } from "../../../policies/framework/message";
import { judgeFixture } from "../../../policies/framework/fixtures";
import type { Fixture } from "../../../policies/framework/fixtures";
import type { Control } from "../../../policies/framework/control";
import { controlFiles } from "../controls/fixture-files";
import { nameOf, placesOf, withTexts, withValue } from "./altered-fixtures";

/** A word that no control says by itself. */
const CANARY = "zqxj7canary";
/** Keys whose values name something, a workflow and what it runs too: findings name what they are about. */
const NAMES = /(^|[a-z])names?$|^(file|uses)$/i;
/** Places whose text has keys in it, which findings name like those of any map. */
const WITH_KEYS = /^valueYamlFiles\.\d+\.text$/;

const written = controlFiles().flatMap(({ control, fixtures }) => (control && fixtures ? [{ control, fixtures }] : []));

/** Everything that is said of the example. */
function saidOf(control: Control, example: Fixture): string {
  const findings = judgeFixture(control, example);
  return [
    ...findings.map((finding) => failureMessage(control, finding)),
    awaitingMessage(findings.map((finding) => ({ control, finding }))),
    JSON.stringify(findings),
  ].join("\n");
}

describe("what is said of a resource", () => {
  for (const { control, fixtures } of written) {
    it(`by ${control.name} quotes none of its values`, () => {
      const examples = [...fixtures.pass, ...fixtures.fail, ...fixtures.unknown, ...fixtures.notApplicable];
      const quoted = examples.flatMap((example) =>
        placesOf(example)
          .filter(
            ({ path, value }) =>
              typeof value === "string" && !NAMES.test(String(path.at(-1))) && !WITH_KEYS.test(path.join(".")),
          )
          .filter((place) =>
            [
              CANARY,
              `${CANARY}${String(place.value)}`,
              `${String(place.value)}${CANARY}`,
              `${String(place.value)}\n${CANARY}`,
            ].some((text) => saidOf(control, withValue(example, place, text)).includes(CANARY)),
          )
          .map((place) => nameOf(example, place)),
      );
      expect(quoted).to.deep.equal([]);
    });

    it(`by ${control.name} quotes none of all its values at once`, () => {
      const all = [...fixtures.pass, ...fixtures.fail].map((example) => ({
        ...example,
        resources: example.resources.map((resource) => ({
          ...resource,
          properties: withTexts(resource.properties, (text, key) =>
            NAMES.test(String(key)) ? text : `${text} ${CANARY}`,
          ) as Readonly<Record<string, unknown>>,
        })),
      }));
      expect(
        all.filter((example) => saidOf(control, example).includes(CANARY)).map(({ title }) => title),
      ).to.deep.equal([]);
    });
  }
});
